"""What a style returns, as HTML: the one place that escapes it."""

from __future__ import annotations

import re
from itertools import groupby

from apparatus.render import text
from apparatus.styles import Inline, Run


def inline_html(runs: Inline, work_page: str = "") -> str:
    """The stretches of a style as HTML, everything escaped; ``work_page`` is where those
    lead that lead to the page of the work.
    """
    work_page = text.safe_target(work_page)

    def target(run: Run) -> tuple[bool, str]:
        if run.work and work_page:
            return True, work_page
        return False, text.safe_target(run.to)

    made = []
    for (is_work, url), found in groupby(runs, target):
        same = list(found)
        if len(same) == 1:  # a title that leads somewhere is set as any other title
            made.append(_set(_linked(_words(same[0]), url, is_work), same[0].italic))
        else:
            words = "".join(_set(_words(run), run.italic) for run in same)
            made.append(_linked(words, url, is_work))
    return "".join(made)


def _words(run: Run) -> str:
    html = text.escape(run.text)
    return f'<span lang="{text.escape(run.lang)}">{html}</span>' if run.lang else html


def _set(html: str, italic: bool) -> str:
    return f"<cite>{html}</cite>" if italic and html else html


def _linked(html: str, url: str, is_work: bool) -> str:
    if is_work:
        return work_link(url, html)
    return f'<a href="{text.escape(url)}">{html}</a>' if url and html else html


def work_link(url: str, html: str) -> str:
    """``html``, in which nothing may be a link, leading to the page of its work."""
    if not url or not html:
        return html
    return f'<a class="work-link" href="{text.escape(url)}" role="doc-biblioref">{html}</a>'


def unlinked(runs: Inline) -> Inline:
    """A text that leads nowhere, for one that is a link as a whole."""
    return tuple(run._replace(to="", work=False) for run in runs)


def with_stop(html: str) -> str:
    """``html`` with a full stop, unless its text ends with one."""
    return html if ends_with_stop(html) else f"{html}."


def ends_with_stop(html: str) -> bool:
    """Whether the text of ``html`` ends a sentence."""
    return re.sub(r"<[^>]*>", "", html).rstrip().endswith((".", "!", "?"))

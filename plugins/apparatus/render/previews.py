"""What a link shows of the page, work or paragraph that it leads to, before it is followed.

The data are a script and no JSON, so that they can be read from a folder on a disk, and
text and no HTML: whatever shows them has nothing to trust.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from apparatus.model import Milestone, Page
from apparatus.prose import plain_text
from apparatus.render.links import Links
from apparatus.render.references import full_reference, with_stop

_WORDS = 40
_CITE = re.compile(r"</?cite[^>]*>")
_TAG = re.compile(r"<[^>]*>")

Preview = tuple[str, ...]
"""A title, or '', and the text in pieces: upright and italic by turns."""


def previews_data(links: Links, work_url: Callable[[str], str]) -> str:
    """One script that sets one variable: previews by their address from the site's root.

    ``links`` are those of a page at the root; ``work_url`` has the address at which a work
    is to be found, or ''.
    """
    found = {**dict(_pages(links)), **dict(_paragraphs(links)), **dict(_works(links, work_url))}
    data = {unquote(url).removeprefix("./"): preview for url, preview in found.items()}
    text = json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":"))
    return f"window.apparatusPreviews = {text};\n"


def _pages(links: Links) -> Iterator[tuple[str, Preview]]:
    """Every typed page by its summary."""
    for name, (page, front, _) in links.site.typed.items():
        if front.summary and name in links.urls:
            yield links.urls[name], (page.title, front.summary)


def _paragraphs(links: Links) -> Iterator[tuple[str, Preview]]:
    """Every paragraph of the edited work by its first words on the site."""
    for section in links.site.witness.sections if links.site.witness else ():
        page = links.site.pages.get(section.page)
        for milestone in page.milestones if page else ():
            url = links.targets.get((milestone.unit, milestone.number))
            if page and url and milestone.unit == "paragraph":
                title = section.title or page.title
                name = f"¶ {milestone.number}" + (f", {title}" if title else "")
                yield url, (name, _first_words(page, milestone))


def _first_words(page: Page, milestone: Milestone) -> str:
    """How a paragraph begins, at most to the end of its text."""
    start = milestone.span.end
    end = next((each.end for each in page.stretches if each.start <= start <= each.end), start)
    words = plain_text(page, start, end).split(" ")
    return " ".join(words) if len(words) <= _WORDS else " ".join([*words[:_WORDS], "…"])


def _works(links: Links, work_url: Callable[[str], str]) -> Iterator[tuple[str, Preview]]:
    """Every work by its full reference."""
    for key, entry in links.site.library.entries.items():
        url = work_url(key) if entry.type != "xdata" else ""
        if url:
            pieces = _CITE.split(with_stop(full_reference(entry)))
            yield url, ("", *(html.unescape(_TAG.sub("", piece)) for piece in pieces))

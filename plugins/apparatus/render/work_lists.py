"""Lists of works: those that a page cites, those that the site cites, the whole library."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

from apparatus.model import Library, Page
from apparatus.render.inline import inline_html, with_stop
from apparatus.render.text import escape
from apparatus.render.titles import sort_name
from apparatus.styles import Style


def cited_keys(pages: Iterable[Page], library: Library) -> frozenset[str]:
    """The works of the library that these pages cite."""
    return frozenset(i.key for page in pages for i in page.items()) & library.entries.keys()


def entry_url(key: str) -> str:
    """Where a list on the same page has the work."""
    return f"#ref-{quote(key)}"


def work_list_html(
    keys: Iterable[str],
    library: Library,
    style: Style,
    work_page: Callable[[str], str],
    anchored: bool,
) -> str:
    """The entries of a list in the order of the alphabet; '' for no works.

    ``anchored`` gives every entry its anchor: of two lists on a page, only one may.
    """
    entries = sorted((library.entries[key] for key in keys), key=sort_name)
    items = "".join(
        f'<li class="work-entry"{_anchor(entry.key) if anchored else ""}>'
        f"{with_stop(inline_html(style.reference(entry), work_page(entry.key)))}</li>"
        for entry in entries
    )
    return f'<ul class="work-list">{items}</ul>' if items else ""


def _anchor(key: str) -> str:
    return f' id="ref-{escape(key)}"'


def work_section_html(items: str, label: str) -> str:
    """A list that its author has placed, as a part of the page that programs know."""
    if not items:
        return ""
    return (
        f'<section class="works-cited" role="doc-bibliography" aria-label="{escape(label)}">'
        f"{items}</section>"
    )

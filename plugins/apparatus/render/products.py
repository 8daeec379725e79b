"""What can be made of a site, kind by kind. What makes a kind is loaded when a site wants it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from apparatus.edition import Imprint, Site
from apparatus.render.links import Links

Maker = Callable[[Links], str]
"""Makes one file; the links stand at its address."""

_FROM_VALUES = {
    "emendations": "emendations_page:emendations_page",
    "library": "work_files:library_bibtex",
    "library_csl": "work_files:library_csl",
    "library_ris": "work_files:library_ris",
    "glossary": "indexes:glossary_page",
    "comparison": "comparison:comparison_page",
    "comparison_data": "comparison:comparison_csv",
    "concordance": "concordance:concordance_page",
    "coverage": "coverage:coverage_page",
    "map": "map:map_page",
    "page_types": "guide:page_types_page",
    "timeline": "timeline:timeline_page",
}
_FROM_IMPRINT = {
    "citation": "permalinks:edition_bibtex",
    "concordance_data": "concordance:concordance_csv",
    "feed": "feed:feed_file",
}
_FROM_PAGES = {"tei": "tei:tei_document", "book": "book:book_html"}
_FOLDERS = {
    "works": "work_files:work_files",
    "people": "work_files:people_files",
    "rules": "rule_pages:rule_files",
}

BOOK_STYLE = "assets/apparatus/book.css"
"""Where the style sheet of the book lies in a site."""

FOLDERS, FROM_PAGES = frozenset(_FOLDERS), frozenset(_FROM_PAGES)
"""The kinds that are folders of files, and those that are made of the finished pages."""

KINDS = frozenset({*_FROM_VALUES, *_FROM_IMPRINT, *_FROM_PAGES, *_FOLDERS})
"""What can be made."""


def _load(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(f"apparatus.render.{module}"), function)


def files_of(kind: str, site: Site, folder: str) -> Mapping[str, Maker]:
    """What makes each file of a kind that is a folder, by its path."""
    found: Mapping[str, Maker] = _load(_FOLDERS[kind])(site, folder)
    return found


def maker_of(kind: str, root: Callable[[], Links], imprint: Imprint) -> Maker:
    """What makes the one file of a kind. ``root`` gives links relative to the site's root, to
    the addresses under which it is published.
    """
    if kind in _FROM_IMPRINT:
        make = _load(_FROM_IMPRINT[kind])
        return lambda _: str(make(root(), imprint))
    made: Maker = _load(_FROM_VALUES[kind])
    return made


def made_of_pages(kind: str, root: Links, imprint: Imprint, rendered: Mapping[str, str]) -> str:
    """A file that is made of the HTML of the finished pages, by their paths."""
    return str(_load(_FROM_PAGES[kind])(root, imprint, rendered))

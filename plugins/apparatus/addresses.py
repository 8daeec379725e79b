"""The addresses that a built site has given out, and must keep.

They are every file that can be asked for, and the ids by which others point into it: the
paragraphs, printed notes and printed pages of an edited work, and the works of the library.
Ids of headings and of notes that are numbered anew with every change are not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser

_PLACE = re.compile(r"(?:p|n|page)[1-9]\d*")
_PARAGRAPH = re.compile(r"p[1-9]\d*")
_SKIPPED = re.compile(r"(?:404\.html|assets/.*|search/.*|sitemap\.xml.*|objects\.inv|.*/__.*)")


def addresses(files: Mapping[str, str]) -> list[str]:
    """Every lasting address of a site, sorted.

    ``files`` has what was built: the path of every file, and the text of those that are HTML.
    """
    found: list[str] = []
    for path, html in files.items():
        if not _SKIPPED.fullmatch(path):
            address = path.removesuffix("index.html") or "./"
            found += [address, *(f"{address}#{each}" for each in _lasting(html))]
    return sorted(found)


def gone(known: Iterable[str], there: Iterable[str]) -> list[str]:
    """The addresses that were given out and lead nowhere now."""
    return sorted(set(known) - set(there))


def _lasting(html: str) -> Iterator[str]:
    ids = _Ids()
    ids.feed(html)
    yield from ids.works
    if any(_PARAGRAPH.fullmatch(each) for each in ids.all):
        yield from (each for each in ids.all if _PLACE.fullmatch(each))


class _Ids(HTMLParser):
    """Collects the ids of a page, and apart from them those of works."""

    def __init__(self) -> None:
        super().__init__()
        self.all: dict[str, None] = {}
        self.works: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        name = attributes.get("id")
        if name:
            self.all[name] = None
            if "work" in (attributes.get("class") or "").split():
                self.works[name] = None

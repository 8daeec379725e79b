"""COinS: a work as an OpenURL in the title of an empty span, for lists and corporate authors.

Keys: ANSI/NISO Z39.88-2004, the formats journal, book, dissertation and dc. Names go as
``rft.au`` with the family name first, which is taken apart at the comma; only ``rft.aucorp``
keeps an organization in one piece. An editor, for whom the book's keys have no word, is a
contributor. A plus sign is read as a blank, so blanks are percent-encoded.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from apparatus.render.record import Record
from apparatus.render.text import escape

_FORMATS = {
    "journalArticle": ("journal", "article"),
    "book": ("book", "book"),
    "bookSection": ("book", "bookitem"),
    "conferencePaper": ("book", "proceeding"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
}


_MOST_NAMES = 30  # the page of a work has all of them


def coins(work: Record) -> str:
    """The span, which shows nothing."""
    pairs = "&".join(f"{key}={quote(value, safe='')}" for key, value in _pairs(work) if value)
    return f'<span class="Z3988" title="{escape(pairs)}"></span>'


def _pairs(work: Record) -> Iterator[tuple[str, str]]:
    name, genre = _FORMATS.get(work.kind.zotero, ("dc", ""))
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{name}"
    yield "rft_id", f"info:doi/{work.doi}" if work.doi else work.url
    yield "rft.genre", genre
    yield from _titles(work, name, genre)
    authors, editors = work.authors[:_MOST_NAMES], work.editors[:_MOST_NAMES]
    yield from (("rft.aucorp" if n.is_corporate else "rft.au", n.inverted) for n in authors)
    yield from (("rft.contributor", n.inverted) for n in editors)
    yield "rft.date", work.issued[0].iso if work.issued else ""
    yield "rft.language", work.language.code or work.language.name


def _titles(work: Record, name: str, genre: str) -> Iterator[tuple[str, str]]:
    if name == "dissertation":
        yield "rft.title", work.title
        yield "rft.inst", work.publisher
        yield "rft.degree", work.genre
    elif name == "dc":
        yield "rft.type", work.kind.zotero
        yield "rft.title", work.title
        yield "rft.source", work.container
        yield "rft.publisher", work.publisher
    else:
        yield "rft.btitle" if genre in ("book", "report") else "rft.atitle", work.title
        yield "rft.jtitle" if name == "journal" else "rft.btitle", work.container
        yield "rft.volume", work.volume
        yield "rft.issue", work.issue
        yield "rft.pages", work.page_range
        yield "rft.edition", work.edition
        yield "rft.series", work.series
        yield "rft.pub", work.publisher if name == "book" else ""
        yield "rft.place", work.place if name == "book" else ""
        yield "rft.isbn", work.isbn
        yield "rft.issn", work.issn

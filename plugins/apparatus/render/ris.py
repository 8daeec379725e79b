"""The library as RIS, which every reference manager reads.

Tags: as Zotero's translator ``RIS.js`` reads them, which follows EndNote's tables. Editors are
``ED``, which is an editor in every type (``A2`` is a series editor of a book).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from apparatus.model import Entry
from apparatus.render.dates import Day, date
from apparatus.render.record import Record, record

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PAGED = frozenset({"JOUR", "CHAP", "CPAPER", "ENCYC", "ELEC"})
"""Types of which ``SP`` and ``EP`` are the pages; of a book ``SP`` is their number."""


def export_ris(entries: Iterable[Entry]) -> str:
    """Entries as RIS, sorted by key, lines ended as the format has it."""
    works = (record(each) for each in sorted(entries, key=lambda e: e.key.casefold()))
    return "".join(f"{ris_record(work)}\r\n" for work in works)


def ris_record(work: Record) -> str:
    """One work in RIS's tags, without those of which nothing is known."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _tags(work) if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _tags(work: Record) -> Iterator[tuple[str, str]]:
    kind = work.kind.ris
    yield "TY", kind
    yield "ID", work.key
    yield from (("AU", name.inverted) for name in work.authors)
    yield "TI", work.title
    yield "ST", work.short_title
    yield "T2", work.series if kind == "BOOK" else work.container
    yield "T3", work.series if kind in ("CHAP", "CPAPER", "ENCYC") else ""
    yield from (("ED", name.inverted) for name in work.editors)
    yield from (("A4", name.inverted) for name in work.translators)
    yield "PY", f"{work.issued[0].year:04}" if work.issued else ""
    yield "DA", _date(work.issued)
    yield "VL", work.volume
    yield "IS", work.issue
    yield from _pages(work)
    yield "ET", work.edition
    yield "PB", work.publisher
    yield "CY", work.place
    yield "M3", work.genre
    yield "SN", work.number or work.isbn or work.issn
    yield "N1", _event(work)
    yield "LA", work.language.code or work.language.name
    yield "DO", work.doi
    yield "UR", work.url
    yield "Y2", _date(work.accessed)


def _pages(work: Record) -> Iterator[tuple[str, str]]:
    if work.kind.ris in _PAGED:
        yield "SP", work.pages[0]
        yield "EP", work.pages[1]
    elif work.kind.ris == "BOOK":
        yield "SP", work.extent


def _date(ends: tuple[Day, ...]) -> str:
    """``2021/06/09/``: year, month, day, and what is none of these, such as a season."""
    if not ends:
        return ""
    day = ends[0]
    if day.month > 12:
        return f"{day.year:04}///{_SEASONS.get(day.month, '')}"
    month, of_month = (f"{part:02}" if part else "" for part in day[1:])
    return f"{day.year:04}/{month}/{of_month}/"


def _event(work: Record) -> str:
    """Where a paper was given, for which RIS has no tag of its own."""
    when = date("/".join(day.iso for day in work.event_days))
    return ", ".join(filter(None, [work.event, work.event_place, when])) if work.event else ""

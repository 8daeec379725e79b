"""The library as CSL-JSON, which citation processors, Zotero and Pandoc read.

Names of variables: the CSL 1.0.2 specification, appendix IV.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from apparatus.model import Entry
from apparatus.render.dates import Day
from apparatus.render.personal_names import Name
from apparatus.render.record import Record, record


def export_csl(entries: Iterable[Entry]) -> str:
    """Entries as CSL-JSON, sorted by key."""
    items = [csl_item(record(each)) for each in sorted(entries, key=lambda e: e.key.casefold())]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def csl_item(work: Record) -> Mapping[str, Any]:
    """One work in CSL's variables, without those of which nothing is known."""
    item = {
        "id": work.key,
        "type": work.kind.csl,
        "author": [_name(name) for name in work.authors],
        "editor": [_name(name) for name in work.editors],
        "translator": [_name(name) for name in work.translators],
        "title": work.title,
        "title-short": work.short_title if work.short_title != work.title else "",
        "container-title": work.container,
        "collection-title": work.series,
        "collection-number": work.series_number,
        "volume": work.volume,
        "issue": work.issue,
        "number": work.number,
        "edition": work.edition,
        "chapter-number": work.chapter,
        "genre": work.genre,
        "event-title": work.event,
        "event-place": work.event_place,
        "event-date": _date(work.event_days),
        "publisher": work.publisher,
        "publisher-place": work.place,
        "issued": _date(work.issued),
        "page": work.page_range,
        "number-of-pages": work.extent,
        "DOI": work.doi,
        "URL": work.url,
        "accessed": _date(work.accessed),
        "ISBN": work.isbn,
        "ISSN": work.issn,
        "language": work.language.code or work.language.name,
    }
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> Mapping[str, str]:
    if name.is_corporate:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def _date(ends: tuple[Day, ...]) -> Mapping[str, Any]:
    if not ends:
        return {}
    if ends[0].month > 12:
        return {"date-parts": [[_year(ends[0])]], "season": ends[0].month - 20}
    parts = [[_year(day), *filter(None, day[1:])] for day in ends[:2]]
    return {"date-parts": parts}


def _year(day: Day) -> int:
    """The year as CSL counts, which has none between 1 BC and AD 1."""
    return day.year if day.year > 0 else day.year - 1

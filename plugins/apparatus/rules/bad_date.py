"""A date is none that biblatex reads: neither plain ISO 8601 nor its extension EDTF.

Programs cannot sort or shorten such a date: they leave it out of the note, or print it as it
stands among others that look different. Read are ``2021``, ``2021-06``, ``2021-06-09``, ranges
with ``/``, ``~`` and ``?`` behind a date, and seasons as months 21 to 24. The day must exist.

The fields are ``date``, ``urldate``, ``eventdate``, ``origdate`` and ``onlinedate``; a ``year``
may also say that a work is undated or forthcoming. The ``dates`` of a page are read likewise.

Example:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {9 June 2021}
    }

Instead:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021-06-09}
    }
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.entry_types import MONTHS
from apparatus.fields import rewrite_field
from apparatus.model import Field
from apparatus.rules import Group, Rule

_NAMES = ("date", "urldate", "eventdate", "origdate", "onlinedate")
_DATE = re.compile(r"-?(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T[\d:+Z-]+)?[~?%]?")
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_WRITTEN = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_DAY}\s+{_MONTH},?\s+(?P<y>\d{{4}})",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<y>\d{{4}})",
        rf"{_MONTH},?\s+(?P<y>\d{{4}})",
        r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)",
        r"(?P<y>\d{4})-(?P<m>\d)",
    )
]
_YEAR = re.compile(
    r"\D*\d{1,4}\D*|\d{4}\s*[-–/]+\s*\d{2,4}|.*\b(?:n\.\s?d|forthcoming|to appear|in press)\b.*",
    re.I,
)


def check(site: Site) -> Iterator[Finding]:
    for entry in site.library.entries.values():
        for name in _NAMES:
            field = entry.fields.get(name)
            if field is not None and field.value.strip() and not _is_date(field.value):
                yield _finding(field)
        year = entry.fields.get("year")
        if year is not None and year.value.strip() and not _YEAR.fullmatch(year.value):
            yield Finding(year.value_span, f"'{year.value}' is not a year")
    for _, front, _ in site.typed.values():
        if front.dates and not _is_date(front.dates):
            yield Finding(front.place_of("dates"), f"'{front.dates}' is not a date like 2021-06")


def _finding(field: Field) -> Finding:
    fact = f"'{field.value}' is not a date like 2021-06-09"
    meant = _meant(field.value.strip())
    if not _is_date(meant):
        return Finding(field.value_span, fact)
    return Finding(field.value_span, fact, meant, fix=rewrite_field(field, meant, safe=True))


def _meant(value: str) -> str:
    """A date in English words, or with its parts too short, in the form of ISO 8601; or ''."""
    for pattern in _WRITTEN:
        found = pattern.fullmatch(value)
        if found:
            year, month, day = (found.groupdict().get(part) or "" for part in ("y", "m", "d"))
            number = month if month.isdigit() else MONTHS.get(month[:3].lower(), "0")
            return f"{year}-{number:>02}" + (f"-{day:>02}" if day else "")
    return ""


def _is_date(value: str) -> bool:
    ends = value.strip().split("/")
    return len(ends) <= 2 and any(ends) and all(end in ("", "..") or _one(end) for end in ends)


def _one(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part) if part and part.isdigit() else None for part in found.groups())
    if month is not None and not (1 <= month <= 12 or (21 <= month <= 24 and day is None)):
        return False
    if day is None or month is None:
        return True
    return 1 <= day <= monthrange(year or 2000, month)[1]


RULE = Rule("bad-date", Severity.ERROR, Group.LIBRARY_FIELDS, check, fix="safe")

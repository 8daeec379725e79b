"""Dates as the library writes them, ISO 8601 and its extension EDTF, read and printed.

Years are astronomical, as in ISO 8601 and in biblatex: there is a year 0, which is 1 BC, and
``-0043`` is 44 BC.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from apparatus.entry_types import MONTHS
from apparatus.model import Entry, is_number
from apparatus.render import text
from apparatus.render.wording import Wording, wording

_DATE = re.compile(
    r"(-?\d{1,9}X{0,3})(?:-(\d{1,2}|XX))?(?:-(\d{1,2}|XX))?(?:T[\d:+Z-]+)?\s*([~?%]?)\s*", re.ASCII
)
_YEAR = re.compile(r"-?\d{4}", re.ASCII)
_OPEN = ("", "..")


class Day(NamedTuple):
    """A date as far as it is known; a month from 21 to 24 is a season."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """``2021-06-09``, ``2021-06`` or ``2021``."""
        known = [f"{self.year:04}" if self.year >= 0 else f"-{-self.year:04}"]
        if 1 <= self.month <= 12:
            known.append(f"{self.month:02}")
            if self.day:
                known.append(f"{self.day:02}")
        return "-".join(known)


class _End(NamedTuple):
    """An end of an interval: its year as written, ``199X`` among others; how sure it is."""

    year: str
    month: int
    day: int
    doubt: str


def issued(entry: Entry) -> str:
    """When a work came out: its ``date``, or what ``year``, ``month`` and ``day`` say together,
    as older libraries have it; '' where the year is no number.
    """
    year = entry.get("year").strip()
    if entry.get("date") or not _YEAR.fullmatch(year):
        return entry.get("date")
    month, day = entry.get("month").strip().lower(), entry.get("day").strip()
    number = month if is_number(month) else MONTHS.get(month[:3], "")
    if not number or not 1 <= int(number) <= 12:
        return year
    is_day = is_number(day) and 1 <= int(day) <= 31
    return f"{year}-{int(number):02}" + (f"-{int(day):02}" if is_day else "")


def days(value: str) -> tuple[Day, ...]:
    """The ends of a date or an interval; nothing where one has no year in figures."""
    ends = [end for end in map(_end, value.split("/")) if end]
    found = [Day(int(e.year), e.month, e.day) for e in ends if "X" not in e.year]
    return tuple(found) if len(found) == len(ends) else ()


def _end(written: str) -> _End | None:
    found = _DATE.fullmatch(written.strip())
    if not found:
        return None
    year, month, day, doubt = found.groups()
    number = int(month) if (month or "").isdigit() else 0
    if not (1 <= number <= 12 or 21 <= number <= 24):
        number = 0
    is_day = 1 <= number <= 12 and (day or "").isdigit()
    return _End(year, number, int(day) if is_day else 0, doubt)


def in_time(value: str) -> str:
    """What dates are sorted by: years before Christ come first, the earliest before the others."""
    found = days(value)
    if not found or found[0].year > 0:
        return value
    return f"-{found[0].year + 10**9}"


@lru_cache(maxsize=8192)
def date(value: str, language: str = "") -> str:
    """A date in print: ``2019-10-03`` is ``3 Oct. 2019``, ``1868/1869`` is ``1868–1869``,
    ``1850~`` is ``c. 1850``.

    What is no date is printed as it stands.
    """
    return _printed(value, language, to_the_day=True)


@lru_cache(maxsize=8192)
def years(value: str, language: str = "") -> str:
    """A date in print as far as its years: ``2019-10-03`` is ``2019``, ``-0043`` is ``44 BC``."""
    return _printed(value, language, to_the_day=False)


def interval(value: str) -> str:
    """A date or an interval that may be open: ``2015-09/..`` is ``from Sept. 2015``."""
    start, slash, end = value.partition("/")
    if slash and end in _OPEN:
        return f"from {date(start)}" if date(start) else ""
    if slash and start in _OPEN:
        return f"until {date(end)}"
    return date(value)


def _printed(value: str, language: str, to_the_day: bool) -> str:
    written = [end.strip() for end in value.split("/")]
    if all(end in _OPEN for end in written):
        return ""
    ends = [None if end in _OPEN else _end(end) for end in written]
    if len(ends) > 2 or any(
        end is None and there not in _OPEN for end, there in zip(ends, written, strict=True)
    ):
        return text.decode(value)
    if not to_the_day:
        ends = [end and end._replace(month=0, day=0) for end in ends]
    words = wording(language)
    said = [_one(end, words) if end else "" for end in ends]
    if _crosses_the_eras(ends):
        said[1] = words.after_christ.format(said[1])
    return said[0] if len(said) == 1 or said[0] == said[1] else _between(*said)


def _crosses_the_eras(ends: Sequence[_End | None]) -> bool:
    first, last = ends[0], ends[-1]
    if not first or not last or "X" in first.year + last.year:
        return False
    return int(first.year) <= 0 < int(last.year)


def _between(first: str, last: str) -> str:
    """Two dates with what both end with said once: the year, the month, the era."""
    one, two = first.split(" "), last.split(" ")
    shared = 0
    while len(one) == len(two) > shared + 1 and one[-1 - shared] == two[-1 - shared]:
        shared += 1
    return f"{' '.join(one[: len(one) - shared])}–{last}"


def _one(end: _End, words: Wording) -> str:
    year = _year(end.year, words)
    if end.month > 12:
        season = words.seasons.split()[end.month - 21]
        said = words.month.format(month=season, year=year)
    elif end.day:
        month = words.months.split()[end.month - 1]
        form = words.first_day if end.day == 1 and words.first_day else words.day
        said = form.format(day=end.day, month=month, year=year)
    elif end.month:
        month = (words.months_alone or words.months).split()[end.month - 1]
        said = words.month.format(month=month, year=year)
    else:
        said = year
    said += "?" if end.doubt in ("?", "%") else ""
    return words.circa.format(said) if end.doubt in ("~", "%") else said


def _year(written: str, words: Wording) -> str:
    """``199X`` is a decade, ``19XX`` a hundred years."""
    known = written.rstrip("X")
    hidden = len(written) - len(known)
    if hidden == 1 and not known.startswith("-"):
        return words.decade.format(f"{int(known)}0")
    if hidden:
        figures = "90" if known.startswith("-") else "09"
        first, last = (f"{known}{figure * hidden}" for figure in figures)
        return _between(_year(first, words), _year(last, words))
    number = int(written)
    return words.before_christ.format(1 - number) if number <= 0 else str(number)

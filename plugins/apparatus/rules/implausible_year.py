"""A year is one in which no such work can have appeared.

A year after 2100, a `year` of three digits or fewer, a page that was visited before there
was a web. A `date` may lie before the year 1000 if it is written with four digits, as in
`0868`, or as a year before our era, as in `-0043`, and an `origdate` may be any.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, year = {201}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, year = {2010}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.model import Library, is_number
from apparatus.rules import Group, Rule, of_library

_FIELDS = ("date", "year", "eventdate", "urldate")
_YEAR = re.compile(r"(\d+)(?:[-~?%].*)?")
_LATEST = 2100
_FIRST_WEB_PAGE = 1991


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        for field in entry.own_fields:
            if field.name not in _FIELDS:
                continue
            ends = [field.value] if field.name == "year" else field.value.split("/")
            for end in ends:
                year = _YEAR.fullmatch(end.strip())
                if year and not _is_plausible(field.name, year.group(1)):
                    yield Finding(field.value_span, f"the year {year.group(1)} is implausible")


def _is_plausible(name: str, year: str) -> bool:
    earliest = {"year": 1000, "urldate": _FIRST_WEB_PAGE}.get(name, 0)
    return not is_number(year) or earliest <= int(year) <= _LATEST


RULE = Rule("implausible-year", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check))

"""An entry has both a `date` and a `year`, and they disagree.

Programs use the one or the other, and which one the author meant cannot be told. A `year`
that repeats the year of the `date`, for the sake of older programs, is not reported.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010-05}, year = {2011}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010-05}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library

_YEAR = re.compile(r"\d{4}")


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        own = {field.name: field for field in entry.own_fields}
        if "date" not in own or "year" not in own:
            continue
        dated = sorted(_YEAR.findall(own["date"].value))
        year = _YEAR.fullmatch(own["year"].value)
        if dated and year and not dated[0] <= year.group() <= dated[-1]:
            yield Finding(
                own["year"].value_span,
                f"the year {year.group()} is not that of the date '{own['date'].value}'",
                related=((own["date"].value_span, "the date"),),
            )


RULE = Rule("date-and-year", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check))

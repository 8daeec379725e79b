"""The `issn` field holds a number that is no ISSN.

An ISSN has eight digits, and the last of them is reckoned from the others (ISO 3297), so that a
slip of the hand shows. Hyphens are free, several numbers may stand in one field, and
words beside them are passed over.

Example:

    @periodical{doe2010, editor = {Doe, Jane}, title = {Order}, date = {2010}, issn = {1234-5678}}

Instead:

    @periodical{doe2010, editor = {Doe, Jane}, title = {Order}, date = {2010}, issn = {1234-5679}}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.fields import own_values
from apparatus.rules import Group, Rule
from apparatus.standard_numbers import is_issn, numbers_in


def check(site: Site) -> Iterator[Finding]:
    for entry in site.library.entries.values():
        value = own_values(entry).get("issn")
        if value is None:
            continue
        span = entry.fields["issn"].value_span
        numbers = numbers_in(value)
        if not numbers:
            yield Finding(span, f"'{value}' is not an ISSN")
        for number in numbers:
            if not is_issn(number):
                yield Finding(span, f"'{number}' is not an ISSN: {_reason(number)}")


def _reason(number: str) -> str:
    if len(number) == 8:
        return "its check digit does not fit"
    return f"it has {len(number)} digits"


RULE = Rule("bad-issn", Severity.ERROR, Group.LIBRARY_FIELDS, check)

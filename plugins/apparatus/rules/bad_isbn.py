"""The `isbn` field holds a number that is no ISBN.

An ISBN has 10 or 13 digits, and the last of them is reckoned from the others (ISO 2108), so that a
slip of the hand shows. Hyphens are free, several numbers may stand in one field, and
words beside them are passed over. A number of nine digits, from before 1970, is read with
a 0 at its head.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}, isbn = {0-306-40615-3}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}, isbn = {0-306-40615-2}}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.fields import own_values
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library
from apparatus.standard_numbers import faults_in, is_isbn


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        value = own_values(entry).get("isbn")
        if value is None:
            continue
        for fact in faults_in(value, "ISBN", (10, 13), _is_valid):
            yield Finding(entry.fields["isbn"].value_span, fact)


def _is_valid(number: str) -> bool:
    """Nine digits are an SBN, to which a zero in front was added later."""
    return is_isbn(number) or is_isbn(f"0{number}")


RULE = Rule("bad-isbn", Severity.ERROR, Group.LIBRARY_FIELDS, of_library(check))

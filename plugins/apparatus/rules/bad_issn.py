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
from apparatus.fields import own_values
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library
from apparatus.standard_numbers import faults_in, is_issn


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        value = own_values(entry).get("issn")
        if value is None:
            continue
        for fact in faults_in(value, "ISSN", (8,), is_issn):
            yield Finding(entry.fields["issn"].value_span, fact)


RULE = Rule("bad-issn", Severity.ERROR, Group.LIBRARY_FIELDS, of_library(check))

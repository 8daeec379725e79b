"""A locator begins and cannot be read.

A label has no number behind it, a range has no end or two, or a brace is not closed. It is
printed as it stands, and a reader has to guess the place; whether that lies in the work
cannot be checked.

Example:

    The water is deep [@poe2005, pp. 12-].

Instead:

    The water is deep [@poe2005, pp. 12-15].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule

_FACTS = {
    "no number": "no number follows this label",
    "range": "this range cannot be read",
    "{": "this brace around a locator is not closed",
}


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("malformed-locator"):
        yield Finding(fault.span, _FACTS[fault.subject])


RULE = Rule("malformed-locator", Severity.WARN, Group.CITATIONS, check)

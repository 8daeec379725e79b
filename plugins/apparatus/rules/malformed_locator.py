"""A locator begins and cannot be read.

A label without a number, a range without an end or with two, a brace that is not closed.

Example:

    [@lewis2022, pp. 655-]

Instead:

    [@lewis2022, pp. 655-6]
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

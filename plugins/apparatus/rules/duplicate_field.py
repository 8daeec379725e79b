"""An entry has the same field twice; the first is used and the second is lost.

Example:

    date = {2013},
    date = {2014}

Instead:

    date = {2014}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("duplicate-field"):
        yield Finding(fault.span, f"this entry has '{fault.subject}' already")


RULE = Rule("duplicate-field", Severity.ERROR, Group.LIBRARY_SYNTAX, check)

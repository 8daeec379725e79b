"""The macros of a value expand to more than a million characters.

No bibliography needs that, but a few lines can do it: macros that repeat one another grow
tenfold with each line, and a program that expands them all runs out of memory. The value
counts as empty.

Example:

    @string{a = {twenty letters or so}}
    @string{b = a # a # a # a # a # a # a # a # a # a}
    @string{c = b # b # b # b # b # b # b # b # b # b}
    @string{d = c # c # c # c # c # c # c # c # c # c}
    @string{e = d # d # d # d # d # d # d # d # d # d}
    @string{f = e # e # e # e # e # e # e # e # e # e}

Instead:

    @string{a = {twenty letters or so}}
    @string{b = a # { and a few more}}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("expansion-limit"):
        yield Finding(fault.span, f"the value of '{fault.subject}' expands without measure")


RULE = Rule("expansion-limit", Severity.ERROR, Group.LIBRARY_SYNTAX, check)

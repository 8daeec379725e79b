"""The macros of a value expand to a million characters, or an entry inherits without end.

No bibliography needs that, but a few lines can do it: macros that repeat one another grow
tenfold with each line, and a program that expands them all runs out of memory. The value
counts as empty; so do all that macros stand for once they come to ten million characters in the
whole library. Of what an entry inherits, sixteen generations and a hundred ancestors count.

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
        fact = f"the value of '{fault.subject}' expands without measure"
        if fault.subject in ("crossref", "xdata"):
            fact = f"'{fault.subject}' leads to more ancestors than are asked"
        yield Finding(fault.span, fact)


RULE = Rule("expansion-limit", Severity.ERROR, Group.LIBRARY_SYNTAX, check)

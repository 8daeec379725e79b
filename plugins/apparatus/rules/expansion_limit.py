"""The macros of a value expand to more than a million characters.

No bibliography needs that; a chain of ``@string`` macros that double each other does it.

Example:

    @string{b = a # a # a # a}

Instead:

    @string{b = {a short text}}
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

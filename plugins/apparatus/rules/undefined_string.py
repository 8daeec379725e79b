"""A value names a macro that no ``@string`` defines.

Often the braces around the value have been lost. Programs print the bare name.

Example:

    publisher = OUP

Instead:

    publisher = {OUP}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("undefined-string"):
        yield Finding(fault.span, f"no @string defines '{fault.subject}'")


RULE = Rule("undefined-string", Severity.ERROR, Group.LIBRARY_SYNTAX, check)

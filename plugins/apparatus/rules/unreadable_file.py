"""A file that the configuration names is not there or cannot be read.

Example:

    bibliography: [refs.bib]   # there is no refs.bib

Instead:

    bibliography: [bibliography]
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("unreadable-file"):
        yield Finding(fault.span, fault.subject)


RULE = Rule("unreadable-file", Severity.ERROR, Group.FILES, check)

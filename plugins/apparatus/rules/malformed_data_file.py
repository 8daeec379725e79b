"""A file of the edition's data (witness, emendations) cannot be read at this place.

Example:

    - note: twelve

Instead:

    - note: 12
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("malformed-data-file"):
        yield Finding(fault.span, fault.subject)


RULE = Rule("malformed-data-file", Severity.ERROR, Group.FILES, check)

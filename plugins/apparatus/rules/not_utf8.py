"""A file is not UTF-8 at this place.

The byte is shown as � and the rest of the file is read. Save the file as UTF-8.

Example:

    author = {S\xe9verine Autesserre}

Instead:

    author = {Séverine Autesserre}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("not-utf8"):
        yield Finding(fault.span, f"{fault.subject} is not UTF-8")


RULE = Rule("not-utf8", Severity.ERROR, Group.FILES, check)

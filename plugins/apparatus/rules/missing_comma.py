"""No comma separates this field, or the key, from the next field.

BibTeX programs drop one of the two fields, or the entry, without a word.

Example:

    title = {Peaceland}
    date  = {2014}

Instead:

    title = {Peaceland},
    date  = {2014}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("missing-comma"):
        yield Finding(fault.span, f"no comma after '{fault.subject}'")


RULE = Rule("missing-comma", Severity.ERROR, Group.LIBRARY_SYNTAX, check)

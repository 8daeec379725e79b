"""A name is allowed though the edited text has it, and no page uses it.

The list of allowed names is an exception; it is kept as short as it can be.

Example:

    allowed: ["Organization for Security and Cooperation in Europe"]   # and no page has it

Instead:

    allowed: []
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.borrowing import used_names
from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.witness is None or site.fingerprint is None or not site.witness.allowed:
        return
    used = used_names(site)
    for index, (name, span) in enumerate(site.witness.allowed):
        if index not in used:
            yield Finding(span, f"no page uses the allowed name '{name}'")


RULE = Rule("unused-allowance", Severity.ERROR, Group.WORDS, check)

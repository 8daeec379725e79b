"""A waiver does not say why the finding may stand.

The next editor has to know whether it is a decision or a way out. The reason stands
behind a colon; it is shown in the summary of the check and kept in SARIF as the
justification of the suppressed finding.

Example:

    <!-- apparatus: allow locator-out-of-range -->

    A claim [@doe2001, p. 3].

Instead:

    <!-- apparatus: allow locator-out-of-range: the author counts from the offprint -->

    A claim [@doe2001, p. 3].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for waiver in site.every_waiver():
        if not waiver.reason:
            yield Finding(waiver.span, "this waiver gives no reason")


RULE = Rule("waiver-without-reason", Severity.ERROR, Group.WAIVERS, check)

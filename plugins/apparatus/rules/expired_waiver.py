"""The last day of a waiver has passed, and the finding counts again.

A waiver `until` a date is a promise to come back. From the day after, it waives nothing
and is reported itself, so that somebody decides anew.

Example:

    <!-- apparatus: allow locator-out-of-range until 2020-12-31: the issue is not out yet -->

    A claim [@doe2001, p. 3].

Instead:

    <!-- apparatus: allow locator-out-of-range until 9999-12-31: the issue is not out yet -->

    A claim [@doe2001, p. 3].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("expired-waiver"):
        yield Finding(fault.span, f"this waiver ended on {fault.subject}")


RULE = Rule("expired-waiver", Severity.ERROR, Group.WAIVERS, check)

"""A page makes claims and cites nothing.

Example:

    Russia spoke with all parties to the war.

Instead:

    Russia spoke with all parties to the war [@lewis2022, ¶ 35].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page, front, _ in site.typed.values():
        if not page.citations:
            yield Finding(front.place_of("type"), "this page cites nothing")


RULE = Rule("uncited-page", Severity.WARN, Group.PAGES, check)

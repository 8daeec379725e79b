"""A page of a type makes claims and cites nothing.

A reader cannot look up a single sentence of it. One citation anywhere on the page is enough;
whether every claim has its own is for people to judge. Pages without a type are not asked
about.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    The king's house has a mast.

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    The king's house has a mast [@doe2001, ¶ 3].
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

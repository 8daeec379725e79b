"""No other page links to this one or names it as related: only an index leads to it.

Example:

    docs/concepts/managed-chaos.md, linked from nowhere

Instead:

    … what commentators call [managed chaos](managed-chaos.md) …
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.cross_references import cross_references
from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    known = cross_references(site)
    stated = {relation.page for _, front, _ in site.typed.values() for relation in front.related}
    for name, (_, front, _) in site.typed.items():
        if name not in known.mentions and name not in stated:
            yield Finding(front.place_of("type"), "no page links to this one")


RULE = Rule("orphan-page", Severity.WARN, Group.PAGES, check)

"""No other page links to this one or names it as related.

Only an index leads to it, and readers who follow the text never come there. Links from any page
count, whether that has a type or not, and so does a relation in the front matter of another
page; the indexes that are made by the build do not. Pages without a type are not asked about.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    What a ship has and a house has not [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    What a ship has and a house has not [@doe2001, ¶ 3].
    -- docs/index.md --
    The king's [ship](cases/ship.md) had a [mast](concepts/mast.md).
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

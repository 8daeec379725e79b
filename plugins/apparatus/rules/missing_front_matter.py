"""A page lacks a key that its type requires.

Indexes, previews and the neighbourhood of a page are made from its front matter.

Example:

    type: case
    title: Yemen

Instead:

    type: case
    title: Yemen
    summary: >-
      Two sentences that can stand alone. They are printed in lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for _, front, kind in site.typed.values():
        for key in kind.required:
            if key not in front.spans:
                yield Finding(front.place_of("type"), f"a {kind.name} page has no '{key}'")


RULE = Rule("missing-front-matter", Severity.ERROR, Group.PAGES, check)

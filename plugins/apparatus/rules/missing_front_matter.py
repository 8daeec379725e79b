"""A page lacks a key that its type requires.

Indexes, previews, tables and the neighbourhood of a page are made from its front matter; what
is not there is missing from all of them. Which keys a type requires is in the table of page
types. In the example a case has a ``summary``.

Example:

    -- docs/cases/raft.md --
    ---
    title: Raft
    type: case
    paragraphs: 2
    ---

    ## Events

    Nobody built a raft for the king [@doe2001, ¶ 2].

Instead:

    -- docs/cases/raft.md --
    ---
    title: Raft
    type: case
    summary: >-
      The raft is the ship that the king did not order. It would have been cheaper, and it would
      have moved no more.
    paragraphs: 2
    ---

    ## Events

    Nobody built a raft for the king [@doe2001, ¶ 2].
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

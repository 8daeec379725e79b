"""A page is shorter or longer than its type allows.

A page of a few words says no more than the index does; one that is far too long holds two
subjects. The limits are in the table of page types, ``words: 150-600``. The words of the
page's own text count, without front matter, headings, notes and citations. In the example a
case has 5 words at least.

Example:

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

    None [@doe2001, ¶ 2].

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

    The king asked for a house, and nobody spoke of a raft [@doe2001, ¶ 2].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.prose import count_words
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page, front, kind in site.typed.values():
        words = count_words(page)
        if words not in kind.words:
            allowed = f"a {kind.name} page has {kind.words[0]} to {kind.words[-1]} words"
            yield Finding(front.place_of("type"), f"{allowed}, this one {words}")


RULE = Rule("page-length", Severity.WARN, Group.PAGES, check)

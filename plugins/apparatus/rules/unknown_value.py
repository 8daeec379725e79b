"""A group, a principle or a kind of relation is none of those that the page types list.

A page in an unknown group stands under a heading of its own, an unknown principle is in no
comparison, and an unknown relation on neither of the two pages. The lists are closed so that
two words for the same thing are noticed.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    related:
      contrast with: [concepts/harbour.md]
    ---

    The king's house has a mast [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    related:
      contrasts with: [concepts/harbour.md]
    ---

    The king's house has a mast [@doe2001, ¶ 3].
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    table = site.page_types
    for _, front, kind in site.typed.values():
        if front.group:
            yield from _unknown(front.place_of("group"), "group", front.group, kind.groups)
        for name in front.principles:
            yield from _unknown(front.place_of("principles"), "principle", name, table.principles)
        for relation in front.related:
            yield from _unknown(relation.kind_span, "relation", relation.kind, table.relations)


def _unknown(span: Span, what: str, value: str, known: Collection[str]) -> Iterator[Finding]:
    if value not in known:
        near = get_close_matches(value, known, n=1)
        yield Finding(span, f"no {what} '{value}'", near[0] if near else None)


RULE = Rule("unknown-value", Severity.ERROR, Group.PAGES, check)

"""The front matter names a paragraph of the edited work that the page never cites.

The list is what the page promises to draw on. What readers see beside a paragraph is taken from
the citations, so they are not led to this page. Either the list is too long, or a sentence
lacks its citation. The reverse, a paragraph that is cited and not listed, is no fault.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    paragraphs: 2-3
    ---

    The king's house has a mast [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    paragraphs: 2-3
    ---

    The king ordered a house [@doe2001, ¶ 2], and got a mast as well [@doe2001, ¶ 3].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.cross_references import cited_places
from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.witness is None:
        return
    for page, front, _ in site.typed.values():
        cited = cited_places(page, site.witness.work)
        for number in front.paragraphs:
            if ("paragraph", number) not in cited:
                yield Finding(front.place_of("paragraphs"), f"the text never cites ¶ {number}")


RULE = Rule("uncited-paragraph", Severity.WARN, Group.PAGES, check)

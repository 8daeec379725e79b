"""A page names a type that the site's table of page types does not have.

Such a page is in no index, and none of the rules for its type are applied, so that it may lack
anything. A site without page types has its ``type`` keys for other purposes, and nothing is
said of them.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concpet
    ---

    The king's house has a mast [@doe2001, ¶ 3].

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
from difflib import get_close_matches

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    types = site.page_types.types
    for page in site.pages.values() if types else ():
        if page.front and page.front.type not in types:
            near = get_close_matches(page.front.type, types, n=1)
            yield Finding(
                page.front.place_of("type"),
                f"no page type '{page.front.type}'",
                near[0] if near else None,
            )


RULE = Rule("unknown-page-type", Severity.ERROR, Group.PAGES, check)

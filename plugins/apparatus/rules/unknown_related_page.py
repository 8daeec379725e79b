"""A relation leads to a page that is not there, or to itself.

The relation is left out on both sides, and readers do not learn of it. Pages are named by
their path from the folder of the pages, wherever the page that names them lies, and have a
type.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    related:
      contrasts with: [harbour.md]
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

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity, rewrite
from apparatus.edition import Site
from apparatus.rules import Group, Rule
from apparatus.suggestions import Names


def check(site: Site) -> Iterator[Finding]:
    names = Names(site.typed)
    for name, (_, front, _) in site.typed.items():
        for relation in front.related:
            if relation.page == name:
                yield Finding(relation.span, "a page is not related to itself")
            elif relation.page in site.pages and site.pages[relation.page].front_is_lost:
                continue  # reported there
            elif relation.page not in site.typed:
                near = names.nearest(relation.page)
                yield Finding(
                    relation.span,
                    f"no case, concept or other typed page '{relation.page}'",
                    near,
                    fix=rewrite(relation.span, near) if near else None,
                )


RULE = Rule("unknown-related-page", Severity.ERROR, Group.PAGES, check, fix="unsafe")

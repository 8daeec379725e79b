"""A page has a key that its type does not know.

Nothing will ever read it: a misspelt ``related`` leaves the page without neighbours, and nobody
is told. The keys of a type are those that it requires and those that it lists as optional.
Pages without a type may have any keys.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    realted:
      contrasts with: [concepts/harbour.md]
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
from difflib import get_close_matches

from apparatus.diagnostics import Finding, Severity, rewrite
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for _, front, kind in site.typed.values():
        known = ("type", *kind.required, *kind.optional)
        free = [key for key in known if key not in front.spans]
        for key, span in front.spans.items():
            if key not in known:
                near = next(iter(get_close_matches(key, free, n=1)), None)
                free = [key for key in free if key != near]
                fix = rewrite(span, near) if near else None
                yield Finding(span, f"a {kind.name} page has no key '{key}'", near, fix=fix)


RULE = Rule("unknown-front-matter", Severity.ERROR, Group.PAGES, check, fix="unsafe")

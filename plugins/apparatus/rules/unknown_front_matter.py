"""A page has a key that its type does not know, so that nothing will ever read it.

Example:

    sumary: A civil war in which Russia spoke with all sides.

Instead:

    summary: A civil war in which Russia spoke with all sides.
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
        for key, span in front.spans.items():
            if key not in known:
                near = next(iter(get_close_matches(key, known, n=1)), None)
                fix = rewrite(span, near) if near else None
                yield Finding(span, f"a {kind.name} page has no key '{key}'", near, fix=fix)


RULE = Rule("unknown-front-matter", Severity.ERROR, Group.PAGES, check, fix="unsafe")

"""Two entries have the same key, in one file or in two, or differ by case alone.

The first is used; what the other says is lost. The message says how they differ.

Example:

    @book{paris2004, title = {At war’s end}}
    @book{paris2004, title = {Saving liberal peacebuilding}}

Instead:

    @book{paris2004, title = {At war’s end}}
    @article{paris2010, title = {Saving liberal peacebuilding}}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for first, second in site.library.duplicates:
        names = sorted({*first.fields, *second.fields})
        differing = [n for n in names if first.get(n) != second.get(n)]
        what = f"they differ in {', '.join(differing)}" if differing else "the two are alike"
        yield Finding(
            second.key_span,
            f"the key '{second.key}' is taken; {what}",
            related=((first.key_span, f"'{first.key}' stands here first"),),
        )


RULE = Rule("duplicate-key", Severity.ERROR, Group.LIBRARY_IDENTITY, check)

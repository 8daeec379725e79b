"""A locator runs backwards, elided numbers expanded first.

Example:

    [@abboud2021, pp. 341-39]

Instead:

    [@abboud2021, pp. 339-41]
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for item in page.items():
            for part in item.places:
                for found in part.ranges:
                    if found.system != "other" and found.last < found.first:
                        yield Finding(part.span, f"'{part.span.text}' runs backwards")


RULE = Rule("reversed-locator", Severity.ERROR, Group.CITATIONS, check)

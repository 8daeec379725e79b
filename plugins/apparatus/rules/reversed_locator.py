"""A locator runs backwards.

One of its numbers is wrong, and a reader cannot tell which. Elided numbers are expanded first:
``pp. 1203-6`` ends on 1206. Roman numbers are read as well; numbers with letters or colons in
them have no order and are left alone.

Example:

    The water is deep [@poe2005, pp. 15-13].

Instead:

    The water is deep [@poe2005, pp. 13-15].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page in site.texts.values():
        for item in page.items():
            for part in item.locator.parts if item.locator else ():
                for found in part.ranges:
                    if found.system != "other" and found.last < found.first:
                        yield Finding(part.span, f"'{part.span.text}' runs backwards")


RULE = Rule("reversed-locator", Severity.ERROR, Group.CITATIONS, check)

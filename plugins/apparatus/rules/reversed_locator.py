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

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Fix, Severity, rewrite
from apparatus.edition import Site
from apparatus.model import LocatorPart, Page, Span
from apparatus.rules import Group, Rule, by_page


def check(site: Site) -> Iterator[Finding]:
    for page in site.texts.values():
        yield from _on_page(page)


@by_page
def _on_page(page: Page) -> tuple[Finding, ...]:
    return tuple(
        Finding(part.span, f"'{part.span.text}' runs backwards", fix=_turned(part))
        for item in page.items()
        for part in item.places
        for found in part.ranges
        if found.system != "other" and found.last < found.first
    )


def _turned(part: LocatorPart) -> Fix | None:
    """The two ends exchanged, both written out; only of a single arabic range."""
    ends = [*re.finditer(r"(\d+)(\s*[-‐‑–—]+\s*)\d+", part.span.text)]
    if len(ends) != 1 or len(part.ranges) != 1 or part.ranges[0].system != "arabic":
        return None
    (found,), (wrong,) = ends, part.ranges
    at = part.span.start
    span = Span(part.span.source, at + found.start(), at + found.end())
    return rewrite(span, f"{wrong.last}{found.group(2)}{wrong.first}")


RULE = Rule("reversed-locator", Severity.ERROR, Group.CITATIONS, check, fix="unsafe")

"""The front matter names a paragraph of the edited work that the page never cites.

Example:

    paragraphs: 23-24   # and only [@lewis2022, ¶ 23] in the text

Instead:

    [@lewis2022, ¶¶ 23-24]
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

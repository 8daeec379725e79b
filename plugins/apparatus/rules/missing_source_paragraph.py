"""A paragraph of the edited work is not on the page of its section.

Paragraphs are marked ``{¶23}``. The finding stands at the paragraph before.

Example:

    {¶22} …

    {¶24} …

Instead:

    {¶22} …

    {¶23} …

    {¶24} …
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for section in site.witness.sections if site.witness else ():
        page = site.pages.get(section.page)
        if page is None:
            continue
        held = {m.number: m.span for m in page.milestones if m.unit == "paragraph"}
        before = Span(page.source, page.body, page.body)
        for number in section.paragraphs:
            if number in held:
                before = held[number]
            else:
                behind = f" behind ¶ {number - 1}" if number - 1 in held else ""
                yield Finding(before, f"¶ {number} is missing here{behind}")


RULE = Rule("missing-source-paragraph", Severity.ERROR, Group.EDITION, check)

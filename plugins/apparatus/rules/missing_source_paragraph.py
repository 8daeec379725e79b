"""A paragraph of the edited work is not on the page of its section.

The edition promises every paragraph under its number, and citations of a missing one lead
nowhere. Paragraphs are marked ``{¶23}``; those of each section are in the witness. The finding
stands at the paragraph before the missing one.

Example:

    -- docs/one.md --
    {p. 1203}{¶1} A king had read of ships.[^1] He had one built.[^2] {p. 1204}It stood still.

    [^1]: [@roe1999, p. 12].

    [^2]: Of the price nothing is known.

Instead:

    -- docs/one.md --
    {p. 1203}{¶1} A king had read of ships.[^1]

    {¶2} He had one built.[^2] {p. 1204}It stood still.

    [^1]: [@roe1999, p. 12].

    [^2]: Of the price nothing is known.
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

"""A paragraph of the edited work stands twice, out of order or in another section.

Each number is a permanent address, by which others cite; it leads to one place. Which
paragraphs belong on a page is in the witness.

Example:

    -- docs/one.md --
    {p. 1203}{¶2} He had one built.[^2] {p. 1204}It stood still.

    {¶1} A king had read of ships.[^1]

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
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    belonging: dict[str, set[int]] = {}
    for section in site.witness.sections if site.witness else ():
        belonging.setdefault(section.page, set()).update(section.paragraphs)
    for name, numbers in belonging.items():
        page = site.pages.get(name)
        highest = 0
        for milestone in page.milestones if page else ():
            if milestone.unit != "paragraph":
                continue
            number = milestone.number
            if number not in numbers:
                yield Finding(milestone.span, f"¶ {number} does not belong on this page")
            elif number == highest:
                yield Finding(milestone.span, f"¶ {number} stands here already")
            elif number < highest:
                yield Finding(milestone.span, f"¶ {number} stands behind ¶ {highest}")
            highest = max(highest, number)


RULE = Rule("misplaced-source-paragraph", Severity.ERROR, Group.EDITION, check)

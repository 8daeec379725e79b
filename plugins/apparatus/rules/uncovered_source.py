"""A paragraph or note of the edited work is drawn on by no typed page.

What no page draws on is found only by reading the work from end to end.

Example:

    {¶33} …[^82]   # and no [@lewis2022, n. 82] on any case, concept or instrument page

Instead:

    … proposed by Turkey [@lewis2022, ¶ 33, n. 82].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.cross_references import cross_references
from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if not site.typed:
        return
    drawn = cross_references(site).draws
    for section in site.witness.sections if site.witness else ():
        page = site.pages.get(section.page)
        if page is None:
            continue
        for milestone in page.milestones:
            if milestone.unit == "paragraph" and ("paragraph", milestone.number) not in drawn:
                yield Finding(milestone.span, f"no page draws on ¶ {milestone.number}")
        for note in page.notes:
            number = page.printed_number(note.label)
            if number is not None and ("note", number) not in drawn:
                yield Finding(note.label_span, f"no page draws on note {number}")


RULE = Rule("uncovered-source", Severity.WARN, Group.PAGES, check)

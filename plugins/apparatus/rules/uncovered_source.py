"""A paragraph or note of the edited work is drawn on by no page of a type.

What no page draws on is found only by reading the work from end to end. A page draws on what
it cites, by paragraph or by note. In the example this page alone is about ¶ 4 and its
note.

Example:

    -- docs/concepts/harbour.md --
    ---
    title: Harbour
    type: concept
    ---

    Where a ship lies at night. No [ship](../cases/ship.md) has come [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/harbour.md --
    ---
    title: Harbour
    type: concept
    ---

    Where a ship lies at night [@doe2001, ¶ 4, n. 4]. No [ship](../cases/ship.md) has come
    [@doe2001, ¶ 3].
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

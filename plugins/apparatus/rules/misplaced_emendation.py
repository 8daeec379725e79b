"""An emendation is about a work that the printed note does not cite, or a place that is not there.

The apparatus prints an emendation at its note or paragraph. One that is recorded for the wrong
number stands beside a sentence that it has nothing to do with. What each note cites is in the
witness; without that nothing is said.

Example:

    -- witness.yml --
    notes: {1: ["roe1999, p. 12"], 2: [], 3: ["poe2005, p. 14", roe1999], 4: []}
    -- emendations.yml --
    - {note: 2, work: roe1999, field: date, printed: "1899", right: "1999", kind: misprint}

Instead:

    -- witness.yml --
    notes: {1: ["roe1999, p. 12"], 2: [], 3: ["poe2005, p. 14", roe1999], 4: []}
    -- emendations.yml --
    - {note: 1, work: roe1999, field: date, printed: "1899", right: "1999", kind: misprint}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Emendation, Site, Witness
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.witness is None or not site.witness.notes:
        return
    for each in site.emendations:
        fault = _fault(site.witness, each)
        if fault:
            yield Finding(each.span, fault)


def _fault(witness: Witness, each: Emendation) -> str | None:
    if each.note is None:
        known = any(each.paragraph in section.paragraphs for section in witness.sections)
        return None if known or each.paragraph is None else f"there is no ¶ {each.paragraph}"
    if each.note not in witness.notes:
        return f"there is no note {each.note}"
    cited = {work for work, _ in witness.notes[each.note]}
    if each.work and each.work not in cited:
        return f"note {each.note} of the print does not cite '{each.work}'"
    return None


RULE = Rule("misplaced-emendation", Severity.ERROR, Group.EDITION, check)

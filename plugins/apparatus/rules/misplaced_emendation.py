"""An emendation is about a work that the printed note does not cite, or a place that is not there.

Example:

    - note: 60
      work: cengiz2020     # cited in note 66

Instead:

    - note: 66
      work: cengiz2020
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

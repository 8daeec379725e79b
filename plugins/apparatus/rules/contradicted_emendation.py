"""Two emendations say different things of the same place.

Example:

    - {note: 31, work: paris2010, field: pages, printed: "337–65", right: "336–65"}
    - {note: 31, work: paris2010, field: pages, printed: "337–65", right: "337–75"}

Instead:

    One record, with what is right and the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Emendation, Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    first: dict[tuple[object, ...], Emendation] = {}
    for each in site.emendations:
        key = (each.note, each.paragraph, each.work, each.field, each.printed)
        known = first.setdefault(key, each)
        if known is not each:
            fact = "says the same" if known.right == each.right else "says otherwise"
            related = ((known.span, "the other record"),)
            yield Finding(each.span, f"another record of this place {fact}", related=related)


RULE = Rule("contradicted-emendation", Severity.ERROR, Group.EDITION, check)

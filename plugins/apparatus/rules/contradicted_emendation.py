"""Two emendations are about the same place of the print.

If they differ, one is wrong, and a reader of the apparatus cannot tell which. If they agree,
whoever changes one will miss the other. Places are the same if note, paragraph, work, field
and the printed words are; two faults of one field are two records with different words.

Example:

    -- emendations.yml --
    - {note: 1, work: roe1999, field: date, printed: "1899", right: "1999", kind: misprint}
    - {note: 1, work: roe1999, field: date, printed: "1899", right: "1989", kind: misprint}

Instead:

    -- emendations.yml --
    - note: 1
      work: roe1999
      field: date
      printed: "1899"
      right: "1999"
      kind: misprint
      evidence: The title page has 1999.
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

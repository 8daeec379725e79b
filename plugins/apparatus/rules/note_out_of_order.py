"""In a section of the edited work, a note is called before a note with a lower number.

The printed numbers run in order through the text; one that does not has been moved.

Example:

    Text.[^54] More.[^53]

Instead:

    Text.[^53] More.[^54]
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import is_number
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for section in site.witness.sections if site.witness else ():
        page = site.pages.get(section.page)
        highest = 0
        called: set[int] = set()
        for reference in page.references if page else ():
            if not is_number(reference.label) or reference.note is not None:
                continue
            number = int(reference.label)
            if number < highest and number not in called:
                yield Finding(reference.span, f"note {number} is called after note {highest}")
            highest = max(highest, number)
            called.add(number)


RULE = Rule("note-out-of-order", Severity.ERROR, Group.NOTES, check)

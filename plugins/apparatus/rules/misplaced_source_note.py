"""A note of the edited work is called in another paragraph than in print.

Example:

    {¶23} …[^61]   # the print calls note 61 in ¶ 24

Instead:

    {¶24} …[^61]
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    calls = site.fingerprint.calls if site.fingerprint else {}
    for section in site.witness.sections if site.witness and calls else ():
        page = site.pages.get(section.page)
        for reference in page.references if page else ():
            number = page.printed_number(reference.label) if page else None
            if page is None or number is None or reference.note is not None:
                continue
            here = page.paragraph_at(reference.span.start)
            right = calls.get(number)
            if right is not None and here is not None and here != right:
                fact = f"the print calls note {number} in ¶ {right}, not in ¶ {here}"
                yield Finding(reference.span, fact)


RULE = Rule("misplaced-source-note", Severity.ERROR, Group.EDITION, check)

"""A note of the edited work is called in another paragraph than in print.

The note then supports a claim that the author did not make with it. Where the print calls each
note is part of the fingerprint; of notes that the edition has added nothing is known. In the
work of the example, note 2 is called in ¶ 2.

Example:

    -- docs/one.md --
    {p. 1203}{¶1} A king had read of ships.[^1] He had one built.[^2]

    {¶2} {p. 1204}It stood still.

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

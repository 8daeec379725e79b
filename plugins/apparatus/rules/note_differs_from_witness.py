"""A note of the edited work cites other works, or other places in them, than the print.

A reader takes the note for the author's. The witness holds, per note, the works and locators
that are printed, in order; words around them are free. A departure on purpose in a locator is
recorded as an emendation of that note, field ``locator``. A note that cites a key which is not
in the library is reported for that alone.

Example:

    -- witness.yml --
    notes: {1: ["roe1999, p. 12"], 2: [], 3: ["poe2005, p. 14", roe1999], 4: []}
    -- docs/one.md --
    {p. 1203}{¶1} A king had read of ships.[^1]

    {¶2} He had one built.[^2] {p. 1204}It stood still.

    [^1]: [@roe1999, p. 21].

    [^2]: Of the price nothing is known.

Instead:

    -- witness.yml --
    notes: {1: ["roe1999, p. 12"], 2: [], 3: ["poe2005, p. 14", roe1999], 4: []}
    -- docs/one.md --
    {p. 1203}{¶1} A king had read of ships.[^1]

    {¶2} He had one built.[^2] {p. 1204}It stood still.

    [^1]: [@roe1999, p. 12].

    [^2]: Of the price nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site, Witness
from apparatus.model import Note, Page, is_number
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for section in site.witness.sections if site.witness else ():
        page = site.pages.get(section.page)
        for note in page.notes if page else ():
            if site.witness and page and is_number(note.label) and int(note.label) in section.notes:
                yield from _compare(site, site.witness, page, note)


def _compare(site: Site, witness: Witness, page: Page, note: Note) -> Iterator[Finding]:
    number = int(note.label)
    if number not in witness.notes:
        return
    known = {*site.library.entries, *site.library.broken}
    items = [i for c in page.citations if c.note == note.label for i in c.items]
    unread = any(fault.span.within(note.span) for fault in page.faults)
    doubled = sum(each.label == note.label for each in page.notes) > 1
    if unread or doubled or any(item.key not in known for item in items):
        return  # reported already; what was meant is not known
    printed = witness.notes[number]
    cited = [item.key for item in items]
    if cited != [work for work, _ in printed]:
        missing = [work for work, _ in printed if work not in cited]
        wrong = [item for item in items if item.key not in {work for work, _ in printed}]
        if wrong:
            fact = f"note {number} of the print does not cite '{wrong[0].key}'"
            yield Finding(wrong[0].key_span, fact, missing[0] if len(missing) == 1 else None)
        else:
            works = ", ".join(f"'{work}'" for work, _ in printed)
            yield Finding(note.label_span, f"note {number} of the print cites {works}")
        return
    for item, (work, locator) in zip(items, printed, strict=True):
        here = item.locator.text if item.locator else ""
        if here != locator and not _emended(site, number, work):
            span = item.locator.span if item.locator else item.key_span
            says = f"'{locator}'" if locator else "no locator"
            yield Finding(span, f"note {number} of the print has {says} for '{work}'")


def _emended(site: Site, number: int, work: str) -> bool:
    return any(
        each.note == number and each.work == work and each.field == "locator" and each.right
        for each in site.emendations
    )


RULE = Rule("note-differs-from-witness", Severity.ERROR, Group.EDITION, check)

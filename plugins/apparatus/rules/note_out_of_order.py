"""In a section of the edited work, a note is called or defined behind one with a higher number.

The printed numbers run in order through the text, so one of two calls that do not has been
moved, and its note supports a claim that it was not written for. Notes that the edition has
added, whose labels are words, may stand anywhere; a note may be called again later.

A definition out of order is a warning: notes are printed in the order of their calls, so no
reader sees it, but whoever holds the source against the print loses the place.

Example:

    -- docs/one.md --
    {p. 1203}{¶1} A king had read of ships.

    {¶2} He had one built,[^2] as the book said.[^1] {p. 1204}It stood still.

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
from apparatus.edition import Section, Site
from apparatus.model import Page
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for section in site.witness.sections if site.witness else ():
        page = site.pages.get(section.page)
        if page:
            yield from _calls(page, section)
            yield from _definitions(page, section)


def _calls(page: Page, section: Section) -> Iterator[Finding]:
    highest = 0
    called: set[int] = set()
    for reference in page.references:
        number = page.printed_number(reference.label)
        if number is None or number not in section.notes or reference.note is not None:
            continue
        if number < highest and number not in called:
            yield Finding(reference.span, f"note {number} is called after note {highest}")
        highest = max(highest, number)
        called.add(number)


def _definitions(page: Page, section: Section) -> Iterator[Finding]:
    highest = 0
    for note in page.notes:
        number = page.printed_number(note.label)
        if number is None or number not in section.notes:
            continue
        if number < highest:
            fact = f"note {number} is defined behind note {highest}"
            yield Finding(note.label_span, fact, severity=Severity.WARN)
        highest = max(highest, number)


RULE = Rule("note-out-of-order", Severity.ERROR, Group.NOTES, check)

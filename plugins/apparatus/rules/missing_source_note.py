"""A note of the edited work is not on the page of its section.

The edition promises every note under its printed number; a reader who follows a citation of it
finds none. Which notes a section has is in the witness. The finding stands behind the note that
comes before the missing one.

Example:

    -- docs/one.md --
    {p. 1203}{¶1} A king had read of ships.[^1]

    {¶2} He had one built. {p. 1204}It stood still.

    [^1]: [@roe1999, p. 12].

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
from apparatus.model import Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for section in site.witness.sections if site.witness else ():
        page = site.pages.get(section.page)
        if page is None:
            yield Finding(section.span, f"no page '{section.page}' for this section")
            continue
        held = {note.label: note.label_span for note in page.notes}
        before = Span(page.source, page.body, page.body)
        for number in section.notes:
            if str(number) in held:
                before = held[str(number)]
            else:
                yield Finding(before, _message(site, section, number, held))


def _message(site: Site, section: Section, number: int, held: dict[str, Span]) -> str:
    behind = f" behind note {number - 1}" if str(number - 1) in held else ""
    sections = site.witness.sections if site.witness else ()
    for other in dict.fromkeys(each.page for each in sections):
        page = site.pages.get(other) if other != section.page else None
        if page and any(note.label == str(number) for note in page.notes):
            return f"note {number} belongs here{behind}; it stands in '{other}'"
    return f"note {number} is missing here{behind}"


RULE = Rule("missing-source-note", Severity.ERROR, Group.EDITION, check)

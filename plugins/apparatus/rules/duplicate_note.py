"""A note's label is defined twice on one page.

Only one of the two texts can stand under the number. Python-Markdown takes the last and drops
the first without a word. On different pages the same label is no fault.

Example:

    Ships float.[^1] Houses do not.[^1]

    [^1]: Both have doors.

    [^1]: Both have windows.

Instead:

    Ships float.[^1] Houses do not.[^2]

    [^1]: Both have doors.

    [^2]: Both have windows.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page in site.texts.values():
        first: dict[str, Span] = {}
        for note in page.notes:
            if note.label in first:
                yield Finding(
                    note.label_span,
                    f"the note '{note.label}' is defined already",
                    related=((first[note.label], "the first definition"),),
                )
            first.setdefault(note.label, note.label_span)


RULE = Rule("duplicate-note", Severity.ERROR, Group.NOTES, check)

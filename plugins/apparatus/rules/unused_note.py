"""A note is defined that nothing on the page calls.

No reader would reach it from the text; Python-Markdown prints it at the end all the same, with
a number that stands nowhere above. Often its call was lost with a sentence that was deleted.

A note in a file that several pages include is called if one of them calls it.

Example:

    The house was dear.

    [^price]: Of the sum nothing is known.

Instead:

    The house was dear.[^price]

    [^price]: Of the sum nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Note, Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    called: set[Span] = set()
    idle: dict[Span, Note] = {}
    for page in site.texts.values():
        labels = {reference.label for reference in page.references}
        for note in page.notes:
            if note.label in labels:
                called.add(note.label_span.origin)
            else:
                idle[note.label_span.origin] = note
    for place, note in idle.items():
        if place not in called:
            yield Finding(note.label_span, f"nothing calls the note '{note.label}'")


RULE = Rule("unused-note", Severity.ERROR, Group.NOTES, check)

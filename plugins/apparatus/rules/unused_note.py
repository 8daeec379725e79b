"""A note is defined that nothing on the page calls.

No reader would reach it from the text; Python-Markdown prints it at the end all the same, with
a number that stands nowhere above. Often its call was lost with a sentence that was deleted.

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
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        called = {reference.label for reference in page.references}
        for note in page.notes:
            if note.label not in called:
                yield Finding(note.label_span, f"nothing calls the note '{note.label}'")


RULE = Rule("unused-note", Severity.ERROR, Group.NOTES, check)

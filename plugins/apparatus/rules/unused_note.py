"""A note is defined that nothing on the page calls; no reader would reach it.

Example:

    [^53]: On the concept see [@lewisEtAl2018].

Instead:

    Text.[^53]

    [^53]: On the concept see [@lewisEtAl2018].
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

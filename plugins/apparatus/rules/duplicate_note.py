"""A note's label is defined twice on one page; Python-Markdown would keep the last.

Example:

    [^1]: First.
    [^1]: Second.

Instead:

    [^1]: First.
    [^2]: Second.
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

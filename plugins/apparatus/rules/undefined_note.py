"""A note is called that the page does not hold.

Python-Markdown prints such a call as it stands, ``[^price]``, and the reader gets no note. Notes
belong to their page: one that is defined on another page does not count.

Example:

    The house was dear.[^price]

    [^prize]: Of the sum nothing is known.

Instead:

    The house was dear.[^price]

    [^price]: Of the sum nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity, rewrite
from apparatus.edition import Site
from apparatus.model import is_number
from apparatus.rules import Group, Rule
from apparatus.suggestions import Names


def check(site: Site) -> Iterator[Finding]:
    for page in site.texts.values():
        names = Names(sorted({note.label for note in page.notes if not is_number(note.label)}))
        known = {note.label for note in page.notes}
        suggestions: dict[str, str | None] = {}
        for reference in page.references:
            label = reference.label
            if label in known:
                continue
            if label not in suggestions:
                suggestions[label] = names.nearest(label, cutoff=0.8)
            meant = suggestions[label]
            fix = rewrite(reference.span, f"[^{meant}]") if meant else None
            yield Finding(reference.span, f"no note '{label}' on this page", meant, fix=fix)


RULE = Rule("undefined-note", Severity.ERROR, Group.NOTES, check, fix="unsafe")

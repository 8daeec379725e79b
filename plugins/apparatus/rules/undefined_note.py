"""A note is called that the page does not hold.

Python-Markdown prints such a call as it stands.

Example:

    Text.[^53]

Instead:

    Text.[^53]

    [^53]: On the concept see [@lewisEtAl2018].
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from apparatus.diagnostics import Finding, Severity
from apparatus.model import Site
from apparatus.rules import Rule


def check(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        labels = {note.label for note in page.notes}
        for reference in page.references:
            if reference.label not in labels:
                near = get_close_matches(reference.label, sorted(labels), n=1, cutoff=0.8)
                suggestion = near[0] if near and not near[0].isdigit() else None
                yield Finding(
                    reference.span, f"no note '{reference.label}' on this page", suggestion
                )


RULE = Rule("undefined-note", Severity.ERROR, check)

"""A note is written where it is called, as `^[…]`, and stays text.

Pandoc makes a note of it; Python-Markdown does not, and neither do MkDocs and Zensical, so that
readers see the brackets and the caret. Give the note a label, and write it below. A citation
needs no note of its own: in brackets it becomes one. With a citation inside it is an error.

Example:

    Peace was made.^[Not everywhere, as we shall see.]

Instead:

    Peace was made.[^where]

    [^where]: Not everywhere, as we shall see.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("inline-note"):
        fact = "'^[…]' is no note here; write '[^label]', and '[^label]: …' below"
        cites = Severity.ERROR if "@" in fault.span.text else None
        yield Finding(fault.span, fact, severity=cites)


RULE = Rule("inline-note", Severity.WARN, Group.NOTES, check)

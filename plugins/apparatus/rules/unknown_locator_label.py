"""A word stands in a locator's place that is no label of one.

It would be printed, but nothing could be checked, and Pandoc would turn it into a
suffix without a word. The labels are listed in ``apparatus.locators``.

Example:

    [@lewis2022, pag. 655]

Instead:

    [@lewis2022, p. 655]
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from apparatus.diagnostics import Finding, Severity
from apparatus.locators import LABEL_OF
from apparatus.model import Site
from apparatus.rules import Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("unknown-locator-label"):
        word = fault.subject
        dotted = f"{word.rstrip('.').lower()}."
        near = [dotted] if dotted in LABEL_OF and dotted != word else []
        near = near or get_close_matches(word.lower(), LABEL_OF, n=1, cutoff=0.75)
        yield Finding(fault.span, f"'{word}' is no label of a locator", near[0] if near else None)


RULE = Rule("unknown-locator-label", Severity.WARN, check)

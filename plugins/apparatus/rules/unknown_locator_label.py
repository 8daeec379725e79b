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

from apparatus.diagnostics import Finding, Severity, rewrite
from apparatus.edition import Site
from apparatus.locators import nearest_label
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("unknown-locator-label"):
        word = fault.subject
        near = nearest_label(word)
        fix = rewrite(fault.span, near, safe=True) if near else None
        yield Finding(fault.span, f"'{word}' is no label of a locator", near, fix=fix)


RULE = Rule("unknown-locator-label", Severity.WARN, Group.CITATIONS, check, fix="safe")

"""A word stands in a locator's place that is no label of one.

It is printed, but nothing can be checked, and Pandoc turns it into a suffix without a word. The
labels are those of CSL (``p.``, ``chap.``, ``n.``, ``¶`` and others), listed in
``apparatus.locators``. A word without a number behind it is a suffix like any other and is not
reported.

Example:

    The water is deep [@poe2005, pag. 15].

Instead:

    The water is deep [@poe2005, p. 15].
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

"""A word stands in a locator's place that is no label of one.

It is printed, but nothing can be checked, and Pandoc turns it into a suffix without a word. The
labels are those of CSL (``p.``, ``chap.``, ``n.``, ``¶`` and others), listed in
``apparatus.locators``. A word without a number behind it is a suffix like any other and is not
reported.

Example:

    The water is deep [@poe2005, nos 15].

Instead:

    The water is deep [@poe2005, nos. 15].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity, rewrite
from apparatus.edition import Site
from apparatus.locators import LANGUAGES, labels_in, nearest_label, primary
from apparatus.model import Fault
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page in site.texts.values():
        language = primary(page.language)
        for fault in page.faults:
            if fault.kind == "unknown-locator-label":
                yield _finding(fault, language)


def _finding(fault: Fault, language: str) -> Finding:
    """A full stop is added; what else is alike may be another word altogether."""
    word = fault.subject
    fact = f"'{word}' is no label of a locator"
    near = nearest_label(word, language)
    if near and near.rstrip(".") == word.lower().rstrip("."):
        return Finding(fault.span, fact, near, fix=rewrite(fault.span, near, safe=True))
    other = next((each for each in LANGUAGES if word.lower() in labels_in(each)), "")
    if other:
        return Finding(fault.span, f"{fact} here; it is one on pages with 'lang: {other}'")
    return Finding(fault.span, fact, near)


RULE = Rule("unknown-locator-label", Severity.WARN, Group.CITATIONS, check, fix="safe")

"""A quotation is longer than the site allows itself (``budget: {quotation: 40}``).

Example:

    ‘… sixty words in a row …’

Instead:

    The gist in your own words, and of the wording what is evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.quotations import site_quotations
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    most = site.witness.budget.get("quotation") if site.witness else None
    if site.fingerprint is None or most is None:
        return
    for _, quotation in site_quotations(site):
        if quotation.length > most:
            yield Finding(quotation.span, f"{quotation.length} words are quoted here, not {most}")


RULE = Rule("overlong-quotation", Severity.ERROR, Group.WORDS, check)

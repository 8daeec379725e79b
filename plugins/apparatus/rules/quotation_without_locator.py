"""A quotation of the edited text is not followed by the place that it is from.

Example:

    He wanted ‘a model for resolving regional crises’.

Instead:

    He wanted ‘a model for resolving regional crises’ [@lewis2022, ¶ 39, n. 89].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.quotations import claimed_places, site_quotations
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.fingerprint is None:
        return
    for name, quotation in site_quotations(site):
        if claimed_places(site, name, quotation) is None:
            yield Finding(quotation.span, "no citation says where these words stand")


RULE = Rule("quotation-without-locator", Severity.ERROR, Group.WORDS, check)

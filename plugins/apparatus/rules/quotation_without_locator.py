"""A quotation of the edited text is not followed by the place that it is from.

A reader cannot look it up, and cannot tell whose words they are. The place is a paragraph,
note or page of the work in the next citation of the same paragraph of your text, or in the last
one before. In a section of the work itself, where a quotation stands is its place.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    The house has a mast and is ‘waiting for the water to come’.

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    The house has a mast and is ‘waiting for the water to come’ [@doe2001, ¶ 3].
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

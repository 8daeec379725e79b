"""A quotation is longer than the site allows itself.

A long quotation takes over the author's text instead of speaking of it, and may exceed what
the law allows. The limit is in the witness, ``budget: {quotation: 40}``, and counts words;
ellipses and insertions in brackets are left out. Give the gist in your own words, and of the
wording what is evidence. Without a fingerprint of the text nothing is said.

Example:

    -- witness.yml --
    budget: {quotation: 5}
    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    A book says that ‘a ship is a house that walks’ [@doe2001, ¶ 1].

Instead:

    -- witness.yml --
    budget: {quotation: 8}
    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    A book takes a ship for ‘a house that walks’ [@doe2001, ¶ 1].
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

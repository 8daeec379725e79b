"""The words of a quotation stand in another place of the edited text than is said.

A reader who looks the quotation up does not find it there, and doubts it. The words themselves
are right: they were verified against the text, and the message says where they are. In a
section of the work the place is the paragraph or note in which the quotation stands, elsewhere
the citation behind it.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    A mast makes no ship of what is ‘a house that walks’ [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    A mast makes no ship of what is ‘a house that walks’ [@doe2001, ¶ 1].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity, named_place
from apparatus.edition import Site
from apparatus.quotations import claimed_places, site_quotations, verified_as
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for name, quotation in site_quotations(site):
        verified = verified_as(site, quotation)
        claimed = claimed_places(site, name, quotation)
        if verified and claimed and set(claimed).isdisjoint(verified.places):
            right = " and ".join(map(named_place, verified.places))
            said = ", ".join(map(named_place, claimed))
            yield Finding(quotation.span, f"these words stand in {right}, not in {said}")


RULE = Rule("misplaced-quotation", Severity.ERROR, Group.WORDS, check)

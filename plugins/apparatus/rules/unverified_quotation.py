"""A quotation is not among those that were verified against the edited text.

Either its words have been changed, and the author is made to say what they did not; or nobody
who has the text has run ``apparatus witness build`` since it was written, and until then it
cannot be checked. Ellipses, insertions in brackets, case and nested marks are understood.
Quotations of three words and more count, in the sections of the work and on pages that have a
type.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    A book says that ‘a ship is a house that flies’ [@doe2001, ¶ 1].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    A book says that ‘a ship is a house that walks’ [@doe2001, ¶ 1].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.quotations import site_quotations, verified_as
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.fingerprint is None:
        return
    for _, quotation in site_quotations(site):
        if verified_as(site, quotation) is None:
            fact = "these words were not verified as a quotation of the edited text"
            yield Finding(quotation.span, fact)


RULE = Rule("unverified-quotation", Severity.ERROR, Group.WORDS, check)

"""Words of the edited text stand on a page, outside quotation marks.

They pass for the editors' own, and together such passages reprint the text. Eight or more words
in a row are always found, six or seven sometimes. Page by page, front matter, notes and tables
included, the words are held against the fingerprint of the text; the text itself is not
needed. Write it in your own words; where the wording is the evidence, quote it and say where it
stands. Names and titles that have no other wording are listed under ``allowed`` in the witness.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    Visitors see a mast and are told that it is waiting for the water to come [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    Visitors see a mast; the house, they hear, is ‘waiting for the water to come’ [@doe2001, ¶ 3].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.borrowing import site_words
from apparatus.diagnostics import Finding, Severity, named_place
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for _, words in site_words(site):
        for each in words.borrowed:
            where = named_place(each.place)
            yield Finding(each.span, f"these words stand in {where} of the edited text")


RULE = Rule("unmarked-borrowing", Severity.ERROR, Group.WORDS, check)

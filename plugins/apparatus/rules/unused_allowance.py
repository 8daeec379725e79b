"""A name is allowed though the edited text has it, and no page uses it.

Each allowed name is a hole in the comparison of words (``unmarked-borrowing``), so the list is
kept as short as it can be. A name counts as used if its words stand in a row on any page, in
front matter and notes as well.

Example:

    -- witness.yml --
    allowed:
      - Society for the Building of Ships in the Mountains
      - Museum of the House with a Mast

Instead:

    -- witness.yml --
    allowed:
      - Society for the Building of Ships in the Mountains
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.borrowing import used_names
from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.witness is None or site.fingerprint is None or not site.witness.allowed:
        return
    used = used_names(site)
    for index, (name, span) in enumerate(site.witness.allowed):
        if index not in used:
            yield Finding(span, f"no page uses the allowed name '{name}'")


RULE = Rule("unused-allowance", Severity.ERROR, Group.WORDS, check)

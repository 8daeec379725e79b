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

import re
from collections.abc import Iterator

from apparatus.borrowing import site_words
from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.witness is None or site.fingerprint is None or not site.witness.allowed:
        return
    used = {index for _, words in site_words(site) for index in words.names}
    for index, (name, span) in enumerate(site.witness.allowed):
        if index not in used:
            fix = Fix("remove it from the list", (Edit(_item(span), ""),), safe=True)
            yield Finding(span, f"no page uses the allowed name '{name}'", fix=fix)


def _item(name: Span) -> Span:
    """An item of a list in YAML with what belongs to it: its line, or its comma."""
    source, text = name.source, name.source.text
    mark = re.search(r"(?:^|\n)[ \t]*-[ \t]+\Z", text[: name.start])
    rest = re.match(r"[ \t]*(?:\r?\n|\Z)", text[name.end :])
    if mark and rest:
        return Span(source, mark.start() + mark.group().startswith("\n"), name.end + rest.end())
    before = re.search(r",\s*\Z", text[: name.start])
    behind = re.match(r"\s*,\s*", text[name.end :])
    if behind:
        return Span(source, name.start, name.end + behind.end())
    return Span(source, before.start() if before else name.start, name.end)


RULE = Rule("unused-allowance", Severity.ERROR, Group.WORDS, check, fix="safe")

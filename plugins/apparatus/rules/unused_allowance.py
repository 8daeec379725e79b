"""A name is allowed though the edited text has it, and no page uses it.

The list of allowed names is an exception; it is kept as short as it can be.

Example:

    allowed: ["Organization for Security and Cooperation in Europe"]   # and no page has it

Instead:

    allowed: []
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.borrowing import used_names
from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.witness is None or site.fingerprint is None or not site.witness.allowed:
        return
    used = used_names(site)
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

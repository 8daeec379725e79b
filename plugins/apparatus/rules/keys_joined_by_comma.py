"""One item of a citation holds two keys.

Works are separated by ``;``. With a comma between them, Pandoc keeps the last work and other
programs the first, and neither says so: the note cites one work less than its author did.

Example:

    Ships do not walk [@roe1999, @poe2005].

Instead:

    Ships do not walk [@roe1999; @poe2005].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("keys-joined-by-comma"):
        yield Finding(
            fault.span,
            f"'@{fault.subject}' is not separated from the key before it by ';'",
            fix=_separated(fault.span),
        )


def _separated(second: Span) -> Fix | None:
    """``;`` in place of the comma before the second key, if nothing stands between them."""
    before = second.source.text[: second.start].rstrip()
    if not before.endswith(","):
        return None
    comma = Span(second.source, len(before) - 1, len(before))
    return Fix("separate the keys with ';'", (Edit(comma, ";"),))


RULE = Rule("keys-joined-by-comma", Severity.ERROR, Group.CITATIONS, check, fix="unsafe")

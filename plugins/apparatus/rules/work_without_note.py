"""A typed page cites another work and does not say where the edited work cites it.

What is known of the work is known through the edited one; the note shows how.

Example:

    [@abboud2021, p. 340]

Instead:

    [@abboud2021, p. 340; cited in @lewis2022, n. 60]
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.witness is None or not site.witness.notes:
        return
    work = site.witness.work
    for page, _, _ in site.typed.values():
        for citation in page.citations:
            known = all(item.key in site.library.entries for item in citation.items)
            if known and not any(item.key == work for item in citation.items):
                for item in citation.items:
                    yield Finding(item.key_span, f"where does '{work}' cite '{item.key}'?")


RULE = Rule("work-without-note", Severity.WARN, Group.PAGES, check)

"""A page of a type cites another work and does not say where the edited work cites it.

Such pages report what the edited work says, and what is known of other works is known through
it. The note shows a reader how it uses them. Where the witness does not record what the notes
cite, nothing is asked.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    A mast needs a keel [@roe1999, p. 12].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    A mast needs a keel [@roe1999, p. 12; cited in @doe2001, n. 1].
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

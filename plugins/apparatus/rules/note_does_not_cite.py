"""A page says that a note of the edited work cites a work, and it does not.

In one citation with a work stands the note in which it is cited; every work must be
cited in one of the notes that are named.

Example:

    [@abboud2021; cited in @lewis2022, n. 59]

Instead:

    [@abboud2021; cited in @lewis2022, n. 60]
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.cross_references import places_of
from apparatus.diagnostics import Finding, Severity
from apparatus.model import Citation, Site, Witness
from apparatus.rules import Rule


def check(site: Site) -> Iterator[Finding]:
    if site.witness is None or not site.witness.notes:
        return
    for page in site.pages.values():
        for citation in page.citations:
            yield from _against_witness(site.witness, citation)


def _against_witness(witness: Witness, citation: Citation) -> Iterator[Finding]:
    named = [
        number
        for item in citation.items
        if item.key == witness.work
        for unit, number in places_of(item)
        if unit == "note"
    ]
    if not named:
        return
    cited = {key for number in named for key, _ in witness.notes.get(number, ())}
    for item in citation.items:
        if item.key not in cited and item.key != witness.work:
            right = [str(n) for n, works in witness.notes.items() if item.key in dict(works)]
            notes = f"note {named[0]} does" if len(named) == 1 else f"notes {named} do"
            only = f"n. {right[0]}" if len(right) == 1 else None
            yield Finding(item.key_span, f"{notes} not cite '{item.key}'", only)


RULE = Rule("note-does-not-cite", Severity.ERROR, check)

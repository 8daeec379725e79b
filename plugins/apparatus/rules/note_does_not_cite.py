"""A page says that a note of the edited work cites a work, and it does not.

A reader who goes to the note looks for the work in vain. In a citation the works stand before
the note in which they are cited; every work must be cited in one of the notes named next (or,
behind the last of them, in that one). What each note cites is in the witness.

Example:

    -- witness.yml --
    notes: {1: ["roe1999, p. 12"], 2: [], 3: ["poe2005, p. 14", roe1999], 4: []}
    -- docs/index.md --
    The water is deep [@poe2005, p. 14; cited in @doe2001, n. 1].

Instead:

    -- witness.yml --
    notes: {1: ["roe1999, p. 12"], 2: [], 3: ["poe2005, p. 14", roe1999], 4: []}
    -- docs/index.md --
    The water is deep [@poe2005, p. 14; cited in @doe2001, n. 3].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.cross_references import places_of
from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site, Witness
from apparatus.model import Citation, CitationItem
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.witness is None or not site.witness.notes:
        return
    for page in site.texts.values():
        for citation in page.citations:
            known = all(item.key in site.library.entries for item in citation.items)
            if known and len(citation.items) > 1:
                yield from _against_witness(site.witness, citation)


def _against_witness(witness: Witness, citation: Citation) -> Iterator[Finding]:
    works: list[CitationItem] = []
    named: list[int] = []
    for item in citation.items:
        if item.key != witness.work:
            works.append(item)
            continue
        named = [number for unit, number in places_of(item) if unit == "note"]
        yield from _not_cited(witness, works, named)
        works = []
    yield from _not_cited(witness, works, named)


def _not_cited(witness: Witness, works: list[CitationItem], named: list[int]) -> Iterator[Finding]:
    cited = {key for number in named for key, _ in witness.notes.get(number, ())}
    for item in works if named else ():
        if item.key not in cited:
            right = [str(n) for n, found in witness.notes.items() if item.key in dict(found)]
            notes = f"note {named[0]} does" if len(named) == 1 else f"notes {named} do"
            only = f"n. {right[0]}" if len(right) == 1 else None
            yield Finding(item.key_span, f"{notes} not cite '{item.key}'", only)


RULE = Rule("note-does-not-cite", Severity.ERROR, Group.PAGES, check)

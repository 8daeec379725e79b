"""A place that is cited lies outside the work.

A reader who looks it up finds nothing there: the number is mistyped, or is counted in another
printing. The pages of a work are those of its ``pages`` field, or 1 to ``pagetotal`` for a
book; of the work that the site edits, paragraphs and notes are known as well. Roman and arabic
numbers are compared apart. Where an entry has neither field, nothing is said. A place in a
suffix counts if only words that point stand before it (``esp. p. 15``).

A pinpoint that the edited work really prints is kept and explained by an emendation of the
kind ``pinpoint``; it then counts as a hint.

Example:

    -- refs.bib --
    @article{poe2005,
      author       = {Poe, Ann},
      title        = {The water},
      journaltitle = {Journal of Examples},
      date         = {2005},
      volume       = {8},
      pages        = {11--18}
    }
    -- docs/index.md --
    The water is deep [@poe2005, p. 105].

Instead:

    -- refs.bib --
    @article{poe2005,
      author       = {Poe, Ann},
      title        = {The water},
      journaltitle = {Journal of Examples},
      date         = {2005},
      volume       = {8},
      pages        = {11--18}
    }
    -- docs/index.md --
    The water is deep [@poe2005, p. 15].
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Emendation, Site, Witness
from apparatus.model import CitationItem, Entry, Library, Page, Range, Span, is_number
from apparatus.rules import Group, Rule, by_page


class _Outside(NamedTuple):
    """A place that lies outside the work: the note and the citation in which it stands."""

    note: str | None
    item: CitationItem
    entry: Entry
    span: Span
    held: str


def check(site: Site) -> Iterator[Finding]:
    for name, page in site.texts.items():
        for found in _on_page(page, site.library, site.witness):
            yield _finding(found, site.explanation(name, found.note, found.item))


@by_page
def _on_page(page: Page, library: Library, witness: Witness | None) -> tuple[_Outside, ...]:
    return tuple(
        _Outside(citation.note, item, entry, part.span, _in_words(entry, part.label, allowed))
        for citation in page.citations
        for item in citation.items
        if (entry := library.entries.get(item.key)) is not None
        for part in item.places
        if (allowed := _allowed(witness, entry, part.label))
        and any(_lies_outside(found, allowed) for found in part.ranges)
    )


def _lies_outside(part: Range, allowed: tuple[Range, ...]) -> bool:
    """Whether there are ranges to compare with, and none of them holds ``part``."""
    same = [r for r in allowed if r.system == part.system != "other" and r.first <= r.last]
    return bool(same) and not any(_holds(whole, part) for whole in same)


def _allowed(witness: Witness | None, entry: Entry, label: str) -> tuple[Range, ...]:
    """What the work has of this label; nothing where that is not known."""
    last = 0
    if label == "page":
        if entry.pages:
            return entry.pages
        total = entry.get("pagetotal")
        last = int(total) if is_number(total) else 0
    elif witness and entry.key == witness.work and label in ("paragraph", "note"):
        last = witness.last[label]
    return (Range(1, last, "arabic"),) if last else ()


def _in_words(entry: Entry, label: str, allowed: tuple[Range, ...]) -> str:
    """``pages 326–343``, as the entry has them."""
    written = entry.get("pages").replace("--", "–") if label == "page" else ""
    return f"{label}s {written or f'1–{allowed[0].last}'}"


def _holds(whole: Range, part: Range) -> bool:
    return whole.first <= part.first and (whole.open or part.last <= whole.last)


def _finding(outside: _Outside, emendation: Emendation | None) -> Finding:
    entry, span, held = outside.entry, outside.span, outside.held
    message = f"'{span.text}' lies outside '{entry.key}' ({held})"
    source = entry.fields.get("pages") or entry.fields.get("pagetotal")
    related = ((source.value_span if source else entry.key_span, f"'{entry.key}'"),)
    if emendation is None:
        return Finding(span, message, related=related)
    return Finding(
        span,
        f"{message}; kept as printed and explained",
        related=(*related, (emendation.span, "the explanation")),
        severity=Severity.INFO,
    )


RULE = Rule("locator-out-of-range", Severity.ERROR, Group.CITATIONS, check)

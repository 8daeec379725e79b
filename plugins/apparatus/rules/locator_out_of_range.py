"""A place that is cited lies outside the work.

The pages are those of the entry's ``pages`` field, or 1 to ``pagetotal`` for a book; of
the work that the site edits, paragraphs and notes are known as well. Roman and arabic
numbers are compared apart. A place in a suffix counts if only words that point stand
before it (``esp. p. 15``). A pinpoint that the edited work really
prints is kept and explained by an emendation of the kind ``pinpoint``; it then counts
as a hint.

Example:

    [@abboud2021, p. 15]   # pages = {326--343}

Instead:

    [@abboud2021, p. 340]
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Emendation, Site
from apparatus.model import CitationItem, Entry, Range, Span, is_number
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for name, page in site.pages.items():
        for citation in page.citations:
            for item in citation.items:
                entry = site.library.entries.get(item.key)
                if entry is not None:
                    yield from _outside(site, name, citation.note, item, entry)


def _outside(
    site: Site, page: str, note: str | None, item: CitationItem, entry: Entry
) -> Iterator[Finding]:
    """A finding for every place of the item that lies outside the work."""
    for part in item.places:
        allowed, held = _allowed(site, entry, part.label)
        for found in part.ranges:
            comparable = [
                r for r in allowed if r.system == found.system != "other" and r.first <= r.last
            ]
            if comparable and not any(_holds(r, found) for r in comparable):
                yield _finding(entry, part.span, held, site.explanation(page, note, item))
                break


def _allowed(site: Site, entry: Entry, label: str) -> tuple[tuple[Range, ...], str]:
    """What the work has of this label, as ranges and in words; nothing where that is not known."""
    if label == "page":
        total = entry.get("pagetotal")
        whole = (Range(1, int(total), "arabic"),) if is_number(total) else ()
        written = entry.get("pages").replace("--", "–") or f"1–{total}"
        return entry.pages or whole, f"pages {written}"
    if site.witness and entry.key == site.witness.work and label in ("paragraph", "note"):
        last = site.witness.last[label]
        if last:
            return (Range(1, last, "arabic"),), f"{label}s 1–{last}"
    return (), ""


def _holds(whole: Range, part: Range) -> bool:
    return whole.first <= part.first and (whole.open or part.last <= whole.last)


def _finding(entry: Entry, span: Span, held: str, emendation: Emendation | None) -> Finding:
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

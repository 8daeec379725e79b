"""A page that is cited lies outside the pages of the work.

The pages are those of the entry's ``pages`` field, or 1 to ``pagetotal`` for a book.
Roman and arabic numbers are compared apart. A pinpoint that the edited work really
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
from apparatus.model import CitationItem, Emendation, Entry, Range, Site, Span
from apparatus.rules import Rule


def check(site: Site) -> Iterator[Finding]:
    for name, page in site.pages.items():
        for citation in page.citations:
            for item in citation.items:
                entry = site.library.entries.get(item.key)
                if entry is None or item.locator is None:
                    continue
                outside = _outside(item, entry)
                if outside is not None:
                    yield _finding(site, name, citation.note, item, entry, outside)


def _outside(item: CitationItem, entry: Entry) -> Span | None:
    """The part of the locator that lies outside the entry's pages."""
    assert item.locator
    total = entry.get("pagetotal")
    allowed = entry.pages or ((Range(1, int(total), "arabic"),) if total.isdigit() else ())
    for part in item.locator.parts:
        for found in part.ranges if part.label == "page" else ():
            comparable = [r for r in allowed if r.system == found.system != "other"]
            if comparable and not any(_holds(r, found) for r in comparable):
                return part.span
    return None


def _holds(whole: Range, part: Range) -> bool:
    return whole.first <= part.first and (whole.open or part.last <= whole.last)


def _finding(
    site: Site, page: str, note: str | None, item: CitationItem, entry: Entry, outside: Span
) -> Finding:
    held = entry.get("pages") or f"1--{entry.get('pagetotal')}"
    message = f"'{outside.text}' lies outside '{entry.key}' (pages {held.replace('--', '–')})"
    source = entry.fields.get("pages") or entry.fields["pagetotal"]
    related = ((source.value_span, f"the pages of '{entry.key}'"),)
    emendation = _explanation(site, page, note, item)
    if emendation is None:
        return Finding(outside, message, related=related)
    return Finding(
        outside,
        f"{message}; kept as printed and explained",
        related=(*related, (emendation.span, "the explanation")),
        severity=Severity.INFO,
    )


def _explanation(site: Site, page: str, note: str | None, item: CitationItem) -> Emendation | None:
    if site.witness is None or page not in {section.page for section in site.witness.sections}:
        return None
    assert item.locator
    for each in site.emendations:
        if (
            each.kind == "pinpoint"
            and str(each.note) == note
            and each.work == item.key
            and each.printed == item.locator.text
        ):
            return each
    return None


RULE = Rule("locator-out-of-range", Severity.ERROR, check)

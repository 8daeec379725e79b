"""A locator names a kind of place that this kind of work does not have.

Nobody can find the page of a web page, the chapter of an article or the minute of a printed
book: the locator belongs to another work, or the work has the wrong type. Reported is only
what is certain. A web document may be paged all the same: one with ``pages`` or ``pagetotal``,
with a volume or an identifier, or whose address leads to a PDF, is left alone. So is a place that
an edited work really prints, if an emendation of the kind ``pinpoint`` explains it.

Example:

    -- refs.bib --
    @online{doe2020, author = {Doe, Jane}, title = {A note}, url = {https://example.org/note}}
    -- docs/index.md --
    A page of no page [@doe2020, p. 3].

Instead:

    -- refs.bib --
    @online{doe2020, author = {Doe, Jane}, title = {A note}, url = {https://example.org/note}}
    -- docs/index.md --
    What can be found [@doe2020, para. 3].
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import CitationItem, Entry, Library, LocatorPart, Page
from apparatus.rules import Group, Rule, by_page
from apparatus.short_forms import kind_of

_JUDGED = frozenset({"page", "folio", "chapter", "timestamp"})
_UNPAGED = frozenset("audio image movie music online performance software video".split())
_PRINTED = frozenset(
    "article book collection inbook incollection inproceedings proceedings report thesis".split()
)
_PAGED_FIELDS = tuple(
    "pages pagetotal doi eprint isbn issn volume number file pagination bookpagination".split()
)
_ELECTRONIC_FIELDS = ("url", "doi", "eprint", "howpublished", "addendum", "note", "type")


class _Strange(NamedTuple):
    """A place that the work cannot have: the note and the citation in which it stands."""

    note: str | None
    item: CitationItem
    part: LocatorPart
    entry: Entry


def check(site: Site) -> Iterator[Finding]:
    for name, page in site.pages.items():
        for found in _on_page(page, site.library):
            if not site.explanation(name, found.note, found.item):
                yield _finding(found.part, found.entry)


@by_page
def _on_page(page: Page, library: Library) -> tuple[_Strange, ...]:
    return tuple(
        _Strange(citation.note, item, part, entry)
        for citation in page.citations
        for item in citation.items
        if (entry := library.entries.get(item.key)) is not None
        for part in item.places
        if not _may_have(entry, part)
    )


def _finding(part: LocatorPart, entry: Entry) -> Finding:
    fact = f"'{part.span.text}' is no place in '{entry.key}' (@{entry.type})"
    return Finding(part.span, fact, related=((entry.type_span, f"'{entry.key}'"),))


def _may_have(entry: Entry, part: LocatorPart) -> bool:
    """Whether a work like this may have such a place; doubt counts as yes."""
    kind, label = kind_of(entry), part.label
    if not part.ranges or label not in _JUDGED:
        return True
    if label in ("page", "folio"):
        paged = entry.get(*_PAGED_FIELDS) or "pdf" in entry.get("url").lower()
        return kind not in _UNPAGED or bool(paged)
    if label == "chapter":
        return kind != "article"
    return kind not in _PRINTED or bool(entry.get(*_ELECTRONIC_FIELDS))


RULE = Rule("locator-kind", Severity.WARN, Group.CITATIONS, check)

"""Where everything of the edited work stands: per paragraph and per note, the printed page,
the page of the site, the works cited, and how many pages draw on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from apparatus.cross_references import cross_references
from apparatus.edition import Section, Site
from apparatus.model import CitationItem, Milestone, NoteReference, Page


class ParagraphRow(NamedTuple):
    """A paragraph of the edited work. ``first`` and ``last`` are printed pages, if known."""

    number: int
    first: int | None
    last: int | None
    section: Section
    notes: tuple[int, ...]
    draws: int


class NoteRow(NamedTuple):
    """A note of the edited work: the paragraph and printed page that call it, what it cites."""

    number: int
    paragraph: int | None
    page: int | None
    section: Section
    items: tuple[CitationItem, ...]
    draws: int
    language: str


class _Extent(NamedTuple):
    """A paragraph on its page of the site: its mark, its end, the printed pages it begins on
    and goes on to, each with the offset from which it is that page.
    """

    mark: Milestone
    end: int
    pages: tuple[tuple[int, int], ...]


@lru_cache(maxsize=2)
def paragraph_rows(site: Site) -> tuple[ParagraphRow, ...]:
    """Every paragraph that is there, in the order of the work."""
    draws = cross_references(site).draws
    return tuple(
        ParagraphRow(
            number := extent.mark.number,
            extent.pages[0][1] if extent.pages else None,
            extent.pages[-1][1] if extent.pages else None,
            section,
            tuple(n for n, call in _calls(page).items() if page.paragraph_at(_at(call)) == number),
            len(draws.get(("paragraph", number), ())),
        )
        for section, page, extents in _sections(site)
        for extent in extents
    )


@lru_cache(maxsize=2)
def note_rows(site: Site) -> tuple[NoteRow, ...]:
    """Every note that the work should have, in order; one that is not called has no place."""
    draws = cross_references(site).draws
    rows = []
    for section, page, extents in _sections(site):
        calls = _calls(page)
        for number in section.notes:
            at = _at(calls[number]) if number in calls else -1
            extent = next((each for each in extents if each.mark.span.end <= at < each.end), None)
            pages = [of for start, of in extent.pages if start <= at] if extent else []
            items = tuple(
                item
                for citation in page.citations
                if citation.note == str(number)
                for item in citation.items
            )
            rows.append(
                NoteRow(
                    number,
                    extent.mark.number if extent else None,
                    pages[-1] if pages else None,
                    section,
                    items,
                    len(draws.get(("note", number), ())),
                    page.language,
                )
            )
    return tuple(rows)


def _sections(site: Site) -> Iterator[tuple[Section, Page, tuple[_Extent, ...]]]:
    """The sections that are there, with the extents of their paragraphs."""
    current: int | None = None
    for section in site.witness.sections if site.witness else ():
        page = site.pages.get(section.page)
        if page is None:
            continue
        extents = []
        marks = [each for each in page.milestones if each.unit == "paragraph"]
        breaks = [each for each in page.milestones if each.unit == "page"]
        for mark, following in zip_longest(marks, marks[1:]):
            end = following.span.start if following else len(page.source.text)
            before = [each.number for each in breaks if each.span.start < mark.span.start]
            current = before[-1] if before else current
            inside = [each for each in breaks if mark.span.start < each.span.start < end]
            begins = site.witness.begins.get(mark.number) if site.witness else None
            extents.append(_Extent(mark, end, _pages(mark, end, inside, begins or current)))
        current = breaks[-1].number if breaks else current
        yield section, page, tuple(extents)


def _pages(
    mark: Milestone, end: int, breaks: list[Milestone], first: int | None
) -> tuple[tuple[int, int], ...]:
    """The printed pages of a paragraph; a break with no text before or behind it is none."""
    text = mark.span.source.text
    pages = [] if first is None else [(mark.span.end, first)]
    for each in breaks:
        if not text[mark.span.end : each.span.start].strip():
            pages = [(mark.span.end, each.number)]
        elif text[each.span.end : end].strip():
            pages.append((each.span.start, each.number))
    return tuple(pages)


def _calls(page: Page) -> dict[int, NoteReference]:
    """The first call of every printed note in the running text, by the note's number."""
    found: dict[int, NoteReference] = {}
    for reference in page.references:
        number = page.printed_number(reference.label)
        if reference.note is None and number is not None:
            found.setdefault(number, reference)
    return found


def _at(reference: NoteReference) -> int:
    return reference.span.start

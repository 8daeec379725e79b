"""Quotations: the words between quotation marks, and the place that they are said to be from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from apparatus.cross_references import places_of
from apparatus.edition import Place, Site, Verified
from apparatus.fingerprint import quotation_digest
from apparatus.model import Citation, Page, Span, Stretch
from apparatus.words import inside, stretches_of, words_of

_MARKS = re.compile(r"`[^`]+`|(?<![\w’])‘|(?<!\w)“|”|’(?!\w)")
_GAP = re.compile(r"\[(?![\^@])[^\[\]]*\](?!\()|…|\.\s?\.\s?\.")
_ADDRESS = re.compile(r"\]\([^()\s]*\)")
_FEWEST = 3  # words: fewer are a term rather than a quotation


class Quotation(NamedTuple):
    """What stands between quotation marks; ``parts`` are its words between ellipses and
    insertions. ``span`` covers the words without the marks.
    """

    span: Span
    parts: tuple[tuple[str, ...], ...]

    @property
    def length(self) -> int:
        """The number of quoted words."""
        return sum(map(len, self.parts))


@lru_cache(maxsize=1024)
def quotations_of(page: Page) -> tuple[Quotation, ...]:
    """Every quotation in a page's text, of three words or more, front matter left aside."""
    found = (Quotation(span, tuple(_parts(page, span))) for span in quoted_spans(page))
    return tuple(each for each in found if each.length >= _FEWEST)


def site_quotations(site: Site) -> Iterator[tuple[str, Quotation]]:
    """The quotations that are held against the edited work, with the names of their pages.

    They are those of its own sections and of the pages that have a type.
    """
    for name, page in site.held.items():
        for quotation in quotations_of(page):
            yield name, quotation


def verified_as(site: Site, quotation: Quotation) -> Verified | None:
    """What the fingerprint of the edited work knows of a quotation; None if nothing."""
    if site.fingerprint is None:
        return None
    found = quotation_digest(quotation.parts, site.fingerprint.salt)
    return site.fingerprint.quotations.get(found)


class OwnWords(NamedTuple):
    """How many words of the author's own are quoted: on each page, and of the work in all."""

    by_page: Mapping[str, int]
    in_all: int


def own_words(site: Site) -> OwnWords:
    """Count the quoted words that the edited work does not itself quote."""
    by_page: dict[str, int] = {}
    different: dict[tuple[tuple[str, ...], ...], int] = {}
    for name, quotation in site_quotations(site):
        verified = verified_as(site, quotation)
        if verified and verified.own:
            by_page[name] = by_page.get(name, 0) + quotation.length
            different[quotation.parts] = quotation.length
    return OwnWords(by_page, sum(different.values()))


def quoted_spans(page: Page) -> Iterator[Span]:
    """What stands between outermost quotation marks, without the marks."""
    for stretch in page.stretches:
        for start, end in _quoted(page.source.text, stretch):
            yield Span(page.source, start, end)


def _quoted(text: str, stretch: Stretch) -> Iterator[tuple[int, int]]:
    opening: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text, stretch.start, stretch.end):
        mark = found.group()
        if mark[0] == "`":
            continue
        if mark in "‘“":
            opening.append((mark, found.end()))
        elif opening and opening[-1][0] == {"’": "‘", "”": "“"}[mark]:
            _, start = opening.pop()
            if not opening:
                yield start, found.start()


def _parts(page: Page, span: Span) -> Iterator[tuple[str, ...]]:
    """The words between ellipses and insertions; calls, citations and addresses left out."""
    text, start, end = page.source.text, span.start, span.end
    marks = ((mark.start, mark.end) for mark in page.marks if start <= mark.start < end)
    shut = stretches_of([*marks, *(found.span() for found in _ADDRESS.finditer(text, start, end))])
    at = start
    for first, last in [*(found.span() for found in _GAP.finditer(text, start, end)), (end, end)]:
        words = (word for word in words_of(text, at, first) if not inside(word, shut))
        part = tuple(word.text for word in words)
        if part:
            yield part
        at = last


# --- where it is said to be from -----------------------------------------------------


def claimed_places(site: Site, name: str, quotation: Quotation) -> tuple[Place, ...] | None:
    """The places of the edited work that a page gives for a quotation; None for none at all.

    In a section of the work it is the paragraph or the printed note in which the quotation
    stands; elsewhere, the edition's own notes included, what the next citation of the same
    stretch names, or the last one.
    """
    page = site.pages[name]
    at = quotation.span.start
    stretch = page.stretch_at(at)
    assert stretch, "a quotation stands in the text"
    number = page.printed_number(stretch.note)
    if number is not None:
        return (("note", number),)
    if page.keeps_numbers and stretch.note is None:
        paragraph = page.paragraph_at(at)
        return (("paragraph", paragraph),) if paragraph else None
    citation = _nearest(page, stretch, quotation)
    if citation is None or site.witness is None:
        return None
    items = [item for item in citation.items if item.key == site.witness.work]
    return tuple(place for item in items for place in places_of(item)) or None


def _nearest(page: Page, stretch: Stretch, quotation: Quotation) -> Citation | None:
    inside = [c for c in page.citations if stretch.start <= c.span.start < stretch.end]
    behind = [c for c in inside if c.span.start >= quotation.span.end]
    return behind[0] if behind else inside[-1] if inside else None

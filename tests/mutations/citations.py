"""Damage to citations: their keys, their brackets, their locators."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from apparatus.cross_references import places_of
from apparatus.edition import Site
from apparatus.model import Citation, CitationItem, Entry, Page, Span
from tests.mutations.mutant import Mutant, change, insert, line_of, other_letter, printed


def items(site: Site) -> Iterator[tuple[str, Page, Citation, CitationItem]]:
    for name, page in site.pages.items():
        for citation in page.citations:
            for item in citation.items:
                yield name, page, citation, item


def noted(site: Site) -> Iterator[tuple[Page, CitationItem, Entry]]:
    """What the printed notes of the edited work cite."""
    for _, page in printed(site):
        for citation in page.citations:
            if page.printed_number(citation.note) is not None:
                for item in citation.items:
                    yield page, item, site.library.entries[item.key]


def letter_of_a_key(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, _, item in items(site):
        places = [i for i, c in enumerate(item.key) if c.isascii() and c.isalpha()]
        at = item.key_span.start + chance.choice(places)
        yield change(Span(page.source, at, at + 1), other_letter(chance, page.source.text[at]))


def key_in_another_case(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, _, _, item in items(site):
        yield change(item.key_span, item.key.swapcase())


def key_of_another_work(site: Site, chance: random.Random) -> Iterator[Mutant]:
    keys = sorted(site.library.entries)
    for _, item, _ in noted(site):
        yield change(item.key_span, chance.choice([key for key in keys if key != item.key]))


def keys_joined(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, citation, _ in items(site):
        for before, after in pairwise(citation.items):
            at = page.source.text.index(";", before.key_span.end)
            yield change(Span(page.source, at, at + 1), ",", after.key_span.start)


def second_key(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, citation, _ in items(site):
        yield insert(page.source, citation.items[0].key_span.end, ", @lewis2022")


def bracket_open(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, citation, _ in items(site):
        if page.source.text.startswith("[@", citation.span.start):
            close = Span(page.source, citation.span.end - 1, citation.span.end)
            yield change(close, "", citation.span.start)


def key_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, _, citation, item in items(site):
        if citation.items[0] is item and citation.span.text.startswith("[@"):
            yield change(item.key_span)


def item_empty(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, citation, _ in items(site):
        yield insert(page.source, citation.span.end - 1, "; ")


def item_without_key(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, citation, _ in items(site):
        yield insert(page.source, citation.span.end - 1, "; see chapter 2")


# --- locators --------------------------------------------------------------------------


def _with_locator(item: CitationItem, locator: str) -> Mutant:
    end = item.locator.span.end if item.locator else item.key_span.end
    span = Span(item.span.source, item.key_span.end, end)
    return change(span, f", {locator}")


def page_outside(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, _, _, item in items(site):
        if site.library.entries[item.key].pages:
            yield _with_locator(item, "p. 9999")


def page_outside_in_a_suffix(site: Site, chance: random.Random) -> Iterator[Mutant]:
    words = ("esp.", "and", "see also", "in particular")
    for _, page, _, item in items(site):
        if site.library.entries[item.key].pages and not item.suffix:
            end = item.locator.span.end if item.locator else item.key_span.end
            yield insert(page.source, end, f", {chance.choice(words)} p. 9999")


def pages_backwards(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, _, _, item in items(site):
        pages = site.library.entries[item.key].pages
        first, last = (pages[0].first, pages[0].last) if pages else (0, 0)
        if first < last and len(str(first)) == len(str(last)):  # no part of an elided number
            yield _with_locator(item, f"pp. {last}–{first}")


def page_of_a_web_page(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, _, _, item in items(site):
        entry = site.library.entries[item.key]
        paged = entry.get("pages", "pagetotal", "doi", "eprint", "volume", "number", "issn")
        paged = paged or "pdf" in entry.get("url")
        if entry.type == "online" and not paged:
            yield _with_locator(item, "p. 3")


def chapter_of_an_article(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, _, _, item in items(site):
        if site.library.entries[item.key].type == "article":
            yield _with_locator(item, "ch. 3")


def label_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (_with_locator(item, "pag. 12") for _, _, _, item in items(site))


def number_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (_with_locator(item, "p.") for _, _, _, item in items(site) if not item.suffix)


def range_open(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (_with_locator(item, "pp. 12–") for _, _, _, item in items(site) if not item.suffix)


def another_page(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """A page that the work has, and that the print does not give."""
    for _, item, entry in noted(site):
        if entry.pages:
            place = f"p. {entry.pages[0].first}"
            if not item.locator or item.locator.text != place:
                yield _with_locator(item, place)


def locator_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, item, _ in noted(site):
        if item.locator:
            yield change(Span(item.span.source, item.key_span.end, item.locator.span.end))


# --- the edited work, cited by its own places -------------------------------------------


def _own(site: Site) -> Iterator[tuple[Citation, CitationItem | None, CitationItem, Span, str]]:
    """Citations of the edited work, with the item before, the locator and its first unit."""
    assert site.witness
    for page, _, _ in site.typed.values():
        for citation in page.citations:
            for before, item in pairwise([None, *citation.items]):
                if item and item.key == site.witness.work and item.locator:
                    units = [unit for unit, _ in places_of(item)]
                    yield citation, before, item, item.locator.span, units[0] if units else ""


def paragraph_outside(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(span, "¶ 99") for _, _, _, span, unit in _own(site) if unit == "paragraph")


def note_outside(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(span, "n. 999") for _, _, _, span, unit in _own(site) if unit == "paragraph")


def another_note(site: Site, chance: random.Random) -> Iterator[Mutant]:
    assert site.witness
    for _, before, item, span, _ in _own(site):
        if before and before.key != item.key and any(u == "note" for u, _ in places_of(item)):
            wrong = [
                number
                for number, works in site.witness.notes.items()
                if before.key not in dict(works)
            ]
            yield Mutant(
                ((span, f"n. {chance.choice(wrong)}"),), frozenset({line_of(before.key_span)})
            )


def place_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """Another's work cited without the note in which the edited work cites it."""
    assert site.witness
    for page, _, _ in site.typed.values():
        for citation in page.citations:
            others = [item for item in citation.items if item.key != site.witness.work]
            if others and len(others) < len(citation.items):
                kept = "; ".join(" ".join(item.span.text.split()) for item in others)
                yield change(citation.span, f"[{kept}]")

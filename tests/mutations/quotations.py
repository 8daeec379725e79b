"""Damage to the quotations of the edition."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from apparatus.cross_references import places_of
from apparatus.edition import Site
from apparatus.model import Citation, CitationItem, Page, Span
from apparatus.quotations import Quotation, claimed_places, site_quotations, verified_as
from apparatus.words import inside, words_of
from tests.mutations.mutant import Mutant, change, insert, line_of


def word_changed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """One letter more in a word of a quotation."""
    for name, quotation in site_quotations(site):
        page = site.pages[name]
        text, (_, start, end) = page.source.text, quotation.span
        read = {word for part in quotation.parts for word in part}
        addresses = [found.span() for found in re.finditer(r"\]\([^()]*\)", text)]
        words = [w for w in words_of(text, start, end) if w.text in read]
        word = chance.choice([w for w in words if not inside(w, addresses)])
        yield insert(page.source, word.end, "x", start)


def unmarked(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """A quotation of eight words and more without its marks."""
    for _name, quotation in site_quotations(site):
        if any(len(part) >= 8 for part in quotation.parts):
            source, start, end = quotation.span
            text = source.text
            marks = ((Span(source, start - 1, start), " "), (Span(source, end, end + 1), " "))
            around = (start, end, text.rindex("\n", 0, start))
            yield Mutant(marks, frozenset(line_of(quotation.span, at) for at in around))


def ascribed(site: Site) -> Iterator[tuple[str, Quotation, Page, Citation, CitationItem]]:
    """Every quotation on a typed page, with the citation behind it that says where it is from."""
    assert site.witness
    for name, quotation in site_quotations(site):
        page, claimed = site.pages[name], claimed_places(site, name, quotation)
        for citation in page.citations if name in site.typed else ():
            own = [item for item in citation.items if item.key == site.witness.work]
            behind = citation.span.start >= quotation.span.end
            if behind and len(own) == 1 and own[0].locator and tuple(places_of(own[0])) == claimed:
                yield name, quotation, page, citation, own[0]
                break


def another_paragraph(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, quotation, _, _, item in ascribed(site):
        verified = verified_as(site, quotation)
        assert verified
        assert item.locator
        wrong = [n for n in range(2, 46) if ("paragraph", n) not in verified.places]
        yield change(item.locator.span, f"¶ {chance.choice(wrong)}", quotation.span.start)


def unascribed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, quotation, page, _, item in ascribed(site):
        assert item.locator
        bare = Span(page.source, item.key_span.end, item.locator.span.end)
        yield change(bare, "", quotation.span.start)

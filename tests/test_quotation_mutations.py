"""Damage done to the quotations of our own edition: each is found where it was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.cross_references import places_of
from apparatus.fingerprint import quotation_digest
from apparatus.quotations import claimed_places, site_quotations
from apparatus.words import inside, words_of
from tests.mutants import Mutant, edition, judge, place, with_page

AROUND = frozenset(
    {"missing-link", "orphan-page", "unmarked-borrowing", "quotation-without-locator"}
)


def changed_words() -> Iterator[Mutant]:
    """One of six words of every quotation, one letter more."""
    for name, quotation in site_quotations(edition()):
        page = edition().pages[name]
        text, (_, start, end) = page.source.text, quotation.span
        read = {word for part in quotation.parts for word in part}
        addresses = [found.span() for found in re.finditer(r"\]\([^()]*\)", text)]
        for word in words_of(text, start, end)[::6]:
            if word.text in read and not inside(word, addresses):
                yield Mutant(
                    f"‘{quotation.span.text}’ with {word.text}x",
                    with_page(name, f"{text[: word.end]}x{text[word.end :]}", edition()),
                    place(page, start),
                    frozenset({"unverified-quotation"}),
                    AROUND,
                )


def test_any_word_of_any_quotation_changed() -> None:
    judge(changed_words())


def moved_quotations() -> Iterator[Mutant]:
    """Every quotation on a typed page, ascribed to a paragraph in which it does not stand."""
    site = edition()
    assert site.fingerprint
    assert site.witness
    for name, quotation in site_quotations(site):
        if name not in site.typed:
            continue
        page = site.pages[name]
        digest = quotation_digest(quotation.parts, site.fingerprint.salt)
        right = site.fingerprint.quotations[digest].places
        wrong = next(n for n in range(2, 46) if ("paragraph", n) not in right)
        claimed = claimed_places(site, name, quotation)
        for citation in page.citations:
            for item in citation.items:
                if item.key != site.witness.work or item.locator is None:
                    continue
                if tuple(places_of(item)) != claimed or citation.span.start < quotation.span.end:
                    continue
                span, text = item.locator.span, page.source.text
                yield Mutant(
                    f"‘{quotation.span.text}’ in ¶ {wrong}",
                    with_page(name, f"{text[: span.start]}¶ {wrong}{text[span.end :]}", edition()),
                    place(page, quotation.span.start),
                    frozenset({"misplaced-quotation"}),
                    frozenset({"uncited-paragraph", "uncovered-source", "note-does-not-cite"}),
                )
                break
            else:
                continue
            break


def test_any_quotation_ascribed_to_another_paragraph() -> None:
    judge(moved_quotations())


def unmarked() -> Iterator[Mutant]:
    """Every quotation of eight words and more without its marks."""
    for name, quotation in site_quotations(edition()):
        if any(len(part) >= 8 for part in quotation.parts):
            page = edition().pages[name]
            text, (_, start, end) = page.source.text, quotation.span
            yield Mutant(
                f"{quotation.span.text} without marks",
                with_page(
                    name, f"{text[: start - 1]} {text[start:end]} {text[end + 1 :]}", edition()
                ),
                place(page, start) | place(page, end) | place(page, text.rindex("\n", 0, start)),
                frozenset({"unmarked-borrowing"}),
            )


def test_any_quotation_of_eight_words_without_its_marks() -> None:
    judge(unmarked())

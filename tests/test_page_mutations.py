"""Damage done to the pages of our own edition that have a type, one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from apparatus.cross_references import places_of, resolve
from apparatus.edition import PageType
from apparatus.model import FrontMatter, Page
from tests.mutants import Mutant, edition, judge, place, with_page

LESS_CITED = frozenset({"uncited-paragraph", "uncovered-source"})
LESS_LINKED = frozenset({"orphan-page", "missing-link"})


def cut(text: str, start: int, end: int, instead: str = "") -> str:
    return text[:start] + instead + text[end:]


def block_end(text: str, start: int) -> int:
    """Where a key of the front matter ends: at the next line that is not indented."""
    found = re.compile(r"\n(?=\S)").search(text, start)
    assert found
    return found.end()


def every(number: int) -> list[tuple[str, tuple[Page, FrontMatter, PageType]]]:
    """One of so many of the pages that have a type."""
    return list(edition().typed.items())[::number]


def lost_keys() -> Iterator[Mutant]:
    for name, (page, front, kind) in every(5):
        text, path = page.source.text, page.source.path
        for key, span in front.spans.items():
            if key != "type":
                yield Mutant(
                    f"{name} with a misspelt {key}",
                    with_page(name, cut(text, span.end, span.end, "x")),
                    place(page, span.start),
                    frozenset({"unknown-front-matter"}),
                    frozenset({"missing-front-matter"}) | LESS_LINKED,
                )
            if key in kind.required and key != "title":
                gone = cut(text, span.start, block_end(text, span.start))
                line = front.spans["type"].line
                if span.start < front.spans["type"].start:
                    line -= text.count("\n", span.start, block_end(text, span.start))
                yield Mutant(
                    f"{name} without {key}",
                    with_page(name, gone),
                    frozenset({(path, line)}),
                    frozenset({"missing-front-matter"}),
                )


def test_any_key_of_the_front_matter_lost_or_misspelt() -> None:
    judge(lost_keys())


def wrong_values() -> Iterator[Mutant]:
    for name, (page, front, _) in every(3):
        text = page.source.text
        at = text.index(front.group, front.spans["group"].end)
        yield Mutant(
            f"{name} in no group",
            with_page(name, cut(text, at, at, "x")),
            place(page, at),
            frozenset({"unknown-value"}),
        )
        for relation in front.related:
            yield Mutant(
                f"{name} related to no page",
                with_page(name, cut(text, relation.span.start, relation.span.start, "x")),
                place(page, relation.span.start),
                frozenset({"unknown-related-page"}),
                LESS_LINKED,
            )
        summary = text.index(front.summary[:30], front.spans["summary"].end)
        yield Mutant(
            f"{name} with half a summary",
            with_page(name, cut(text, summary, block_end(text, summary), "Too short.\n")),
            place(page, front.spans["summary"].start),
            frozenset({"stub-summary"}),
        )
        yield Mutant(
            f"{name} as another type",
            with_page(
                name, cut(text, front.spans["type"].end + 2, front.spans["type"].end + 2, "x")
            ),
            place(page, front.spans["type"].start),
            frozenset({"unknown-page-type"}),
            frozenset({"unknown-related-page", "uncovered-source"}) | LESS_LINKED,
        )


def test_any_value_of_the_front_matter_wrong() -> None:
    judge(wrong_values())


def broken_sections() -> Iterator[Mutant]:
    for name, (page, front, kind) in every(5):
        text = page.source.text
        required = {section.title for section in kind.sections if section.required}
        for heading in page.headings:
            if heading.title in required:
                yield Mutant(
                    f"{name} without the heading {heading.title}",
                    with_page(name, cut(text, heading.span.start, heading.span.end)),
                    place(page, front.spans["type"].start),
                    frozenset({"missing-section"}),
                )
                yield Mutant(
                    f"{name} with another heading than {heading.title}",
                    with_page(name, cut(text, heading.span.end, heading.span.end, "s")),
                    place(page, heading.span.start),
                    frozenset({"missing-section"}),
                )


def test_any_section_lost_or_renamed() -> None:
    judge(broken_sections())


def unlinked() -> Iterator[Mutant]:
    """Every link whose text is a name of the page it leads to, taken away at its first use."""
    site = edition()
    for name, page in site.pages.items():
        seen: set[str] = set()
        for index, link in enumerate(page.links):
            target = resolve(name, link.target)
            words = link.span.text[1 : link.span.text.index("](")]
            first = target not in seen
            seen.add(target)
            names = site.typed[target][1].names if target in site.typed else ()
            alone = sum(words in front.names for _, front, _ in site.typed.values()) == 1
            before = page.source.text[page.body : link.span.start]
            if (
                index % 3 == 0
                and first
                and words in names
                and alone
                and words not in before
                and name != target
            ):
                yield Mutant(
                    f"{words} without its link on {name}",
                    with_page(name, cut(page.source.text, link.span.start, link.span.end, words)),
                    place(page, link.span.start),
                    frozenset({"missing-link"}),
                    LESS_LINKED,
                )


def test_any_first_mention_without_its_link() -> None:
    judge(unlinked())


def wrong_places() -> Iterator[Mutant]:
    """A paragraph that is not there, and a note that does not cite the work beside it."""
    witness = edition().witness
    assert witness
    for name, (page, _, _) in edition().typed.items():
        text = page.source.text
        for citation in page.citations[::9]:
            for before, item in pairwise([None, *citation.items]):
                if item is None or item.key != witness.work or item.locator is None:
                    continue
                span = item.locator.span
                places = list(places_of(item))
                if places and places[0][0] == "paragraph":
                    yield Mutant(
                        f"¶ 99 on {name}",
                        with_page(name, cut(text, span.start, span.end, "¶ 99")),
                        place(page, span.start),
                        frozenset({"locator-out-of-range"}),
                        LESS_CITED | {"note-does-not-cite"},
                    )
                cited = before is not None and before.key != witness.work
                if before and cited and any(unit == "note" for unit, _ in places):
                    yield Mutant(
                        f"n. 82 on {name}",
                        with_page(name, cut(text, span.start, span.end, "n. 82")),
                        place(page, before.key_span.start),
                        frozenset({"note-does-not-cite"}),
                        LESS_CITED,
                    )


def test_any_place_of_the_article_wrong() -> None:
    judge(wrong_places())


def alone() -> Iterator[Mutant]:
    """A page moved to another type's folder, cut short, or stripped of its citations."""
    for name, (page, front, _) in edition().typed.items():
        text = page.source.text
        first = page.headings[1].span.end
        yield Mutant(
            f"{name} cut short",
            with_page(name, f"{text[:first]}\n\nToo short.\n"),
            place(page, front.spans["type"].start),
            frozenset({"page-length"}),
            LESS_CITED | LESS_LINKED | {"missing-section", "uncited-page"},
        )
        bare = "".join(
            piece
            for piece in re.split(r"(\[[^\[\]]*@[^\[\]]*\])", text)
            if not piece.startswith("[") or "@" not in piece
        )
        yield Mutant(
            f"{name} without citations",
            with_page(name, bare),
            place(page, front.spans["type"].start),
            frozenset({"uncited-page"}),
            LESS_CITED | LESS_LINKED | {"page-length", "missing-section"},
        )


def test_any_page_cut_short_or_without_citations() -> None:
    judge(alone())

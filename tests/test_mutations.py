"""Damage done to our own edition, one thing at a time: each is found where it was done.

Every mutant must be reported at its file and line by an expected rule, and nothing may be
reported that is not a consequence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from apparatus.reports.text import concise
from tests.mutants import Mutant, edition, items, judge, place, sections, with_bib, with_page, worse

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LESS_CITED = frozenset({"uncited-paragraph", "uncovered-source"})
"""What follows where a page cites less than before."""


def test_the_edition_itself_is_clean() -> None:
    assert [concise(each) for each in worse(edition())] == []


def key_mutants() -> Iterator[Mutant]:
    chance = random.Random(22)
    for name, page, _, item in items():
        at = item.key_span.start + chance.choice(
            [i for i, c in enumerate(item.key) if c.isascii() and c.isalpha()]
        )
        text = page.source.text
        other = chance.choice([c for c in LETTERS if c != text[at].lower()])
        yield Mutant(
            f"{item.key} with {other}",
            with_page(name, f"{text[:at]}{other}{text[at + 1 :]}"),
            place(page, at),
            frozenset({"unknown-key"}),
            LESS_CITED,
        )
        if text[at].islower():
            yield Mutant(
                f"{item.key} in another case",
                with_page(name, f"{text[:at]}{text[at].upper()}{text[at + 1 :]}"),
                place(page, at),
                frozenset({"key-case"}),
                LESS_CITED,
            )


def test_a_letter_of_any_key() -> None:
    judge(key_mutants())


def test_every_mistyped_key_gets_the_right_suggestion() -> None:
    for name, page, _, item in items():
        text, at = page.source.text, item.key_span.start + 2
        found = worse(with_page(name, f"{text[:at]}q{text[at + 1 :]}"))
        found = [each for each in found if each.rule not in LESS_CITED]
        assert [each.suggestion for each in found] == [item.key]


def deleted_entries() -> Iterator[Mutant]:
    sources = edition().library.sources
    for entry in edition().library.entries.values():
        index = sources.index(entry.span.source)
        text = entry.span.source.text
        citing = frozenset(
            (page.source.path, item.key_span.line)
            for page in sections().pages.values()
            for item in page.items()
            if item.key == entry.key
        )
        yield Mutant(
            f"without the entry {entry.key}",
            with_bib(index, text[: entry.span.start] + text[entry.span.end :]),
            citing,
            frozenset({"unknown-key"}),
            frozenset({"stale-emendation"}),
        )


def test_any_entry_deleted() -> None:
    judge(deleted_entries())


def impossible_pages() -> Iterator[Mutant]:
    for name, page, _, item in items():
        entry = edition().library.entries[item.key]
        if entry.type != "article":
            continue
        at, text = item.key_span.end, page.source.text
        end = item.locator.span.end if item.locator else at
        # Where no pages are known, the printed note is what a locator is held against.
        rule = "locator-out-of-range" if entry.pages else "note-differs-from-witness"
        yield Mutant(
            f"p. 999 of {item.key}",
            with_page(name, f"{text[:at]}, p. 999{text[end:]}"),
            place(page, at),
            frozenset({rule}),
            frozenset({"note-differs-from-witness", *LESS_CITED, "note-does-not-cite"}),
        )


def test_an_impossible_page_of_any_article() -> None:
    judge(impossible_pages())


def joined_keys() -> Iterator[Mutant]:
    for name, page, citation, _ in items():
        text = page.source.text
        for before, after in pairwise(citation.items):
            at = text.index(";", before.key_span.end)
            yield Mutant(
                f"keys joined in {citation.span.text}",
                with_page(name, f"{text[:at]},{text[at + 1 :]}"),
                place(page, at) | place(page, after.key_span.start),
                frozenset({"keys-joined-by-comma"}),
                frozenset({"note-differs-from-witness", *LESS_CITED}),
            )
        at = citation.items[0].key_span.end
        yield Mutant(
            f"a second key in {citation.span.text}",
            with_page(name, f"{text[:at]}, @lewis2022{text[at:]}"),
            place(page, at),
            frozenset({"keys-joined-by-comma"}),
            frozenset({"note-differs-from-witness", *LESS_CITED}),
        )


def test_keys_joined_by_a_comma() -> None:
    judge(joined_keys())


def lost_notes() -> Iterator[Mutant]:
    for name, page in edition().pages.items():
        text = page.source.text
        lines = {note.label: note.span.line for note in page.notes}
        for note in page.notes:
            if not note.label.isdigit() or int(note.label) % 2:
                continue
            call = next(r for r in page.references if r.label == note.label)
            without_note = text[: note.span.start] + text[note.span.end :]
            without_call = text[: call.span.start] + text[call.span.end :]
            both = without_note[: call.span.start] + without_note[call.span.end :]
            before = lines.get(str(int(note.label) - 1))
            behind = {(page.source.path, before)} if before else set()
            missing = frozenset({"missing-source-note", "undefined-note"})
            if before is None:
                behind = set(place(page, page.body))
            yield Mutant(
                f"without note {note.label}",
                with_page(name, without_note),
                frozenset({*behind, (page.source.path, call.span.line)}),
                missing,
            )
            yield Mutant(
                f"without the call of {note.label}",
                with_page(name, without_call),
                frozenset({(page.source.path, note.span.line)}),
                frozenset({"unused-note"}),
            )
            yield Mutant(
                f"without note {note.label} and its call",
                with_page(name, both),
                frozenset(behind),
                frozenset({"missing-source-note"}),
            )


def test_any_note_removed() -> None:
    judge(lost_notes())


def lost_paragraphs() -> Iterator[Mutant]:
    for name, page in edition().pages.items():
        text = page.source.text
        marks = [m for m in page.milestones if m.unit == "paragraph"]
        for index, mark in enumerate(marks):
            end = text.index("\n", mark.span.end)
            start = text.rindex("\n", 0, mark.span.start) + 1
            before = marks[index - 1].span.start if index else page.body
            for what, site in (
                ("its mark", with_page(name, text[: mark.span.start] + text[mark.span.end :])),
                ("the whole", with_page(name, text[:start] + text[end:])),
            ):
                yield Mutant(
                    f"¶ {mark.number} without {what}",
                    site,
                    place(page, before),
                    frozenset({"missing-source-paragraph"}),
                    frozenset({"unused-note", "missing-source-page", "missing-link"}),
                )


def test_any_paragraph_removed() -> None:
    judge(lost_paragraphs())


def lost_page_marks() -> Iterator[Mutant]:
    for name, page in edition().pages.items():
        text = page.source.text
        for mark in page.milestones:
            if mark.unit == "page":
                yield Mutant(
                    f"without the mark of page {mark.number}",
                    with_page(name, text[: mark.span.start] + text[mark.span.end :]),
                    frozenset(
                        (each.source.path, line)
                        for each in edition().pages.values()
                        for line in range(1, each.source.text.count("\n") + 2)
                    ),
                    frozenset({"missing-source-page"}),
                )


def test_any_page_mark_removed() -> None:
    judge(lost_page_marks())


def damaged_entries() -> Iterator[Mutant]:
    """Closing braces of values and entries, commas behind fields and keys: one of eight."""
    chance = random.Random(2181)
    rules = frozenset({"unparsable-entry", "missing-comma"})
    for index, source in enumerate(edition().library.sources):
        text = source.text
        for entry in edition().library.entries.values():
            if entry.span.source is not source:
                continue
            places: list[tuple[str, int, int]] = [
                ("closing brace of the entry", entry.span.end - 1, entry.span.start),
                ("comma behind the key", entry.key_span.end, entry.key_span.start),
            ]
            for field in entry.fields.values():
                end = field.value_span.end
                places.append((f"brace of {field.name}", end - 1, field.value_span.start))
                if text[end] == ",":
                    places.append((f"comma behind {field.name}", end, end - 1))
            for what, at, reported in (each for each in places if chance.random() < 0.12):
                assert re.match(r"[},]", text[at]), (entry.key, what)
                yield Mutant(
                    f"{entry.key} without the {what}",
                    with_bib(index, text[:at] + text[at + 1 :]),
                    frozenset({(source.path, source.position(reported)[0])}),
                    rules,
                )


def test_braces_and_commas_of_the_library() -> None:
    judge(damaged_entries())


@pytest.mark.parametrize("opening", [True, False])
def test_an_opening_brace_lost_is_found_in_its_entry(opening: bool) -> None:
    for index, source in enumerate(edition().library.sources):
        for entry in edition().library.entries.values():
            if entry.span.source is not source:
                continue
            field = list(entry.fields.values())[-1]
            at = source.text.index("{", entry.span.start) if opening else field.value_span.start
            found = worse(with_bib(index, source.text[:at] + source.text[at + 1 :]))
            first, last = entry.span.line, source.position(entry.span.end)[0]
            inside = [e for e in found if e.span.source.path == source.path]
            assert any(first <= each.span.line <= last for each in inside), (entry.key, found)

"""The fingerprint: what it always recognizes, what it never says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apparatus.borrowing import borrowings
from apparatus.edition import Emendation, Fingerprint
from apparatus.fingerprint import SIZE, STEP, groups
from apparatus.model import Source, Span
from apparatus.parse.fingerprint_file import parse_fingerprint, write_fingerprint
from apparatus.parse.markdown import parse_page
from apparatus.parse.witness_text import WitnessText, make_fingerprint, parse_witness_text
from apparatus.quotations import Quotation, quotations_of
from tests.conftest import SITES

TEXT = (SITES / "witness" / "text.md").read_text(encoding="utf-8")
SPAN = Span(Source("emendations.yml", ""), 0, 0)
ALWAYS = SIZE + STEP - 1


def text_of(text: str = TEXT) -> WitnessText:
    return parse_witness_text(Source("text.md", text))


def fingerprint_of(text: WitnessText) -> Fingerprint:
    return make_fingerprint(text, "salt", ())[0]


def quoted(text: str) -> Quotation:
    (found,) = quotations_of(parse_page(Source("page.md", text)))
    return found


@given(st.integers(min_value=0, max_value=60), st.integers(min_value=0, max_value=60))
def test_any_run_of_eight_words_holds_a_whole_group(length: int, start: int) -> None:
    kept = [at for at, _ in groups([str(i) for i in range(length)])]
    if start + ALWAYS <= length:
        assert any(start <= at and at + SIZE <= start + ALWAYS for at in kept)


def test_eight_words_in_a_row_are_found_wherever_they_begin() -> None:
    text = text_of()
    fingerprint = fingerprint_of(text)
    for passage in text.passages:
        for at in range(len(passage.words) - ALWAYS + 1):
            run = " ".join(passage.words[at : at + ALWAYS])
            page = parse_page(Source("page.md", f"Before it {run} and behind it.\n"))
            (found,) = borrowings(page, fingerprint, (), True)
            assert found.place == passage.place
            assert found.span.text in page.source.text


def test_a_changed_word_in_every_five_is_a_wording_of_its_own() -> None:
    text = text_of()
    fingerprint = fingerprint_of(text)
    for passage in text.passages:
        words = [w if i % 5 else "another" for i, w in enumerate(passage.words)]
        page = parse_page(Source("page.md", " ".join(words)))
        assert borrowings(page, fingerprint, (), True) == ()


def test_passages_know_their_places() -> None:
    text = text_of()
    assert [each.place for each in text.passages] == [
        ("paragraph", 1),
        ("paragraph", 2),
        ("page", 3),
        ("paragraph", 3),
        ("note", 1),
        ("note", 2),
    ]
    assert text.calls == {1: 1, 2: 3}


@pytest.mark.parametrize(
    ("quotation", "places", "own"),
    [
        ("‘the king of the mountains had’", [("paragraph", 1)], True),
        ("‘The KING … had never seen the sea’", [("paragraph", 1)], True),
        ("‘a ship is a house that walks’", [("paragraph", 1)], False),
        ("‘a ship [was] a house’", [("paragraph", 1)], False),
        ("‘a harbour is the place’", [("note", 1)], True),
        ("‘had never seen … the king of’", [], False),
        ("‘the king of the islands had’", [], False),
        ("‘seven ships and no harbour’", [("page", 3)], True),
    ],
)
def test_where_a_quotation_stands(quotation: str, places: list[tuple[str, int]], own: bool) -> None:
    found = text_of().find(quoted(quotation))
    assert (list(found.places) if found else []) == places
    assert bool(found and found.own) == own


def test_the_file_gives_back_what_was_written() -> None:
    text = text_of()
    quotation = quoted("‘a ship is a house that walks’")
    made, unfound = make_fingerprint(text, "salt", [quotation, quoted("‘never written at all’")])
    assert [each.span.text for each in unfound] == ["never written at all"]
    written = write_fingerprint(made)
    read, faults = parse_fingerprint(Source("fingerprint.yml", written))
    assert faults == []
    assert read
    assert (read.salt, read.passages, read.quotations, read.calls) == (
        made.salt,
        made.passages,
        made.quotations,
        made.calls,
    )
    assert write_fingerprint(read) == written


def test_no_word_of_the_text_is_in_the_file() -> None:
    text = text_of()
    written = write_fingerprint(fingerprint_of(text)).split("salt:")[1]
    for passage in text.passages:
        assert not any(word in written for word in passage.words if len(word) > 5)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("groups of 6", "groups of 5", 3),
        ("  ¶1: ", "  ¶x: ", 8),
        ("  ¶1: ", "  ¶1: *", 8),
        (" p3 own", " own", 12),
        ("quotations:\n", "quotations: [\n", 13),
    ],
)
def test_a_damaged_file_is_reported_at_its_line(old: str, new: str, line: int) -> None:
    made, _ = make_fingerprint(text_of(), "salt", [quoted("‘seven ships and no harbour’")])
    written = write_fingerprint(made)
    assert old in written
    _, faults = parse_fingerprint(Source("fingerprint.yml", written.replace(old, new, 1)))
    assert [(each.kind, each.span.line) for each in faults] == [("malformed-data-file", line)]


def test_the_committed_fingerprint_of_the_tiny_site_is_that_of_its_text() -> None:
    committed = (SITES / "witness" / "fingerprint.yml").read_text(encoding="utf-8")
    read, _ = parse_fingerprint(Source("fingerprint.yml", committed))
    assert read
    assert dict(read.passages) == dict(make_fingerprint(text_of(), read.salt, ())[0].passages)


def test_misreadings_that_are_known_are_put_right() -> None:
    slip = Emendation(
        None, "", "text", "moun-tians", "mountains", "misreading", "", "", "", SPAN, 1
    )
    source = Source("text.md", "{¶1} The king of the moun-tians had never seen it.\n")
    (passage,) = parse_witness_text(source, [slip]).passages
    assert " ".join(passage.words) == "the king of the mountains had never seen it"


def test_straight_quotation_marks_and_hyphens_at_line_ends() -> None:
    written = "{¶1} He said 'a model for sol-\nving crises' and it wasn't enough.\n"
    (passage,) = text_of(written).passages
    assert " ".join(passage.words) == "he said a model for solving crises and it wasnt enough"
    assert [w for w, q in zip(passage.words, passage.quoted, strict=True) if q] == [
        "a",
        "model",
        "for",
        "solving",
        "crises",
    ]

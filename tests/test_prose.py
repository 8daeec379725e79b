"""Pages as they are read: sentences without citations, calls and markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apparatus.model import Page, Source, Span
from apparatus.parse.markdown import parse_page
from apparatus.prose import (
    count_words,
    covered_by,
    find_in_prose,
    plain_text,
    sentence_around,
    words_around,
)


def page(text: str) -> Page:
    return parse_page(Source("test", text))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A [@x, p. 3]. B.[^1]", "A. B."),
        ("The [Astana\nprocess](a.md) *began* in `2017`.", "The Astana process began in 2017."),
        ("{¶2} Force {p. 663}and talks.", "Force and talks."),
        ("- one **two** snake_case", "one two snake_case"),
        ("## A heading\n", "A heading"),
        ("a <!-- not [this](b.md) --> b <b>c</b>", "a b c"),
        ("‘quoted’ [@x] (aside [@y])", "‘quoted’ (aside)"),
        ("a word{: .class }", "a word"),
    ],
)
def test_plain_text(written: str, read: str) -> None:
    assert plain_text(page(written), 0, len(written)) == read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two [@x, n. 4]. Three HERE, p. 5. Four.", "Three HERE, p. 5."),
        ("One.[^1] In ‘HERE’ it ends. No.", "In ‘HERE’ it ends."),
        ("- A thing\n- HERE is one\n- and more", "HERE is one"),
        ("| a. B | C. HERE |\n| b | c |", "HERE"),
        ("| a | HERE", "HERE"),
        ("| a \\| HERE | b |", "a \\| HERE"),
        ('!!! note "T"\n    HERE it is.', "HERE it is."),
        ('=== "T"\n    It is HERE', "It is HERE"),
        ("/// caption\nA figure HERE\n///\n\nMore", "A figure HERE"),
        ("HERE", "HERE"),
        ("First line,\nHERE goes on. Then.", "First line, HERE goes on."),
    ],
)
def test_the_sentence_around_a_place(text: str, sentence: str) -> None:
    assert sentence_around(page(text), text.index("HERE")) == sentence


def test_words_are_those_of_the_text() -> None:
    front, note = "---\ntitle: x y z\n---\n", "[^1]: Not this.\n"
    text = f"{front}\n# No heading\n\nOne two’s [@x, p. 3] three.[^1]\n\n{note}"
    assert count_words(page(text)) == 3


def test_found_in_running_text_only() -> None:
    text = "# Peace\n\nPeace [@peace, Peace] in <i title='Peace'>Peace</i>.[^1]\n\n[^1]: Peace.\n"
    found = find_in_prose(page(text), re.compile("Peace"))
    assert [each.start() for each in found] == [9, text.index(">Peace<") + 1]


LONG = "It was said early, again and again, by many; and this, they held, was the end of it"


@pytest.mark.parametrize(
    ("text", "longest", "words"),
    [
        ("One. Two words[@x]. Three.", 20, "Two words."),
        (f"{LONG}[@x].", 100, f"{LONG}."),
        (f"{LONG}[@x].", 40, "… and this, they held, was the end of it"),
        (
            f"{LONG}[@x], whatever one may think of it now.",
            40,
            "… and this, they held, was the end of it …",
        ),
        ("It was said,[@x] and said again, by many who had heard of it.", 40, "It was said …"),
        ("wordwordwordwordword[@x].", 10, "… rdwordword"),
    ],
)
def test_of_a_long_sentence_the_clause_before_the_call(text: str, longest: int, words: str) -> None:
    parsed = page(text)
    (citation,) = parsed.citations
    assert words_around(parsed, citation.span.start, longest) == words


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=5))
def test_what_spans_cover(bounds: list[tuple[int, int]]) -> None:
    source = Source("test", " " * 12)
    is_covered = covered_by(Span(source, *sorted(pair)) for pair in bounds)
    for at in range(13):
        assert is_covered(at) == any(start <= at < end for start, end in map(sorted, bounds))

"""Words as they are compared: the normalization, case by case."""

from __future__ import annotations

import pytest

from apparatus.model import Source, Span
from apparatus.parse.markdown import parse_page
from apparatus.words import running_words, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia’s 'own' view—and others", "russias own view and others"),
        ("liberal-mimicry, self-determination", "liberal mimicry self determination"),
        ("norms schol-\nars assumed", "norms scholars assumed"),
        ("post-\nSoviet states", "post soviet states"),
        ("peace\u00adbuilding ﬁrst R₂P", "peacebuilding first r2p"),
        ("Söderbergh-Kovacs, Erdoğan", "soderbergh kovacs erdogan"),
        ("1,960 or 4 000", "1 960 or 4 000"),
        ("МИР и мир", "мир и мир"),
        ("snake_case", "snake case"),
        ("…", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert " ".join(word.text for word in words_of(text)) == words


def test_every_word_knows_its_place() -> None:
    text = "A ‘nested’ [link](x.md)"
    assert [text[w.start : w.end] for w in words_of(text)] == ["A", "nested", "link", "x", "md"]


def runs(text: str) -> list[str]:
    page = parse_page(Source("test", text))
    return [" ".join(w.text for w in run) for run in running_words(page, ()) if run]


def test_calls_citations_marks_and_addresses_are_passed_over() -> None:
    text = (
        "{¶1} One two[^1] three {p. 5}four [five](x.md) [@key, p. 3] <b>six</b>.\n\n[^1]: Seven.\n"
    )
    assert runs(text) == ["one two three four five six", "seven"]


def test_front_matter_tables_and_notes_are_read() -> None:
    text = "---\ntitle: One two\n---\n\n| three | four |\n|---|---|\n| five | six |\n"
    assert runs(text) == ["title one two", "three", "four", "five", "six"]


def test_what_is_shut_ends_a_run() -> None:
    text = "one two ‘three four’ five"
    page = parse_page(Source("test", text))
    shut = Span(page.source, 9, 19)
    found = [" ".join(w.text for w in run) for run in running_words(page, [shut])]
    assert [each for each in found if each] == ["one two", "five"]

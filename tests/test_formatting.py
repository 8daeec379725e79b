"""The formatter: one layout, nothing lost, and a second run that finds nothing to do.

`UPDATE_EXPECTED=1 pytest tests/test_formatting.py` writes the formatted files anew; read the diff.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apparatus.entry_types import FIELD_ALIASES
from apparatus.formatting import FIELD_ORDER, format_bibtex
from apparatus.model import Library, Source
from apparatus.parse.library import parse_library
from tests.conftest import ROOT, SITES

SHELF = ROOT / "tests" / "formatting"
PAIRS = [path for path in sorted(SHELF.glob("*.bib")) if path.suffixes == [".bib"]]
LIBRARY = sorted((ROOT / "bibliography").glob("*.bib"))
SEEN = [*PAIRS, *LIBRARY, *sorted(SITES.glob("*/refs.bib"))]


def formatted(text: str, sort: bool = False) -> str:
    return format_bibtex(Source("refs.bib", text), sort).text


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_layout_is_the_one_expected(path: Path) -> None:
    found = formatted(read(path), sort=path.stem == "sort")
    expected = path.with_suffix(".formatted.bib")
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_bytes(found.encode())
    assert found == read(expected)


@pytest.mark.parametrize("path", SEEN, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("sort", [False, True])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_second_run_finds_nothing_and_both_texts_say_the_same(
    path: Path, sort: bool, newline: str
) -> None:
    text = read(path).replace("\n", newline)
    once = formatted(text, sort)
    assert formatted(once, sort) == once
    assert once.count("\n") == once.count(newline)
    assert said(once) == said(text)


def said(text: str) -> dict[str, dict[str, str]]:
    """Entries as the check reads them, by another way than the formatter's own comparison."""
    library: Library = parse_library([Source("refs.bib", text)])
    return {
        key: {
            name: each.value.replace("–", "-").replace("--", "-").replace(" - ", "-")
            if name == "pages"
            else each.value
            for name, each in entry.fields.items()
        }
        for key, entry in library.entries.items()
    }


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.name)
def test_a_second_opinion_reads_the_same(path: Path) -> None:
    text = read(path)
    disorder = text.replace(" = {", "={").replace("  ", "\t").replace("@", "\n\n@").upper()
    for before in (text, disorder):
        assert opinion(formatted(before)) == opinion(before)


def opinion(text: str) -> list[tuple[str, str, dict[str, str]]]:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return [
        (e.entry_type.lower(), e.key, {f.key.lower(): " ".join(f.value.split()) for f in e.fields})
        for e in library.entries
    ]


NAMES = st.sampled_from(["title", "Author", "PAGES", "url", "journal", "journaltitle", "mine"])
WORDS = st.text(alphabet='aé1{}\\"% \n\t-–,;=@#', max_size=12).filter(
    lambda text: (
        all(text[:n].count("{") >= text[:n].count("}") for n in range(len(text)))
        and text.count("{") == text.count("}")
    )
)
VALUES = st.one_of(
    WORDS.map(lambda text: f"{{{text}}}"),
    WORDS.filter(lambda text: '"' not in text).map(lambda text: f'"{text}"'),
    st.sampled_from(["2001", "jan", 'jan # "~1"', "ep\n  # { x }", "{12-15}", '"a } b { c"']),
)
FIELDS = st.lists(st.tuples(NAMES, VALUES), max_size=5)
GAPS = st.sampled_from(
    [" ", "\n", "\n\n\n", "\t\n  ", "\n% note\n", "% tail\n", " \n\nfree\n  text "]
)
BLOCKS = st.one_of(
    st.tuples(
        st.sampled_from(["@Book{", "@misc {", "@article("]), st.sampled_from("abC"), FIELDS
    ).map(
        lambda made: (
            f"{made[0]}{made[1]}"
            + "".join(f",{name}  = {value}" for name, value in made[2])
            + (")" if made[0].endswith("(") else ",}")
        )
    ),
    st.sampled_from(
        ["@string{ep = {P }}", '@preamble{"x"}', "@comment{ @book{no} }", "% @book{no}"]
    ),
    st.text(alphabet='@{}(),="#\\%\n\r bookxt1', max_size=20),
)
TEXTS = st.lists(st.tuples(GAPS, BLOCKS), max_size=5).map(
    lambda made: "".join(part for pair in made for part in pair)
)


@example(" 1\r", False, "\n")
@example("free\n  text \r\r\n@Book{a,}", False, "\n")
@example("@Book{b,}% tail\n@Book{a,} @string{ep = {P }}", True, "\n")
@given(TEXTS, st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_any_text_is_formatted_once_and_keeps_what_it_says(
    text: str, sort: bool, newline: str
) -> None:
    text = text.replace("\n", newline)
    once = formatted(text, sort)  # raises if the comparison fails
    assert formatted(once, sort) == once
    assert characters(once) == characters(text)


def characters(text: str) -> Counter[str]:
    """What a text is made of, without all that the layout may add or take away."""
    return Counter(c for c in text.lower() if c not in ' \t\r\n,"{}()-–')


@pytest.mark.parametrize(
    ("value", "expected"),
    {
        "{1-2}": "{1--2}",
        "{1 — 2, 30---31; v--x}": "{1--2, 30--31; v--x}",
        "{2-1--2-9}": "{2-1--2-9}",
        "{A1-A9}": "{A1-A9}",
        "{e12, 5 -6 }": "{e12, 5--6}",
        '"7–9"': "{7--9}",
        "12": "12",
    }.items(),
)
def test_dashes_of_pages(value: str, expected: str) -> None:
    text = f"@misc{{a, pages = {value}, number = {value}}}"
    lines = formatted(text).split("\n")
    assert lines[2] == f"  pages           = {expected}"
    assert "--" in value or "--" not in lines[1]


def test_entries_that_are_left_are_named_with_the_reason() -> None:
    text = read(SHELF / "left-alone.bib")
    left = [(span.line, reason) for span, reason in format_bibtex(Source("x.bib", text)).left]
    assert left == [
        (1, "there is a comment between its fields"),
        (5, "a field stands twice"),
        (6, "a comma is missing"),
        (10, "it cannot be read"),
        (17, "it cannot be read"),
        (24, "it cannot be read"),
        (25, "it cannot be read"),
    ]
    ((_, reason),) = format_bibtex(Source("x.bib", "@misc{a, title = {T},\u00a0year = 2000}")).left
    assert reason == "there is an unusual space between its fields"


def test_the_order_names_every_field_once_and_no_alias() -> None:
    assert len(set(FIELD_ORDER)) == len(FIELD_ORDER)
    assert not set(FIELD_ORDER) & set(FIELD_ALIASES)

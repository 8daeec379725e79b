"""Edits of fields leave a library that reads as it should, and identifiers compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apparatus.diagnostics import Edit
from apparatus.fields import added, doi_of, folded, removed, rewrite_field
from apparatus.model import Field, Source
from apparatus.parse.library import parse_library
from apparatus.standard_numbers import is_isbn, is_issn, isbns, numbers_in


def the_field(text: str) -> Field:
    return parse_library([Source("refs.bib", text)]).entries["x"].fields["note"]


def edited(*edits: Edit) -> str:
    text = edits[0].span.source.text
    for edit in sorted(edits, key=lambda each: -each.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


REMOVED = {
    "@book{x,\n  note = {},\n  date = {1}\n}": "@book{x,\n  date = {1}\n}",
    "@book{x,\n  date = {1},\n  note = {}\n}": "@book{x,\n  date = {1},\n}",
    "@book{x, note = {}, date = {1}}": "@book{x, date = {1}}",
    "@book{x, date = {1}, note = {}}": "@book{x, date = {1}, }",
    "@book{x, % old\n  note = {}, date = {1}}": "@book{x, % old\n  date = {1}}",
    '@book{x,\n  note = "" ,\n  date = {1}\n}': "@book{x,\n  date = {1}\n}",
}


@pytest.mark.parametrize("text", REMOVED)
def test_a_field_is_taken_out(text: str) -> None:
    assert edited(*removed(the_field(text).span)) == REMOVED[text]


REWRITTEN = {
    "@book{x, note = {a}}": "@book{x, note = {b}}",
    '@book{x, note = "a"}': '@book{x, note = "b"}',
    "@book{x, note = 12}": "@book{x, note = {b}}",
    "@book{x, note = {a  {c}\n d}}": "@book{x, note = {b}}",
}


@pytest.mark.parametrize("text", REWRITTEN)
def test_a_value_is_rewritten(text: str) -> None:
    fix = rewrite_field(the_field(text), "b")
    assert fix
    assert edited(*fix.edits) == REWRITTEN[text]


@pytest.mark.parametrize("value", ["{a } # jan # { b}", 'v # "3"', "v", "{1} # 2"])
def test_what_macros_have_a_part_in_is_not_rewritten(value: str) -> None:
    text = f"@string{{v = {{1}}}} @book{{x, note = {value}}}"
    assert rewrite_field(the_field(text), "b") is None


def test_a_field_is_added_on_a_line_of_its_own() -> None:
    field = the_field("@book{x,\n  note = {a}\n}")
    assert edited(added(field, "date", "1")) == "@book{x,\n  note = {a},\n  date = {1}\n}"
    field = the_field("@book{x, note = {a}}")
    assert edited(added(field, "date", "1")) == "@book{x, note = {a}, date = {1}}"


@pytest.mark.parametrize("text", ["10.1000/AbC", "https://doi.org/10.1000/abc", "doi: 10.1000/abc"])
def test_dois_compare_without_case_and_resolver(text: str) -> None:
    assert doi_of(text) == "10.1000/abc"


def test_no_doi() -> None:
    assert doi_of("https://example.org/10.1000/abc") == ""


@pytest.mark.parametrize(
    "text", ["{\\'E}tude: N{\\'e}e", "étude née", "E\u0301tude--Née", "\\'Etude nee"]
)
def test_text_compares_without_accents_and_latex(text: str) -> None:
    assert folded(text) == "etude nee"


NUMBERS = {
    "0-306-40615-2": ["0306406152"],
    "978 0 306 40615 7": ["9780306406157"],
    "0-8044-2957-X (hbk), 9780306406157 (pbk)": ["080442957X", "9780306406157"],
    "0306406152 0198534531": ["0306406152", "0198534531"],
    "1234-5679, 0317-8471": ["12345679", "03178471"],
    "0-306-40615-3": ["0306406153"],
    "none": [],
}


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_of_a_field(text: str) -> None:
    assert numbers_in(text) == NUMBERS[text]


def test_both_forms_of_an_isbn_are_one() -> None:
    assert list(isbns("0-306-40615-2; 978-0-306-40615-7")) == ["9780306406157"] * 2


@given(st.sampled_from(["0306406152", "080442957X", "9780306406157", "12345679"]), st.data())
def test_one_wrong_digit_shows(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(number) - 2))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[at]]))
    wrong = number[:at] + digit + number[at + 1 :]
    assert is_isbn(number) or is_issn(number)
    assert not is_isbn(wrong)
    assert not is_issn(wrong)

"""Names are taken apart as BibTeX takes them apart, and keep their places."""

from __future__ import annotations

import pytest

from apparatus.model import Source
from apparatus.names import names_of
from apparatus.parse.library import parse_library

NAMES = {
    "Doe, Jane A.": ("Doe", "Jane A.", ""),
    "Jane A. Doe": ("Doe", "Jane A.", ""),
    "Doe, Jr, John": ("Doe", "John", ""),
    "von der Doe, Jane": ("Doe", "Jane", "von der"),
    "Jane von der Doe": ("Doe", "Jane", "von der"),
    "{\\'E}tienne Doe": ("Doe", "{\\'E}tienne", ""),
    "Doe": ("Doe", "", ""),
    "{Doe, Roe and Poe}": ("{Doe, Roe and Poe}", "", ""),
    "Jane {van Doe}": ("{van Doe}", "Jane", ""),
}


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_taken_apart(text: str) -> None:
    source = Source("refs.bib", f"@book{{x, author = {{Roe, R. and {text}\n and others}}}}")
    names = names_of(parse_library([source]).entries["x"].fields["author"])
    assert [name.span.text for name in names] == ["Roe, R.", text, "others"]
    assert (names[1].family, names[1].given, names[1].prefix) == NAMES[text]
    assert names[1].is_braced == text.startswith("{Doe")


def test_names_that_macros_join_have_the_place_of_the_field() -> None:
    source = Source("refs.bib", '@string{d = {Doe, J.}}\n@book{x, author = d # " and Roe, R."}')
    names = names_of(parse_library([source]).entries["x"].fields["author"])
    assert [name.text for name in names] == ["Doe, J.", "Roe, R."]
    assert {name.span.text for name in names} == {'d # " and Roe, R."'}


def test_a_name_may_be_missing() -> None:
    source = Source("refs.bib", "@book{x, author = {and Roe, R. and and}}")
    names = names_of(parse_library([source]).entries["x"].fields["author"])
    assert [name.text for name in names] == ["", "Roe, R.", "", ""]

"""The short form of a work; pybtex as a second opinion on names."""

from __future__ import annotations

import pytest
from pybtex.database import Person

from apparatus.model import Source
from apparatus.names import family_name, split_names
from apparatus.parse.library import parse_library
from apparatus.short_forms import short_form, short_names
from tests.mutations.mutant import edition

NAMES = [
    "Jane Doe",
    "Doe, Jane",
    "Doe, Jr, Jane",
    "jane doe",
    "Charles Louis de la Vall{\\'e}e Poussin",
    "de la Vall{\\'e}e Poussin, Charles Louis",
    "Ludwig van  Beethoven",
    "{\\'e}mile {\\'E}cole",
    "{European Union}",
    "The {and} Company",
    "Doe~Roe",
    "Plato",
]


def second_opinion(name: str) -> str:
    person = Person(name)
    return " ".join([*person.prelast_names, *person.last_names])


@pytest.mark.parametrize("name", NAMES)
def test_family_names_are_those_of_bibtex(name: str) -> None:
    assert family_name(name) == second_opinion(name)


def test_family_names_of_our_library_are_those_of_bibtex() -> None:
    fields = [e.get(r) for e in edition().library.entries.values() for r in ("author", "editor")]
    names = {name for value in fields for name in split_names(value)}
    assert len(names) > 80
    assert {family_name(name) for name in names} == {second_opinion(name) for name in names}


def test_names_are_split_outside_braces() -> None:
    assert split_names("Doe, Jane AND {Rock and Roll}\n  and others") == [
        "Doe, Jane",
        "{Rock and Roll}",
    ]
    assert short_names("Doe, Jane and others") == "Doe et al."


def test_what_stands_for_a_work() -> None:
    text = (
        "@article{a, author={Doe, Jane and Roe, Al}, title={On order: a study}, date=2001}"
        "@book{b, editor={van Roe, Al}, title={Long}, shorttitle={Short}, date=2001}"
        "@online{c, editor={Roe, Al}, title={A note}, url={https://x.org}}"
        "@misc{d, author={Roe, Al}, date=2001}"
    )
    entries = parse_library([Source("refs.bib", text)]).entries
    assert {key: short_form(entry) for key, entry in entries.items()} == {
        "a": "Doe and Roe, ‘On order’",
        "b": "van Roe, Short",
        "c": "‘A note’",
        "d": "",
    }

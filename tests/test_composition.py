"""Composed sources: a place in what is put together leads to the place in a file."""

from __future__ import annotations

import pytest

from apparatus.check import check_site
from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.edition import Site
from apparatus.model import Library, Piece, Source, Span, compose
from apparatus.rules import Group, Rule

ONE, TWO = Source("one.md", "alpha beta gamma"), Source("two.md", "delta")


def taken(source: Source, start: int, end: int) -> Piece:
    span = Span(source, start, end)
    return Piece(span.text, span)


WHOLE = compose(
    "page.md",
    [
        taken(ONE, 0, 3),
        taken(ONE, 3, 6),
        Piece("    ", Span(TWO, 0, 0)),
        taken(TWO, 0, 5),
        taken(ONE, 6, 16),
    ],
)


def origin(text: str) -> tuple[str, str]:
    at = WHOLE.text.index(text)
    found = Span(WHOLE, at, at + len(text)).origin
    return found.source.path, found.text


def test_pieces_that_adjoin_are_one() -> None:
    assert WHOLE.text == "alpha     deltabeta gamma"
    assert [piece.text for piece in WHOLE.pieces] == ["alpha ", "    ", "delta", "beta gamma"]
    assert WHOLE.files == (ONE, TWO)


def test_a_span_leads_to_its_file() -> None:
    assert origin("pha") == ("one.md", "pha")
    assert origin("delta") == ("two.md", "delta")
    assert origin("  delta") == ("two.md", "delta")
    assert Span(ONE, 2, 4).origin == Span(ONE, 2, 4)
    assert Span(WHOLE, 25, 25).origin == Span(ONE, 16, 16)


def test_a_span_over_several_pieces() -> None:
    assert origin("deltabeta") == ("two.md", "delta")
    assert origin("pha     deltabeta") == ("one.md", "pha beta")


def test_pieces_may_be_composed_themselves() -> None:
    outer = compose("outer.md", [Piece("> ", Span(WHOLE, 10, 10)), taken(WHOLE, 10, 19)])
    assert outer.text == "> deltabeta"
    assert Span(outer, 3, 5).origin == Span(TWO, 1, 3)
    assert Span(outer, 7, 11).origin == Span(ONE, 6, 10)
    assert set(outer.files) == {ONE, TWO}


def test_a_diagnostic_has_the_places_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    at = WHOLE.text.index("delta")
    whole, across = Span(WHOLE, at, at + 5), Span(WHOLE, at, at + 7)
    findings = [
        Finding(whole, "a", related=((across, "b"),), fix=Fix("c", (Edit(whole, "D"),))),
        Finding(whole, "a", fix=Fix("c", (Edit(whole, "D"),))),
        Finding(across, "c", fix=Fix("d", (Edit(whole, "D"), Edit(across, "E")))),
    ]
    rule = Rule("told", Severity.WARN, Group.FILES, lambda _: iter(findings))
    monkeypatch.setattr("apparatus.check.all_rules", lambda: {"told": rule})
    made = check_site(Site({}, Library())).diagnostics
    delta = Span(TWO, 0, 5)
    assert [(each.span, each.message) for each in made] == [(delta, "a"), (delta, "c")]
    assert made[0].related == ((delta, "b"),)
    assert made[0].fix == Fix("c", (Edit(delta, "D"),))
    assert made[1].fix is None

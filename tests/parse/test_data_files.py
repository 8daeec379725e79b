"""The edition's YAML files: values, and faults at their place."""

from __future__ import annotations

import pytest

from apparatus.model import Source
from apparatus.parse.data_files import parse_emendations, parse_witness

WITNESS = """\
work: w
sections:
  - {page: a.md, title: A, paragraphs: 1-2, notes: 1-3}
  - {page: b.md, title: B, paragraphs: 3}
begins: {1: 10, 2: 10, 3: 11}
notes:
  1: [x, "y, pp. 3–4"]
  2: []
  3: []
"""


def test_witness() -> None:
    witness, faults = parse_witness(Source("w.yml", WITNESS))
    assert faults == []
    assert witness is not None
    assert [(s.page, list(s.paragraphs), list(s.notes)) for s in witness.sections] == [
        ("a.md", [1, 2], [1, 2, 3]),
        ("b.md", [3], []),
    ]
    assert witness.notes == {1: (("x", ""), ("y", "pp. 3–4")), 2: (), 3: ()}
    assert witness.begins[3] == 11
    assert witness.sections[1].span.line == 4


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("page: a.md", "pgae: a.md", (3, 5)),
        ("paragraphs: 3", "paragraphs: three", (4, 5)),
        ("begins: {1", "begins: {one", (5, 15)),
        ("  2: []", "  2: []\n  two: []", (9, 3)),
        ("  3: []", "", (3, 5)),
        ("work: w", "work: [w", (2, 9)),
    ],
)
def test_faults_of_the_witness_are_placed(old: str, new: str, place: tuple[int, int]) -> None:
    _, faults = parse_witness(Source("w.yml", WITNESS.replace(old, new)))
    assert [(f.kind, f.span.line, f.span.column) for f in faults] == [
        ("malformed-data-file", *place)
    ]


def test_emendations() -> None:
    text = (
        "- note: 3\n  work: w\n  printed: x\n  right: null\n  kind: pinpoint\n"
        "- paragraph: 4\n  kind: lost\n"
    )
    records, faults = parse_emendations(Source("e.yml", text))
    assert faults == []
    assert [(r.note, r.paragraph, r.right, r.span.line) for r in records] == [
        (3, None, None, 1),
        (None, 4, None, 6),
    ]


WRONG = ["just words", "- - -", "{", "a: &a [*a]", "\x00", "- 1\n- [2]", "emendations: []"]


@pytest.mark.parametrize("text", WRONG)
def test_anything_else_is_a_fault_and_no_exception(text: str) -> None:
    assert parse_emendations(Source("e.yml", text))[1]
    assert parse_witness(Source("w.yml", text))[1]


def test_misspelt_fields_and_unknown_degrees_are_faults() -> None:
    text = "- note: 3\n  printed: x\n  kind: lost\n  evidance: y\n  certainty: sure\n"
    subjects = [fault.subject for fault in parse_emendations(Source("e.yml", text))[1]]
    assert subjects == [
        "an emendation has no field 'evidance'",
        "'sure' is no degree of certainty",
    ]

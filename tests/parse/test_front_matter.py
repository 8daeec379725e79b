"""Front matter: a record with places, and what is said of one that cannot be read."""

from __future__ import annotations

import pytest

from apparatus.model import Page, Relation, Source
from apparatus.parse.markdown import parse_page


def page(front: str) -> Page:
    return parse_page(Source("test", f"---\n{front}\n---\n\n# T\n"))


def test_a_record_with_places() -> None:
    read = page(
        "title: Syria\ntype: case\nsummary: >-\n  One.\n  Two.\nparagraphs: 20-22, 34\n"
        "places: [Idlib]\ncoordinates: [33.5, -36]\nprinciples:\n  force: Much.\n"
        "related:\n  part of: [cases/a.md, cases/b.md]\n"
        "terms:\n  - term: mir\n    original: мир\n    meaning: peace"
    ).front
    assert read
    assert (read.type, read.title, read.summary) == ("case", "Syria", "One. Two.")
    assert read.paragraphs == (20, 21, 22, 34)
    assert read.places == ("Idlib",)
    assert read.coordinates == (33.5, -36.0)
    assert dict(read.principles) == {"force": "Much."}
    assert [(r.kind, r.page, r.span.text) for r in read.related] == [
        ("part of", "cases/a.md", "cases/a.md"),
        ("part of", "cases/b.md", "cases/b.md"),
    ]
    assert isinstance(read.related[0], Relation)
    assert [(t.term, t.original, t.meaning) for t in read.terms] == [("mir", "мир", "peace")]
    assert read.spans["summary"].line == 4
    assert read.place_of("dates").line == 1


@pytest.mark.parametrize("front", ["title: A\ntags: [x]", "type:\ntitle: A", "# nothing", ""])
def test_a_page_without_a_type_is_left_alone(front: str) -> None:
    read = page(front)
    assert read.front is None or read.front.type == ""
    assert read.faults == ()


@pytest.mark.parametrize(
    ("front", "line", "subject"),
    [
        ("title: [a", 3, "did not find expected ',' or ']'"),
        ("type: x\nparagraphs: some", 3, "'paragraphs' must be a list of numbers"),
        ("type: x\nparagraphs: [1, b]", 3, "'paragraphs' must be a list of numbers"),
        ("type: x\nsummary: [a]", 3, "'summary' must be a text"),
        ("type: x\nsummary:", 3, "'summary' must be a text"),
        ("type: x\nplaces: []", 3, "'places' must be a list of names"),
        ("type: x\ncoordinates: [90.5, 0]", 3, "'coordinates' must be latitude and longitude"),
        ("type: x\ncoordinates: [0, 181]", 3, "'coordinates' must be latitude and longitude"),
        ("type: x\ncoordinates: [33, nan]", 3, "'coordinates' must be latitude and longitude"),
        ("type: x\ncoordinates: 33.5", 3, "'coordinates' must be latitude and longitude"),
        ("type: x\nprinciples: much", 3, "'principles' must be a mapping"),
        ("type: x\nrelated: [a.md]", 3, "'related' must be a mapping"),
        ("type: x\nterms:\n  - term: a", 4, "'terms' must be a list, each item with 'term'"),
        ("title: a\ntitle: b", 3, "'title' is given twice"),
    ],
)
def test_what_cannot_be_read_is_a_fault_at_its_line(front: str, line: int, subject: str) -> None:
    (fault,) = page(front).faults
    assert fault.kind == "malformed-front-matter"
    assert fault.span.line == line
    assert fault.subject.startswith(subject)


@pytest.mark.parametrize(
    "front", ["a: &x [1]\nb: *x", "a: !!python/name:os.system x", "? [a]\n: b"]
)
def test_no_yaml_does_anything(front: str) -> None:
    assert page(f"type: x\n{front}").front

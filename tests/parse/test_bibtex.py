"""The library reader: damage is found where it opens and costs nothing else."""

from __future__ import annotations

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apparatus.model import Library, Source
from apparatus.parse.library import parse_library
from tests.conftest import ROOT

BEFORE = "@book{before,\n  title = {Before},\n  date = {2000}\n}\n\n"
AFTER = "\n@book{after,\n  title = {After},\n  date = {2001}\n}\n"


def read(text: str) -> Library:
    return parse_library([Source("refs.bib", text)])


# a broken entry -> the line (of the entry, from 1) and the rule that is reported
BROKEN = {
    "@book{x,\n  title = {T,\n  date = {2000}\n}\n": (2, "unparsable-entry"),
    "@book{x,\n  title = {T},\n  date = {2000}\n": (1, "unparsable-entry"),
    '@book{x,\n  title = "T,\n  date = "2000"\n}\n': (2, "unparsable-entry"),
    "@book{x,\n  title = {T}},\n  date = {2000}\n}\n": (2, "unparsable-entry"),
    "@book{x,\n  title = T},\n  date = {2000}\n}\n": (2, "unparsable-entry"),
    "@book{x\n  title = {T},\n  date = {2000}\n}\n": (1, "missing-comma"),
    "@book{x,\n  title = {T}\n  date = {2000}\n}\n": (2, "missing-comma"),
    "@book{x,\n  title {T},\n  date = {2000}\n}\n": (2, "unparsable-entry"),
    "@book{x,\n  title = {T}, title = {U}\n}\n": (2, "duplicate-field"),
    "@book{\n  title = {T}\n}\n": (2, "unparsable-entry"),
    "@book{x{y},\n  title = {T}\n}\n": (1, "unparsable-entry"),
    "@book x,\n  title = {T}\n}\n": (1, "unparsable-entry"),
    "@bookx,\n  title = {T}\n}\n": (1, "unparsable-entry"),
    "book{x,\n  title = {T}\n}\n": (1, "unparsable-entry"),
    "@book{x,\n  title = tilte\n}\n": (2, "undefined-string"),
}


@pytest.mark.parametrize("text", BROKEN)
def test_damage_is_placed_and_neighbours_survive(text: str) -> None:
    line, rule = BROKEN[text]
    library = read(BEFORE + text + AFTER)
    assert {"before", "after"} <= set(library.entries)
    assert (5 + line, rule) in [(f.span.line, f.kind) for f in library.faults]
    assert {f.kind for f in library.faults} <= {rule, "undefined-string"}


GOOD = {
    "@book{x, title = {A {B} C}, date = 2000}": {"title": "A {B} C", "date": "2000"},
    '@book{x, title = "A {"}B{"} C" # { D}}': {"title": 'A {"}B{"} C D'},
    "@book(x, title = {A})": {"title": "A"},
    "@book{x, TITLE = {A},}": {"title": "A"},
    "@book{x,\n  journal = {J}, address={O}}": {"journaltitle": "J", "location": "O"},
    "@string{p = {Press}}\n@book{x, publisher = p # { of } # p, month = jan}": {
        "publisher": "Press of Press",
        "month": "1",
    },
    "@comment{@book{no, title={N}}}\n@book{x, title={A \\} odd {}}": None,
    "@comment{\n@book{no,\n title={N}}\n}\n@book{x, title={A}}": {"title": "A"},
    "% @book{no, title={N}}\n@book{x, title={A}}": {"title": "A"},
    "@book{x,\n% old: title={N},\ntitle={A}}": {"title": "A"},
    "@book{x, abstract={a\n@decorator(b)\n c}, title={A}}": {"title": "A"},
    "@book{x, title = {ends in a backslash\\\\}}": {"title": "ends in a backslash\\\\"},
    "% @ nothing\nx@y.org\n@book{x, title={A}}": {"title": "A"},
    '@preamble{"\\\\input x" # {y}}\n@book{x, title={A}}': {"title": "A"},
    "@Comment the second volume\n@book{x, title={A}}": {"title": "A"},
    "% see @book{no, title={N}}.\n@book{x, title={A}} % end": {"title": "A"},
    "%@book{no,\n%  title={N}\n%}\n@book{x, title={A}}": {"title": "A"},
}
REMARKED = {
    "% @book{no, title={N}}\n@book{x, title={A}}": ["commented-out-entry"],
    "%@book{no,\n%  title={N}\n%}\n@book{x, title={A}}": ["commented-out-entry"],
    "% @ nothing\nx@y.org\n@book{x, title={A}}": ["stray-text"],
}
"""What may be said of a good text all the same."""


@pytest.mark.parametrize("text", GOOD)
def test_values(text: str) -> None:
    library = read(text)
    expected = GOOD[text]
    if expected is None:
        assert "no" not in library.entries
        return
    assert [fault.kind for fault in library.faults] == REMARKED.get(text, [])
    values = {name: field.value for name, field in library.entries["x"].fields.items()}
    assert expected.items() <= values.items()


def test_a_percent_sign_inside_an_entry_comments_nothing_out_behind_it() -> None:
    library = read(
        "@book{x, note={5\\% off}} @book{y, title={Y}} % @book{no, title={N}} @book{no, title={N}}"
    )
    assert set(library.entries) == {"x", "y"}


def test_crossref_and_xdata_are_inherited_and_cycles_end() -> None:
    library = read(
        "@collection{c, title={Book}, editor={E, F}, date={2000}, pages={1--300}, xdata={p}}\n"
        "@xdata{p, publisher={P}, xdata={c}}\n"
        "@incollection{x, title={T}, crossref={c}}\n"
    )
    entry = library.entries["x"]
    assert entry.get("booktitle") == "Book"
    assert entry.get("publisher") == "P"
    assert entry.get("pages") == ""
    assert entry.get("title") == "T"


def test_a_parent_may_be_named_by_another_of_its_keys() -> None:
    library = read("@book{b, ids={old, older}, title={B}}\n@inbook{x, title={T}, crossref={older}}")
    assert library.aliases == {"old": "b", "older": "b"}
    assert library.entries["x"].get("booktitle") == "B"


def test_spans_are_exact() -> None:
    text = BEFORE + "@book{x,\n  title = {T}\n}\n"
    entry = read(text).entries["x"]
    assert entry.key_span.text == "x"
    assert entry.fields["title"].value_span.text == "{T}"
    assert entry.fields["title"].span.line == 7
    assert entry.span.text == "@book{x,\n  title = {T}\n}"


DAMAGE = st.text(alphabet='@{}(),="#\\%\n\r bookxt1', max_size=80)


@given(DAMAGE)
def test_never_raises(text: str) -> None:
    for fault in read(text).faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)


@given(DAMAGE.filter(lambda text: text.count("{") == text.count("}") and '"' not in text))
def test_a_damaged_field_costs_its_own_entry_only(text: str) -> None:
    damaged = f"@book{{x,\n  title = {{{text}}},\n  date = {{2000}}\n}}\n"
    assert {"before", "after"} <= set(read(BEFORE + damaged + AFTER).entries)


def test_a_key_with_a_blank_costs_nothing_else() -> None:
    entry = read("@book{doe 2001 , title = {T}}").entries["doe 2001"]
    assert (entry.key_span.text, entry.get("title")) == ("doe 2001", "T")


def test_a_damaged_head_still_tells_its_key() -> None:
    for text in ("@bookx,\n title = {T}\n}\n", "book{x,\n title = {T}\n}\n"):
        assert "x" in read(BEFORE + text + AFTER).broken


def test_pages_that_come_by_inheritance_count() -> None:
    library = read("@xdata{p, pages={1--10}}\n@article{x, title={T}, xdata={p}}")
    assert [(r.first, r.last) for r in library.entries["x"].pages] == [(1, 10)]


def test_a_second_opinion_agrees_on_our_library() -> None:
    for path in sorted((ROOT / "bibliography").glob("*.bib")):
        text = path.read_text(encoding="utf-8")
        ours = read(text)
        theirs = bibtexparser.parse_string(text)
        assert theirs.failed_blocks == []
        fields = {
            e.key: {f.key: " ".join(str(f.value).split()) for f in e.fields} for e in theirs.entries
        }
        assert fields == {
            key: {name: field.value for name, field in entry.fields.items()}
            for key, entry in ours.entries.items()
        }

"""Fixes: those that can be made together, and nothing else changed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from apparatus.diagnostics import Edit, Fix
from apparatus.fixing import compatible, mended
from apparatus.model import Source, Span

SOURCE = Source("a.md", "0123456789")


def fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix("mend", tuple(Edit(Span(SOURCE, a, b), text) for a, b, text in edits))


def test_edits_are_made_and_the_rest_stays() -> None:
    assert mended(SOURCE, fix((8, 9, ""), (0, 1, "zero"), (5, 5, "|")).edits) == "zero1234|5679"


def test_of_two_that_touch_the_first_is_made() -> None:
    one, two, three = fix((1, 3, "x")), fix((3, 4, "y"), (8, 9, "z")), fix((8, 9, "w"))
    chosen, edits = compatible([one, two, three])
    assert chosen == [one, three]
    assert mended(SOURCE, edits[SOURCE]) == "0x34567w9"


def test_an_edit_that_two_fixes_share_is_made_once() -> None:
    chosen, _ = compatible([fix((1, 2, "x")), fix((1, 2, "x"))])
    assert len(chosen) == 1


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10), st.text(max_size=3)), max_size=6))
def test_what_is_chosen_never_overlaps(places: list[tuple[int, int, str]]) -> None:
    fixes = [fix((min(a, b), max(a, b), text)) for a, b, text in places]
    chosen, edits = compatible(fixes)
    made = sorted(edits.get(SOURCE, ()), key=lambda each: each.span.start)
    assert all(a.span.end < b.span.start for a, b in pairwise(made))
    changed = sum(len(e.text) - (e.span.end - e.span.start) for e in made)
    assert len(mended(SOURCE, made)) == len(SOURCE.text) + changed
    assert len(chosen) == len(made)


SOURCES = (SOURCE, Source("b.md", "0123456789"))
EDITS = st.builds(
    lambda source, ends, text: Edit(Span(source, min(ends), max(ends)), text),
    st.sampled_from(SOURCES),
    st.tuples(st.integers(0, 10), st.integers(0, 10)),
    st.sampled_from(["", "x"]),
)


def touch(one: Edit, other: Edit) -> bool:
    a, b = one.span, other.span
    return a.source is b.source and a.start <= b.end and b.start <= a.end


@given(st.lists(st.lists(EDITS, max_size=3), max_size=8))
def test_what_is_chosen_is_what_touches_nothing_chosen_before(found: list[list[Edit]]) -> None:
    fixes = [Fix("mend", tuple(edits)) for edits in found]
    expected: list[Fix] = []
    for each in fixes:
        before = [edit for other in expected for edit in other.edits]
        if each.edits and not any(touch(one, other) for one in each.edits for other in before):
            expected.append(each)
    chosen, edits = compatible(fixes)
    assert chosen == expected
    for source in SOURCES:
        made = dict.fromkeys(e for fix in expected for e in fix.edits if e.span.source is source)
        assert edits.get(source, ()) == tuple(made)

"""The rules about the library have something to say of any library, and never raise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apparatus.check import check_site
from apparatus.edition import Site
from apparatus.entry_types import FIELDS
from apparatus.model import Source
from apparatus.parse.library import parse_library
from apparatus.rules import all_rules

PIECES = st.sampled_from(
    (
        "a B 12 10. / - -- , ; and & &amp; <i> </i> \\emph{x} \\' $ { } {x} \" # % @ = ~ . : ( ) X "
        "x, é e\u0301 \u200b \u202e http://a.b doi: 2001 2001-13 Vol. et al. University Group"
    ).split()
)
VALUES = st.lists(PIECES, max_size=6).map(" ".join)
FIELD = st.tuples(st.sampled_from([*sorted(FIELDS), "jornal"]), VALUES)
ENTRY = st.tuples(st.sampled_from(["book", "incollection", "set"]), st.lists(FIELD, max_size=5))


def written(entries: list[tuple[str, list[tuple[str, str]]]]) -> str:
    return "\n".join(
        f"@{kind}{{{'abc'[number % 3]},\n"
        + ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
        + "\n}"
        for number, (kind, fields) in enumerate(entries)
    )


@given(st.lists(ENTRY, max_size=4))
def test_every_finding_lies_in_the_text(entries: list[tuple[str, list[tuple[str, str]]]]) -> None:
    text = written(entries)
    site = Site({}, parse_library([Source("refs.bib", text)]))
    for each in check_site(site).diagnostics:
        spans = [each.span, *(edit.span for edit in (each.fix.edits if each.fix else ()))]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans), each
        if each.fix:
            assert all_rules()[each.rule].fix


ENTITIES = {
    "{Order &amp; peace}": ("write '\\&'", True),
    "{Order&#95;peace}": ("write '\\_'", True),
    "{&quot;Order&quot;}": ("write '\"'", True),
    "{&lt;i&gt;}": ("write '<'", False),
    "{a &amp;gt; b}": ("write '>'", False),
    '"&quot;Order&quot;"': None,
    "{Order &#123; peace}": None,
}


@pytest.mark.parametrize("value", ENTITIES)
def test_an_entity_is_replaced_by_what_can_stand_there(value: str) -> None:
    source = Source("refs.bib", f"@book{{doe2010, title = {value}}}")
    found = check_site(Site({}, parse_library([source]))).diagnostics
    fix = next(each.fix for each in found if each.rule == "html-residue")
    assert (fix and (fix.title, fix.safe)) == ENTITIES[value]

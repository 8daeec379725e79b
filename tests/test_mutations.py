"""Damage done to our own edition, one thing at a time: each is found where it was done.

`tests/mutations/catalogue.py` has the kinds. Every mutant must be reported at its file and
line by an expected rule, and nothing may be reported that is not a consequence.
"""

from __future__ import annotations

import random

import pytest

from apparatus.diagnostics import Severity
from apparatus.reports.text import concise
from apparatus.rules import all_rules
from tests.conftest import SITES
from tests.mutations.catalogue import CITATIONS, KINDS
from tests.mutations.citations import items
from tests.mutations.mutant import (
    Kind,
    Mutant,
    change,
    damaged,
    edition,
    sample,
    together,
    unfound,
    worse,
)


def test_the_edition_itself_is_clean() -> None:
    assert [concise(each) for each in worse(edition())] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_is_found_where_it_was_done(kind: Kind) -> None:
    mutants = sample(kind)
    failures = [each for group in together(mutants) for each in unfound(kind, group)]
    assert not failures, f"{len(failures)} in {len(mutants)} mutants:\n" + "\n".join(failures[:12])
    assert mutants


def test_the_judge_is_no_pushover() -> None:
    """Damage that nothing shows, at a wrong line, or of a wrong rule is not let pass."""
    kind = CITATIONS[0]
    mutants = sample(kind)[:1]
    elsewhere = [mutants[0]._replace(lines=frozenset({("elsewhere.md", 1)}))]
    harmless = [Mutant((), mutants[0].lines)]
    assert list(unfound(kind, mutants)) == []
    assert list(unfound(kind, elsewhere))
    assert list(unfound(kind, harmless))
    assert list(unfound(kind._replace(rules="key-case"), mutants))


def test_every_mistyped_key_gets_the_right_suggestion() -> None:
    site = edition("pages")
    mistyped: list[Mutant] = []
    meant: dict[int, str] = {}
    for _, page, _, item in random.Random(22).sample(list(items(site)), 200):
        at = item.key_span.start + 2
        mistyped.append(change(item.key_span._replace(start=at, end=at + 1), "q"))
        meant[id(mistyped[-1])] = item.key
        assert page.source is item.key_span.source
    for group in together(mistyped):
        found = [each for each in worse(damaged(site, group)) if each.rule == "unknown-key"]
        assert sorted(str(each.suggestion) for each in found) == sorted(
            meant[id(mutant)] for mutant in group
        )


def test_the_catalogue_is_whole() -> None:
    """Every rule whose findings refuse a build is shown by a kind of damage or by the shelf."""
    hit = {rule for kind in KINDS for rule in kind.rules.split()}
    assert hit <= all_rules().keys()
    assert len(KINDS) == len({kind.name for kind in KINDS}) >= 90
    assert sum(len(sample(kind)) for kind in KINDS) > 1500
    shelf = "".join(path.read_text("utf-8") for path in SITES.glob("*/expected.txt"))
    for name, rule in all_rules().items():
        if rule.severity is Severity.ERROR and name not in hit:
            assert f"[{name}]" in shelf, f"no damage calls for {name}"

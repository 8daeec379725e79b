"""The list of people has one form of a name twice.

Under two people it would stand for both, and nobody can tell whose works are whose; twice
under one it says nothing. Where two people bear one name, the library must name them apart.

Example:

    -- refs.bib --
    @book{coe2001, author = {Coe, John}, title = {Tides}, date = {2001}}
    @book{coe2002, author = {Coe, John A.}, title = {Moons}, date = {2002}}
    @book{coe2003, author = {Coe, John B.}, title = {Winds}, date = {2003}}
    -- people.yml --
    - {name: "Coe, John A.", variants: ["Coe, John"], note: By the title page of Moons.}
    - {name: "Coe, John B.", variants: ["Coe, John"], note: By the title page of Winds.}

Instead:

    -- refs.bib --
    @book{coe2001, author = {Coe, John}, title = {Tides}, date = {2001}}
    @book{coe2002, author = {Coe, John A.}, title = {Moons}, date = {2002}}
    @book{coe2003, author = {Coe, John B.}, title = {Winds}, date = {2003}}
    -- people.yml --
    - {name: "Coe, John A.", variants: ["Coe, John"], note: By the title page of Moons.}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.people import NameKey, forms
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    first: dict[NameKey, Span] = {}
    for person in site.people:
        for key, span in forms(person):
            known = first.setdefault(key, span)
            if known is not span:
                text = span.text.strip("\"'")
                yield Finding(
                    span,
                    f"the name '{text}' is in the list already",
                    related=((known, "it stands here"),),
                )


RULE = Rule("contested-name", Severity.ERROR, Group.LIBRARY_RELATIONS, check)

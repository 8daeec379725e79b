"""One person seems to be named in two ways.

The family names are the same, and the given names are the same as far as they go: `David`,
`David G.` and `D. G.` It may be as the title pages have it, but a style that prints initials
or tells people of one name apart takes them for two people. A single initial says too little
and passes, and so does a name that may be short for two others, as `J. A. Coe` for Jane A.
and John A.

Example:

    @book{doe2010, author = {Coe, Jane A.}, title = {Order}, date = {2010}}
    @book{doe2012, author = {Coe, Jane}, title = {War}, date = {2012}}

Instead:

    @book{doe2010, author = {Coe, Jane A.}, title = {Order}, date = {2010}}
    @book{doe2012, author = {Coe, Jane A.}, title = {War}, date = {2012}}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.fields import folded, own_fields
from apparatus.names import Name, names_of
from apparatus.rules import Group, Rule

_FIELDS = ("author", "editor", "translator")


def check(site: Site) -> Iterator[Finding]:
    for people in _families(site).values():
        fullest = sorted(people, key=lambda given: (-len(" ".join(given)), given))
        for given in fullest[1:]:
            longer = [g for g in fullest if g != given and _may_be_short_for(given, g)]
            if longer and all(_may_be_short_for(g, longer[0]) for g in longer[1:]):
                name, other = people[given], people[longer[0]]
                yield Finding(
                    name.span,
                    f"'{name.text}' may be the same person as '{other.text}'",
                    related=((other.span, f"'{other.text}'"),),
                )


def _families(site: Site) -> dict[str, dict[tuple[str, ...], Name]]:
    """Per family name, every form of given names with the first name that has it."""
    families: dict[str, dict[tuple[str, ...], Name]] = {}
    for entry in site.library.entries.values():
        for field in own_fields(entry):
            for name in names_of(field) if field.name in _FIELDS else ():
                if name.given and name.commas < 2:
                    family = folded(f"{name.prefix} {name.family}")
                    families.setdefault(family, {}).setdefault(_given(name.given), name)
    return families


def _given(given: str) -> tuple[str, ...]:
    """Given names one by one; initials without a blank between them (`D.G.`) are parted."""
    return tuple(folded(given.replace(".", ". ").replace("-", " ")).split())


def _may_be_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether every given name of the one is, or begins, that of the other in its place.

    One of them must be written out, or there must be two initials and none left over.
    """
    if len(short) > len(full) or (len(short[0]) == 1 and not 1 < len(short) == len(full)):
        return False
    return all(
        a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, full, strict=False)
    )


RULE = Rule("name-variants", Severity.INFO, Group.LIBRARY_RELATIONS, check)

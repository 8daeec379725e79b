"""One person seems to be named in two ways.

The family names are the same, and the given names are the same as far as they go: `David`,
`David G.` and `D. G.` It may be as the title pages have it, but a style that prints initials
or tells people of one name apart takes them for two people. A single initial says too little
and passes, and so does a name that may be short for two others, as `J. A. Coe` for Jane A.
and John A. Where the title pages do differ, the list of people (option `people`) may say that
the two are one.

Example:

    @book{doe2010, author = {Coe, Jane A.}, title = {Order}, date = {2010}}
    @book{doe2012, author = {Coe, Jane}, title = {War}, date = {2012}}

Instead:

    @book{doe2010, author = {Coe, Jane A.}, title = {Order}, date = {2010}}
    @book{doe2012, author = {Coe, Jane A.}, title = {War}, date = {2012}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.fields import folded
from apparatus.model import Library
from apparatus.names import Name, names_of
from apparatus.people import ROLES, name_key, united
from apparatus.rules import Group, Rule

_MOST = 50  # forms of one name that are compared; where there are more, nothing can be said

_Given = tuple[str, ...]


def check(site: Site) -> Iterator[Finding]:
    for people in _families(site.library).values():
        alike = _alike(people)
        for given, name in people.items():
            others = alike[given[0] if len(given[0]) > 1 else _initials(given)]
            if len(others) > _MOST:
                continue
            longer = [each for each in others if _is_short_for(given, each)]
            fullest = max(longer, key=lambda each: len(" ".join(each)), default=None)
            if fullest and all(each == fullest or _is_short_for(each, fullest) for each in longer):
                other = people[fullest]
                if _are_one(site, name, other):
                    continue
                yield Finding(
                    name.span,
                    f"'{name.text}' may be the same person as '{other.text}'",
                    related=((other.span, f"'{other.text}'"),),
                )


def _are_one(site: Site, one: Name, other: Name) -> bool:
    """Whether the site's list of people has both names under the same person."""
    person = united(site).get(name_key(one))
    return person is not None and person is united(site).get(name_key(other))


@lru_cache(maxsize=1)
def _families(library: Library) -> dict[str, dict[_Given, Name]]:
    """Per family name, every form of given names with the first name that has it."""
    families: dict[str, dict[_Given, Name]] = {}
    for entry in library.entries.values():
        for field in entry.own_fields:
            for name in names_of(field) if field.name in ROLES else ():
                given = _given(name.given)
                if given and name.commas < 2:
                    family = folded(f"{name.prefix} {name.family}")
                    families.setdefault(family, {}).setdefault(given, name)
    return families


def _alike(people: Iterable[_Given]) -> dict[str | _Given, list[_Given]]:
    """Forms by their first name and by their initials: only within these can two agree."""
    alike: dict[str | _Given, list[_Given]] = {}
    for given in people:
        alike.setdefault(given[0], []).append(given)
        alike.setdefault(_initials(given), []).append(given)
    return alike


def _initials(given: _Given) -> _Given:
    return tuple(name[0] for name in given)


def _given(given: str) -> _Given:
    """Given names one by one; initials without a blank between them (`D.G.`) are parted."""
    return tuple(folded(given.replace(".", ". ").replace("-", " ")).split())


def _is_short_for(short: _Given, full: _Given) -> bool:
    """Whether every given name of the one is, or begins, that of the other in its place.

    One of them must be written out, or there must be two initials and none left over.
    """
    if short == full or len(short) > len(full):
        return False
    if len(short[0]) == 1 and not 1 < len(short) == len(full):
        return False
    pairs = zip(short, full, strict=False)
    return all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in pairs)


RULE = Rule("name-variants", Severity.INFO, Group.LIBRARY_RELATIONS, check)

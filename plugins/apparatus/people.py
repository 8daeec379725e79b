"""Who is one person under several forms of a name, as the site's list of people says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from apparatus.edition import Person, Site
from apparatus.fields import folded
from apparatus.model import Span
from apparatus.names import Name, names_of, parse_name

ROLES = ("author", "editor", "translator")
"""The fields whose names are those of people and bodies."""

NameKey = tuple[str, str, str]


def name_key(name: Name) -> NameKey:
    """What a name is compared by: ``Jane A. Doe`` and ``Doe, Jane A.`` are the same."""
    return folded(name.prefix), folded(name.family), folded(name.given)


def forms(person: Person) -> Iterator[tuple[NameKey, Span]]:
    """Every form of a person's name, the one that is used first, and where the list has it."""
    for text, span in (person.name, *person.variants):
        yield name_key(parse_name(span, text)), span


@lru_cache(maxsize=2)
def united(site: Site) -> Mapping[NameKey, Person]:
    """The person whom each form of a name in the list stands for; the first where several do."""
    found: dict[NameKey, Person] = {}
    for person in site.people:
        for key, _ in forms(person):
            found.setdefault(key, person)
    return found


@lru_cache(maxsize=2)
def known_names(site: Site) -> frozenset[NameKey]:
    """Every form of a name that a work of the library has."""
    return frozenset(
        name_key(name)
        for entry in site.library.entries.values()
        for field in entry.fields.values()
        if field.name in ROLES
        for name in names_of(field)
    )

"""File names for works and people: readable, the same at every build, never two alike.

A key that is safe as a file name on every system is its own name. Any other gets one made of
its letters and a digest of all of it, joined by a full stop, which no safe key contains.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from apparatus.edition import Site
from apparatus.model import Entry
from apparatus.people import ROLES
from apparatus.render import text
from apparatus.render.personal_names import Name, names
from apparatus.render.titles import sort_name

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_RESERVED = frozenset(
    [
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789"),
    ]
)
"""Names that are taken: by the index of the folder, and by Windows."""
_CYRILLIC = str.maketrans(
    dict(
        zip(
            "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяјљњћђџ",
            "a b v g g d e yo ye zh z i i yi y k l m n o p r s t u w f kh ts ch sh shch ' y ' e yu "
            "ya j lj nj c dj dz".split(),
            strict=True,
        )
    )
)
"""Cyrillic letters as they are written in English (BGN/PCGN, in short)."""


def file_names(keys: Iterable[str]) -> Mapping[str, str]:
    """A file name for every key, without a suffix. Keys that differ in case alone get digests."""
    keys = list(keys)
    folded = Counter(key.casefold() for key in keys)
    return {
        key: key if folded[key.casefold()] == 1 and _is_safe(key) else _made(key) for key in keys
    }


def _is_safe(key: str) -> bool:
    return bool(_SAFE.fullmatch(key)) and key.casefold() not in _RESERVED


def _made(key: str) -> str:
    return f"{_readable(key)[:60] or 'x'}.{sha256(key.encode()).hexdigest()[:10]}"


def _readable(words: str) -> str:
    """Words as a part of an address, in small letters of ASCII."""
    return text.slug(text.unaccented(words.lower().translate(_CYRILLIC)))


@lru_cache(maxsize=2)
def works_of(site: Site) -> Mapping[str, Entry]:
    """The works that have a page, by the name of its file, in the order of a bibliography."""
    entries = (each for each in site.library.entries.values() if each.type != "xdata")
    in_order = sorted(entries, key=sort_name)
    found = file_names(each.key for each in in_order)
    return {found[each.key]: each for each in in_order}


@lru_cache(maxsize=2)
def work_names(site: Site) -> Mapping[str, str]:
    """The name of a work's file by its key."""
    return {entry.key: name for name, entry in works_of(site).items()}


@lru_cache(maxsize=2)
def people_of(site: Site) -> Mapping[str, Name]:
    """Everyone who wrote, edited or translated a work, by the name of their file.

    Two spellings of a name are two people, unless the site's list of people says otherwise.
    """
    found = {
        (one := person_of(name, site)): _readable(one.inverted)
        for entry in works_of(site).values()
        for role in ROLES
        for name in names(entry.get(role))
    }
    taken = Counter(found.values())
    alike = Counter(name.inverted for name in found)
    return {
        slug
        if taken[slug] == 1 and _is_safe(slug)
        else _made(name.inverted if alike[name.inverted] == 1 else "\0".join(map(str, name))): name
        for name, slug in sorted(found.items(), key=lambda each: sort_key(each[0]))
    }


@lru_cache(maxsize=2)
def people_names(site: Site) -> Mapping[Name, str]:
    """The name of a person's file by every form of their name."""
    found = {name: slug for slug, name in people_of(site).items()}
    return found | {form: found[name] for form, name in _united(site).items() if name in found}


def person_of(name: Name, site: Site) -> Name:
    """The form of a name under which its bearer has a page."""
    return _united(site).get(name, name)


@lru_cache(maxsize=2)
def _united(site: Site) -> Mapping[Name, Name]:
    """The form of a name that the site uses, by every other form of it."""
    return {
        form: names(person.name[0])[0]
        for person in reversed(site.people)  # of two that claim a form, the first has it
        for variant, _ in person.variants
        for form in names(variant)
        if names(person.name[0])
    }


def moved_people(site: Site, folder: str) -> Mapping[str, str]:
    """Where the page of a form of a name would be, and the page of the person whom it names."""
    slugs = people_names(site)
    taken = people_of(site)
    found = {_readable(form.inverted): slugs.get(form, "") for form in _united(site)}
    return {
        f"{folder}/{old}.md": f"{folder}/{new}.md"
        for old, new in found.items()
        if new and old not in taken and _is_safe(old)
    }


def sort_key(name: Name) -> str:
    """What people are sorted by: the family name, accents left aside."""
    return text.unaccented(f"{name.family} {name.given}").casefold()

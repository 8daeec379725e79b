"""Names of people and bodies as they are printed: decoded, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from apparatus.names import split_names, taken_apart
from apparatus.render import text
from apparatus.short_forms import short_names


class Name(NamedTuple):
    """A name taken apart; of a corporate one all is in ``family``."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    is_corporate: bool = False

    @property
    def inverted(self) -> str:
        """``van der Berg, Jan``, which every program takes apart in the same way."""
        family = " ".join(filter(None, [self.particle, self.family]))
        return ", ".join(filter(None, [family, self.given, self.suffix]))

    @property
    def natural(self) -> str:
        """``Jan van der Berg``."""
        return " ".join(filter(None, [self.given, self.particle, self.family, self.suffix]))


@lru_cache(maxsize=8192)
def names(value: str) -> tuple[Name, ...]:
    """The names of a field; ``and others`` is no name."""
    found = map(_name, split_names(value))
    return tuple(name for name in found if name.family or name.given)


def _name(words: str) -> Name:
    parts = taken_apart(words)
    family, given, particle, suffix = map(text.decode, parts[:4])
    is_corporate = parts[0][:1] == "{" and parts[0][-1:] == "}" and not any(parts[1:])
    return Name(family, given, particle, suffix, is_corporate)


def name_list(value: str, short: bool = False, and_: str = "and", others: str = "et al.") -> str:
    """All names joined; the short form has family names, and ``et al.`` from three on."""
    if short:
        return text.decode(short_names(value, and_, others))
    found = [name.natural for name in names(value)]
    if value.rstrip().endswith(" and others"):
        return f"{', '.join(found)} {others}"
    return enumerated(found, and_)


def enumerated(said: Sequence[str], and_: str) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return f" {and_} ".join(filter(None, [", ".join(said[:-1]), *said[-1:]]))

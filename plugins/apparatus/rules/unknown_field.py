"""The name of a field is none of biblatex's and differs from one of them by a single letter.

Programs pass over fields that they do not know, so a mistyped name is a field lost. A name
that is far from every field of biblatex's is taken for the library's own and not reported,
nor is one of another program, nor one whose neighbour is in the entry already.

Example:

    @article{doe2010,
      author = {Doe, Jane},
      title  = {Order},
      jornal = {Journal of Examples},
      date   = {2010}
    }

Instead:

    @article{doe2010,
      author  = {Doe, Jane},
      title   = {Order},
      journal = {Journal of Examples},
      date    = {2010}
    }
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.entry_types import FIELD_ALIASES, FIELDS, FOREIGN_FIELDS
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library

_KNOWN = (*FIELDS, *FIELD_ALIASES)
_SHORTEST = 4  # three letters are near to too much


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        taken = set(entry.fields)
        for field in entry.own_fields:
            near = _near(field.name)
            if near and FIELD_ALIASES.get(near, near) not in taken:
                taken.add(FIELD_ALIASES.get(near, near))
                span = field.span._replace(end=field.span.start + len(field.name))
                fix = Fix(f"write '{near}'", (Edit(span, near),))
                yield Finding(span, f"no field '{field.name}' is known", near, fix=fix)


@lru_cache(maxsize=1024)
def _near(name: str) -> str | None:
    """The known name that another is meant for; None where it is known or near to none."""
    if name in FIELDS or name in FOREIGN_FIELDS:
        return None
    return next((known for known in _KNOWN if _differ_by_one(name, known)), None)


def _differ_by_one(name: str, other: str) -> bool:
    """Whether one letter is missing, too many, another, or changed places with the next.

    A letter before the name is no slip: people take a field out of use so.
    """
    if len(name) < _SHORTEST or abs(len(name) - len(other)) > 1 or name[1:] == other:
        return False
    pairs = enumerate(zip(name, other, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(name), len(other)))
    one, two = name[at:], other[at:]
    swapped = one[1:2] + one[:1] + one[2:]
    return two in (one[1:], swapped) or two[1:] in (one, one[1:])


RULE = Rule("unknown-field", Severity.WARN, Group.LIBRARY_SYNTAX, of_library(check), fix="unsafe")

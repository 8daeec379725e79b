"""The name of a body is read as the name of a person.

What is not in braces is taken apart into given and family name: the International Crisis
Group is then cited as "Group" and filed under G. Only names with a word that no person
bears are reported, such as Ministry, University or Organization.

Example:

    @report{icg2010,
      author      = {International Crisis Group},
      title       = {Order},
      institution = {International Crisis Group},
      date        = {2010}
    }

Instead:

    @report{icg2010,
      author      = {{International Crisis Group}},
      title       = {Order},
      institution = {International Crisis Group},
      date        = {2010}
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.entry_types import FIELDS
from apparatus.model import Field, Library
from apparatus.names import Name, names_of
from apparatus.rules import Group, Rule, of_library

_SIGNS = frozenset(
    (
        "academy administration agency alliance archives association authority bureau center "
        "centre collaboration college commission committee company congress consortium "
        "corporation council department directorate embassy federation foundation group "
        "institute library ministry museum nations network office organisation organization "
        "parliament secretariat senate society university "
        "bundesamt bundesregierung gesellschaft institut kommission ministerium stiftung "
        "universität verband ministère organisation université "
        "агентство институт комиссия министерство организация совет университет центр"
    ).split()
)
_PHRASES = frozenset(
    ("african union", "amnesty international", "european union", "human rights watch", "world bank")
)


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        for field in entry.own_fields:
            if FIELDS.get(field.name) != "name" or not _holds_a_sign(field.value):
                continue
            names = names_of(field)
            for name in names:
                if not name.is_braced and name.given and _is_body(name):
                    yield _finding(field, name, names)


def _holds_a_sign(value: str) -> bool:
    words = re.findall(r"[^\W\d_]+", value.casefold())
    return not _SIGNS.isdisjoint(words) or any(p in " ".join(words) for p in _PHRASES)


def _is_body(name: Name) -> bool:
    words = re.findall(r"[^\W\d_]+", _straight(name).casefold())
    return not _SIGNS.isdisjoint(words) or " ".join(words) in _PHRASES


def _straight(name: Name) -> str:
    """The name of a body in its own order, where a program has turned it round."""
    if name.commas != 1:
        return name.text
    return " ".join(filter(None, (name.given, name.prefix, name.family)))


def _finding(field: Field, name: Name, names: list[Name]) -> Finding:
    family = " ".join(filter(None, (name.prefix, name.family)))
    fact = f"'{name.text}' is read as a person of the family name '{family}'"
    # A single word beside it may be the rest of a name that holds an 'and'.
    whole = all(" " in other.text for other in names if other.text != "others")
    if not whole or name.span == field.value_span:
        return Finding(name.span, fact)
    braced = f"{{{_straight(name)}}}"
    return Finding(name.span, fact, fix=Fix(f"write '{braced}'", (Edit(name.span, braced),)))


RULE = Rule(
    "unbraced-corporate-name", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check), fix="unsafe"
)

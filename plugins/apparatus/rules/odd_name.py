"""A name in an author, editor or translator field cannot be taken apart.

Names are separated by ``and``; one name has two commas at most (``Family, Jr, Given``). A
list with commas, semicolons or ``&`` between the people is printed as one person with one long
name, and sorted under it; ``et al.`` is taken for a person, where ``and others`` is not. What
stands in braces is one name whatever it holds. Three bare family names (``Doe, Roe, Poe``)
look like one person and are not found.

Example:

    @book{doe2010,
      author = {Doe, Jane, and Roe, Richard},
      title  = {Order},
      date   = {2010}
    }
    @book{roe2012,
      author = {Roe, Richard; Poe, Ann},
      title  = {War},
      date   = {2012}
    }

Instead:

    @book{doe2010,
      author = {Doe, Jane and Roe, Richard},
      title  = {Order},
      date   = {2010}
    }
    @book{roe2012,
      author = {Roe, Richard and Poe, Ann},
      title  = {War},
      date   = {2012}
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

_BRACED = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}")
_SEPARATOR = re.compile(r"\s*;\s*|\s+\\?&\s+")
_ENTITY = re.compile(r"&#?\w+;")
_ET_AL = re.compile(r"(?:,|\s|\A)\s*et\.?\s+al\b\.?", re.I)
_MOST_COMMAS = 2


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        for field in entry.own_fields:
            if FIELDS.get(field.name) == "name" and field.value.strip():
                for name in names_of(field):
                    yield from _oddities(field, name)


def _oddities(field: Field, name: Name) -> Iterator[Finding]:
    text = _ENTITY.sub("", _BRACED.sub("{}", name.text))
    separator = _SEPARATOR.search(text)
    if not text:
        yield Finding(field.value_span, "a name is missing beside an 'and'")
    elif separator:
        mark = separator.group().strip()
        fact = f"'{mark}' stands in a name; people are separated by 'and'"
        yield Finding(name.span, fact, fix=_separated(field, name))
    elif _ET_AL.search(text):
        yield Finding(name.span, "'et al.' is no name; a list is cut short by 'and others'")
    elif text.endswith(","):
        last = name.span._replace(start=name.span.end - 1)
        fix = Fix("remove the comma", (Edit(last, ""),), safe=True)
        whole = name.span != field.value_span
        yield Finding(name.span, f"a comma ends the name '{name.text}'", fix=fix if whole else None)
    elif name.commas > _MOST_COMMAS:
        fact = "a name has more than two commas; people are separated by 'and'"
        yield Finding(name.span, fact)


def _separated(field: Field, name: Name) -> Fix | None:
    """The same people with 'and' between them; none where braces or macros are in the way."""
    if name.span == field.value_span or "{" in name.text:
        return None
    people = " and ".join(filter(None, _SEPARATOR.split(name.text)))
    return Fix(f"write '{people}'", (Edit(name.span, people),))


RULE = Rule("odd-name", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check), fix="safe")

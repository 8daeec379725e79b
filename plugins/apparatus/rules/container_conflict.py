"""Two chapters of one book say different things of the book.

They name the same book and the same editors, and disagree on its publisher, its place or its
year. One of them is wrong, or they stand in two editions, which an `edition`, a `volume` or
an ISBN would tell. Where they disagree on more than one of the three, they are taken for two
editions. A place or a publisher that is part of the other (`London` and `London and New
York`) is no conflict. A `crossref` to an entry of the book says it once.

Example:

    @incollection{doe2010,
      author    = {Doe, Jane},
      title     = {Order},
      booktitle = {War and peace},
      editor    = {Poe, Ann},
      publisher = {Example Press},
      date      = {2010}
    }
    @incollection{roe2010,
      author    = {Roe, Richard},
      title     = {Disorder},
      booktitle = {War and peace},
      editor    = {Poe, Ann},
      publisher = {Another Press},
      date      = {2010}
    }

Instead:

    @incollection{doe2010,
      author    = {Doe, Jane},
      title     = {Order},
      booktitle = {War and peace},
      editor    = {Poe, Ann},
      publisher = {Example Press},
      date      = {2010}
    }
    @incollection{roe2010,
      author    = {Roe, Richard},
      title     = {Disorder},
      booktitle = {War and peace},
      editor    = {Poe, Ann},
      publisher = {Example Press},
      date      = {2010}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.entry_types import CONTAINED
from apparatus.fields import folded, year_of
from apparatus.model import Entry, Field, Library
from apparatus.names import names_of
from apparatus.rules import Group, Rule, of_library
from apparatus.short_forms import kind_of

_TELLING = ("edition", "volume", "isbn", "maintitle", "series", "number", "booksubtitle")
_COMPARED = ("publisher", "location", "date")


def check(library: Library) -> Iterator[Finding]:
    books: dict[tuple[str, ...], Entry] = {}
    for entry in library.entries.values():
        book = _book(entry)
        first = books.setdefault(book, entry) if all(book[:2]) else entry
        if first is not entry:
            yield from _conflict(first, entry)


def _book(entry: Entry) -> tuple[str, ...]:
    """Title, editors and what else tells the volume in which a work stands."""
    if kind_of(entry) not in CONTAINED:
        return ("", "")
    editors = entry.fields.get("editor")
    families = [folded(name.family) for name in names_of(editors)] if editors else []
    telling = [folded(entry.get(name)) for name in _TELLING]
    return (folded(entry.get("booktitle")), " ".join(families), *telling)


def _conflict(first: Entry, second: Entry) -> Iterator[Finding]:
    """The one field in which they differ; where two differ, they are two editions."""
    differing = [
        (name, here, there)
        for name in _COMPARED
        if (here := _field(second, name)) and (there := _field(first, name))
        if not _agree(name, first, second)
    ]
    if len(differing) == 1:
        name, here, there = differing[0]
        yield Finding(
            here.value_span,
            f"'{first.key}' stands in the same book and has the {name} '{there.value}'",
            related=((there.value_span, f"the {name} of '{first.key}'"),),
        )


def _field(entry: Entry, name: str) -> Field | None:
    found = entry.fields.get(name) or (entry.fields.get("year") if name == "date" else None)
    return found if found and found.value.strip() else None


def _agree(name: str, first: Entry, second: Entry) -> bool:
    if name == "date":
        return year_of(first) == year_of(second)
    one, two = set(folded(first.get(name)).split()), set(folded(second.get(name)).split())
    return one <= two or two <= one


RULE = Rule("container-conflict", Severity.WARN, Group.LIBRARY_RELATIONS, of_library(check))

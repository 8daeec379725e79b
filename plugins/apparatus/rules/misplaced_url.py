"""An address stands in a field that is not for addresses, or a DOI in the `url`.

A note, a title or a `howpublished` that is nothing but an address is printed as text; no
reader can follow it and no program checks it. Where the words around it say more, it is
left alone. A DOI has a field of its own, in which it outlives the address; a `url` that
only repeats the DOI is a hint, since many programs export both.

Example:

    @misc{doe2010,
      author       = {Doe, Jane},
      title        = {Order},
      howpublished = {\\url{https://example.org/order}},
      date         = {2010}
    }

Instead:

    @misc{doe2010,
      author       = {Doe, Jane},
      title        = {Order},
      url          = {https://example.org/order},
      date         = {2010}
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.fields import doi_of, removed
from apparatus.model import Entry, Field, Library
from apparatus.rules import Group, Rule, of_library

_ELSEWHERE = ("howpublished", "note", "addendum", "title")
_ADDRESS = re.compile(
    r"(?:(?:available (?:at|from)|retrieved from|url|online)\b[:\s]*)?"
    r"(?:\\url\s*\{|<)?\s*((?:https?|ftp)://[^\s{}<>\"]+?)\s*[}>]?\.?",
    re.I,
)


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        own = {field.name: field for field in entry.own_fields}
        yield from _misplaced(entry, [own[name] for name in _ELSEWHERE if name in own])
        if "url" in own:
            yield from _doi_as_url(entry, own["url"])


def _misplaced(entry: Entry, fields: list[Field]) -> Iterator[Finding]:
    """The fields that are addresses; the first may become the ``url``, of which there is one."""
    free = "url" not in entry.fields
    for field in fields:
        address = _ADDRESS.fullmatch(field.value.strip())
        if address:
            movable = free and field.name != "title"
            fix = Fix("make it the 'url'", (_renamed(field, "url", address.group(1)),))
            fact = f"the address of '{entry.key}' stands in '{_written(field)}'"
            yield Finding(field.value_span, fact, fix=fix if movable else None)
            free = False


def _doi_as_url(entry: Entry, field: Field) -> Iterator[Finding]:
    doi, known = doi_of(field.value), doi_of(entry.get("doi"))
    if not doi:
        return
    if not entry.get("doi"):
        edit = _renamed(field, "doi", field.value.strip()[-len(doi) :])
        fix = Fix("make it the 'doi'", (edit,)) if "doi" not in entry.fields else None
        yield Finding(field.value_span, "this address is a DOI", fix=fix)
    elif doi == known:
        fix = Fix("remove 'url'", removed(field.span), safe=True)
        fact = "'url' repeats the DOI"
        yield Finding(field.value_span, fact, severity=Severity.INFO, fix=fix)
    else:
        yield Finding(field.value_span, f"'url' leads to another work than the DOI '{known}'")


def _renamed(field: Field, name: str, value: str) -> Edit:
    """The edit that makes a field another one, its ``=`` where it was."""
    return Edit(field.span, f"{name.ljust(len(_written(field)))} = {{{value}}}")


def _written(field: Field) -> str:
    """The name of a field as it is written, which may be an alias."""
    return field.span.text.split("=", 1)[0].strip()


RULE = Rule("misplaced-url", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check), fix="unsafe")

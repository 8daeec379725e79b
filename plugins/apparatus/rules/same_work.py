"""Two entries describe the same work.

They have the same type, title, first author and year, and nothing tells them apart: no
other DOI, volume, number, edition, date or page. A work that is in the library twice is
cited under two keys and counted as two. Entries that refer to each other are not compared.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {Order and peace}, date = {2010}}
    @book{doe2010order, author = {Doe, J.}, title = {Order and Peace}, date = {2010}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order and peace}, date = {2010}}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.fields import doi_of, folded, refer_to_each_other, year_of
from apparatus.model import Entry, Library
from apparatus.names import first_family
from apparatus.rules import Group, Rule, of_library
from apparatus.short_forms import kind_of

_TELLING = (
    "doi isbn eprint volume number issue part chapter edition version eid pages date month "
    "eventdate eventtitle langid language translator titleaddon"
).split()


_MOST = 10  # of works of one name that are compared with another
_COUNTED = ("edition", "version", "part")
"""Fields that tell works apart even where only one of the two has them."""


def check(library: Library) -> Iterator[Finding]:
    alike: dict[tuple[str, ...], list[Entry]] = {}
    for entry in library.entries.values():
        described = _description(entry)
        if not described:
            continue
        others = alike.setdefault(described, [])
        same = next((each for each in others[-_MOST:] if _cannot_be_told_apart(each, entry)), None)
        others.append(entry)
        if same:
            yield Finding(
                entry.key_span,
                f"'{entry.key}' and '{same.key}' describe the same work",
                related=((same.key_span, f"'{same.key}'"),),
            )


def _description(entry: Entry) -> tuple[str, ...]:
    """Type, title, first name and year; () where one of them is not known."""
    people = entry.fields.get("author") or entry.fields.get("editor")
    title = folded(f"{entry.get('title')} {entry.get('subtitle')}")
    described = (
        kind_of(entry),
        title,
        first_family(people),
        year_of(entry),
    )
    return described if all(described) else ()


def _cannot_be_told_apart(one: Entry, two: Entry) -> bool:
    if refer_to_each_other(one, two):
        return False
    for name in _TELLING:
        a, b = folded(one.get(name)), folded(two.get(name))
        known = (a and b) or name in _COUNTED
        if known and a != b and not (name == "date" and (a in b or b in a)):
            return False
    doi = doi_of(one.get("doi"))
    return not doi or doi != doi_of(two.get("doi"))  # else reported by its DOI


RULE = Rule("same-work", Severity.WARN, Group.LIBRARY_IDENTITY, of_library(check))

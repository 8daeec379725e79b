"""An entry inherits from itself, by way of its `crossref` or `xdata` entries.

No program can say what such an entry holds: BibTeX takes one step, others stop with an
error. Here every ancestor is asked once. The finding stands where the circle closes.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}, crossref = {roe2012}}
    @book{roe2012, author = {Roe, Richard}, title = {War}, date = {2012}, crossref = {doe2010}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}, related = {roe2012}}
    @book{roe2012, author = {Roe, Richard}, title = {War}, date = {2012}, related = {doe2010}}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import dropwhile
from operator import ne

from apparatus.diagnostics import Finding, Severity
from apparatus.fields import referred_to
from apparatus.model import Entry, Field, Library
from apparatus.rules import Group, Rule, of_library

_INHERITING = ("crossref", "xdata")
_MOST_NAMED = 8  # keys of a circle


def check(library: Library) -> Iterator[Finding]:
    finished: set[str] = set()
    for entry in library.entries.values():
        yield from _circles(library, entry, finished)


def _circles(library: Library, start: Entry, finished: set[str]) -> Iterator[Finding]:
    """Depth first, without recursion; an entry on the way that is met again closes a circle."""
    way = {start.key: None}  # in order, and quick to ask
    steps = [_parents(library, start)]
    while steps:
        field, parent = next(steps[-1], (None, None))
        if field is None or parent is None:
            finished.add(way.popitem()[0])
            steps.pop()
        elif parent.key in way:
            keys = [*dropwhile(partial(ne, parent.key), way), parent.key]
            if len(keys) > _MOST_NAMED:
                keys[_MOST_NAMED - 2 : -1] = ["…"]
            circle = " -> ".join(keys)
            yield Finding(field.value_span, f"'{parent.key}' inherits from itself: {circle}")
        elif parent.key not in finished:
            way[parent.key] = None
            steps.append(_parents(library, parent))


def _parents(library: Library, entry: Entry) -> Iterator[tuple[Field, Entry]]:
    for field in entry.own_fields:
        for key in referred_to(field) if field.name in _INHERITING else ():
            parent = library.entries.get(library.aliases.get(key, key))
            if parent is not None:
                yield field, parent


RULE = Rule("crossref-cycle", Severity.ERROR, Group.LIBRARY_RELATIONS, of_library(check))

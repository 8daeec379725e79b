"""A field names another entry, and the library has none of that key.

Then nothing is inherited: a chapter loses the title of its book, its editors and its
publisher. The fields are `crossref`, `xdata`, `xref`, `related` and `entryset`. Keys are
compared letter by letter, those in `ids` as well; an entry that is there and cannot be read
is not reported again.

Example:

    @incollection{doe2010, author = {Doe, Jane}, title = {Order}, crossref = {roe2012}}
    @collection{roe2010, editor = {Roe, Richard}, title = {War}, date = {2010}}

Instead:

    @incollection{doe2010, author = {Doe, Jane}, title = {Order}, crossref = {roe2010}}
    @collection{roe2010, editor = {Roe, Richard}, title = {War}, date = {2010}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.entry_types import REFERRING
from apparatus.fields import occurrences, referred_to
from apparatus.model import Field, Library
from apparatus.rules import Group, Rule, of_library
from apparatus.suggestions import Names


def check(library: Library) -> Iterator[Finding]:
    known = (library.entries, library.aliases, library.broken)
    names = Names(library.entries)
    for entry in library.entries.values():
        for field in entry.own_fields:
            for key in referred_to(field) if field.name in REFERRING else ():
                if not any(key in keys for keys in known):
                    yield _finding(library, names, field, key)


def _finding(library: Library, names: Names, field: Field, key: str) -> Finding:
    meant = library.by_folded_key.get(key.casefold()) or names.nearest(key, cutoff=0.8)
    written = re.compile(rf"(?<![^\s,{{\"]){re.escape(key)}(?![^\s,}}\"])")
    span = next((span for span, _ in occurrences(field, written)), field.value_span)
    fix = None
    if meant and span.text == key:
        fix = Fix(f"write '{meant}'", (Edit(span, meant),))
    return Finding(span, f"no entry '{key}' for '{field.name}'", meant, fix=fix)


RULE = Rule(
    "missing-crossref", Severity.ERROR, Group.LIBRARY_RELATIONS, of_library(check), fix="unsafe"
)

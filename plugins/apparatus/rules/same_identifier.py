"""Two entries have the same DOI, or two books the same ISBN.

An identifier names one work: either the work is in the library twice or one of the two
identifiers is wrong. DOIs are compared without case and resolver, ISBNs in their form of
13 digits. A chapter may carry its book's ISBN, volumes that have numbers may share
that of the set, and entries that refer to each other are not compared.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}, doi = {10.1000/182}}
    @book{roe2012, author = {Roe, Richard}, title = {War}, date = {2012}, doi = {10.1000/182}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}, doi = {10.1000/182}}
    @book{roe2012, author = {Roe, Richard}, title = {War}, date = {2012}, doi = {10.1000/183}}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.entry_types import CONTAINERS
from apparatus.fields import doi_of, own_values, refer_to_each_other
from apparatus.model import Entry, Library
from apparatus.rules import Group, Rule, of_library
from apparatus.standard_numbers import isbns


def check(library: Library) -> Iterator[Finding]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in library.entries.values():
        for name, identifier in _identifiers(entry):
            known = first.setdefault((name, identifier), entry)
            if known is entry or refer_to_each_other(known, entry):
                continue
            yield Finding(
                entry.fields[name].value_span,
                f"'{known.key}' has the same {name.upper()}",
                related=((known.fields[name].value_span, f"'{known.key}'"),),
            )


def _identifiers(entry: Entry) -> Iterator[tuple[str, str]]:
    own = own_values(entry)
    doi = doi_of(own.get("doi", ""))
    if doi:
        yield "doi", doi
    if entry.type in CONTAINERS and not any(entry.get(name) for name in ("volume", "part")):
        for isbn in dict.fromkeys(isbns(own.get("isbn", ""))):
            yield "isbn", isbn


RULE = Rule("same-identifier", Severity.ERROR, Group.LIBRARY_IDENTITY, of_library(check))

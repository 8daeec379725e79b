"""An entry says when an address was visited and has no address.

The `url` has been lost or never was there; the date alone says nothing to a reader. A DOI
or an e-print number counts as an address, and so does an address in a note.

Example:

    @misc{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}, urldate = {2011-02-03}}

Instead:

    @misc{doe2010,
      author  = {Doe, Jane},
      title   = {Order},
      date    = {2010},
      url     = {https://example.org/order},
      urldate = {2011-02-03}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        field = entry.fields.get("urldate")
        if field is None or not field.value.strip() or entry.get("url", "doi", "eprint"):
            continue
        if not any("://" in entry.get(name) for name in ("howpublished", "note", "addendum")):
            yield Finding(field.span, f"'{entry.key}' has a 'urldate' and no 'url'")


RULE = Rule("urldate-without-url", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check))

"""The ``doi`` field holds no DOI.

Then the note has no link to the work. Other programs put the resolver's address before
whatever stands in the field, and the link leads nowhere.

A DOI is ``10.``, a registrant's number, a slash and a suffix (ISO 26324), without the
resolver's address. Whether it is registered is not looked up.

Example:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021},
      doi    = {https://doi.org/10.1000/182}
    }

Instead:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021},
      doi    = {10.1000/182}
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.fields import rewrite_field
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"]+")
_RESOLVER = re.compile(r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi\s*:\s*", re.I)


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        field = entry.fields.get("doi")
        if field is None or not field.value.strip() or _DOI.fullmatch(field.value):
            continue
        bare = _RESOLVER.sub("", field.value.strip())
        fact = f"'{field.value}' is not a DOI"
        if not _DOI.fullmatch(bare):
            yield Finding(field.value_span, fact)
        else:
            fix = rewrite_field(field, bare, safe=True)
            yield Finding(field.value_span, fact, bare, fix=fix)


RULE = Rule("bad-doi", Severity.ERROR, Group.LIBRARY_FIELDS, of_library(check), fix="safe")

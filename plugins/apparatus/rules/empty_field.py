"""A field of an entry is empty.

An empty field says no more than a missing one, but some programs take it for a value: they
print an empty pair of brackets, or do not inherit what a `crossref` would give.

Example:

    @book{doe2010,
      author    = {Doe, Jane},
      title     = {Order},
      publisher = {},
      date      = {2010}
    }

Instead:

    @book{doe2010,
      author    = {Doe, Jane},
      title     = {Order},
      date      = {2010}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Fix, Severity
from apparatus.fields import inner, removed
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        for field in entry.own_fields:
            if not field.value.strip("{} ") and inner(field) != field.value_span:
                written = field.span.text.split("=")[0].strip()
                fix = Fix(f"remove '{written}'", removed(field.span), safe=True)
                yield Finding(field.span, f"the field '{written}' is empty", fix=fix)


RULE = Rule("empty-field", Severity.WARN, Group.LIBRARY_SYNTAX, of_library(check), fix="safe")

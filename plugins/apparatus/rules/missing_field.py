"""An entry lacks a field without which no note can name the work.

A reader cannot find a work that has no title, no date, or no journal to look in. What counts
per type is less than biblatex asks for: a title, where the work appeared, when. An
``@online`` entry needs an address instead of a date. That nobody is named as author or editor
is a warning, since some works have none. Fields that come by ``crossref`` or ``xdata`` count.

Example:

    @article{doe2010,
      author = {Doe, Jane},
      title  = {Fog},
      date   = {2010}
    }

Instead:

    @article{doe2010,
      author       = {Doe, Jane},
      title        = {Fog},
      journaltitle = {Journal of Examples},
      date         = {2010}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.entry_types import AUTHORED, REQUIRED
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library
from apparatus.short_forms import kind_of


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        kind = kind_of(entry)
        for group in REQUIRED.get(kind, ()):
            if not entry.get(*group):
                wanted = " or ".join(f"'{name}'" for name in group[:2])
                yield Finding(entry.key_span, f"@{entry.type} '{entry.key}' has no {wanted}")
        if kind in AUTHORED and not entry.get("author", "editor", "organization", "institution"):
            fact = f"@{entry.type} '{entry.key}' has no 'author' or 'editor'"
            yield Finding(entry.key_span, fact, severity=Severity.WARN)


RULE = Rule("missing-field", Severity.ERROR, Group.LIBRARY_FIELDS, of_library(check))

"""An entry has the same field twice.

Only the first is used, here as in BibTeX, and what the second says is lost. Other programs
refuse the whole entry, so that a work that is printed here is missing elsewhere.

Example:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021},
      date   = {2021}
    }

Instead:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021}
    }
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Fix, Severity
from apparatus.edition import Site
from apparatus.entry_types import FIELD_ALIASES
from apparatus.fields import removed
from apparatus.model import Entry, Fault, Source, Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    by_source: dict[Source, list[Entry]] = {}
    for entry in site.library.entries.values():
        by_source.setdefault(entry.span.source, []).append(entry)
    for fault in site.faults_of("duplicate-field"):
        fact = f"this entry has '{fault.subject}' already"
        same = _first_value(by_source.get(fault.span.source, []), fault)
        if same == _written_value(fault.span):
            fix = Fix("remove the second", removed(fault.span), safe=True)
            yield Finding(fault.span, f"{fact}, with the same value", fix=fix)
        else:
            yield Finding(fault.span, fact)


def _first_value(entries: list[Entry], fault: Fault) -> str:
    """What the entry that holds the fault says in the field that is there twice, or ''."""
    index = bisect_right(entries, fault.span.start, key=lambda entry: entry.span.start) - 1
    if index < 0 or not fault.span.within(entries[index].span):
        return ""
    field = entries[index].fields.get(FIELD_ALIASES.get(fault.subject, fault.subject))
    return _written_value(field.span) if field else ""


def _written_value(span: Span) -> str:
    return " ".join(span.text.split("=", 1)[-1].split())


RULE = Rule("duplicate-field", Severity.ERROR, Group.LIBRARY_SYNTAX, check, fix="safe")

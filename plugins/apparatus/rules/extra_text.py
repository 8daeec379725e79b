"""A field says again what its name says: `Vol. 98`, `pp. 1-2`, `2nd ed.`

Every style puts its own word before the number, so that it is printed twice, in two
languages perhaps. A `volume` such as `98 (2)` holds two fields in one.

Example:

    @article{doe2010,
      author       = {Doe, Jane},
      title        = {Order},
      journaltitle = {Journal of Examples},
      date         = {2010},
      volume       = {Vol. 98},
      pages        = {pp. 12--20}
    }

Instead:

    @article{doe2010,
      author       = {Doe, Jane},
      title        = {Order},
      journaltitle = {Journal of Examples},
      date         = {2010},
      volume       = {98},
      pages        = {12--20}
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.fields import added, rewrite_field
from apparatus.model import Entry, Field, Library
from apparatus.rules import Group, Rule, of_library

_EXTRA = {
    "volume": r"(?:vol(?:ume|\.)?|bd\.|band|tome|t\.|том|т\.)\s*(\d.*|[IVXLC]+)",
    "number": r"(?:nos?\.|nos?(?=\s)|nr\.?|number|issue|iss\.|n[°º]|№|heft)\s*(\d.*)",
    "pages": r"(?:pp?\.\s*|pp?\s+|pages?\s+|S\.\s+|Seiten?\s+)(\d.*|[ivxlc]+\b.*)",
    "edition": r"(\d+)(?:st|nd|rd|th|\.)?\s*(?:ed\.?|edn\.?|edition|aufl\.|auflage)",
}
_PATTERNS = {name: re.compile(pattern, re.I) for name, pattern in _EXTRA.items()}
_VOLUME_AND_NUMBER = re.compile(r"(\d+)\s*\((\d+(?:[-–/]+\d+)?)\)")


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        for field in entry.own_fields:
            pattern = _PATTERNS.get(field.name)
            extra = pattern.fullmatch(field.value.strip()) if pattern else None
            if extra:
                fix = rewrite_field(field, extra.group(1), safe=True)
                fact = f"'{field.value}' says more than the {field.name}"
                yield Finding(field.value_span, fact, extra.group(1), fix=fix)
            elif field.name == "volume":
                yield from _two_in_one(entry, field)


def _two_in_one(entry: Entry, field: Field) -> Iterator[Finding]:
    """A volume with its number in brackets, which goes into a field of its own."""
    both = _VOLUME_AND_NUMBER.fullmatch(field.value.strip())
    if not both:
        return
    volume, number = both.groups()
    fix = rewrite_field(field, volume, safe=True)
    known = next((entry.fields[name] for name in ("number", "issue") if name in entry.fields), None)
    if fix and known is None:
        title = f"write volume {volume} and number {number}"
        fix = fix._replace(title=title, edits=(*fix.edits, added(field, "number", number)))
    elif known and known.value != number:
        fix = None
    yield Finding(field.value_span, f"'{field.value}' is a volume and a number", fix=fix)


RULE = Rule("extra-text", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check), fix="safe")

"""The type of an entry is none of biblatex's.

Programs treat such an entry as something undefined, and the note lacks what makes an article
an article: its journal and its pages. Types that are other names for one of these, such as
``phdthesis`` and ``www``, are known.

Example:

    @artcle{doe2010,
      author       = {Doe, Jane},
      title        = {Fog},
      journaltitle = {Journal of Examples},
      date         = {2010}
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
from difflib import get_close_matches

from apparatus.diagnostics import Finding, Severity
from apparatus.entry_types import TYPES
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        if entry.type not in TYPES:
            near = get_close_matches(entry.type, sorted(TYPES), n=1)
            yield Finding(
                entry.type_span, f"no entry type '{entry.type}'", near[0] if near else None
            )


RULE = Rule("unknown-type", Severity.ERROR, Group.LIBRARY_SYNTAX, of_library(check))

"""Two entries have the same key, in one file or in two, or keys that differ by case alone.

The first is used and what the other says is lost: a citation may lead to the wrong work, and
the note looks as good as any. The message names the fields in which the two differ; if they
are alike, one of them can go.

Example:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021}
    }
    @book{doe2021,
      author = {Doe, John},
      title  = {Lightships},
      date   = {2021}
    }

Instead:

    @book{doe2021a,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021}
    }
    @book{doe2021b,
      author = {Doe, John},
      title  = {Lightships},
      date   = {2021}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library


def check(library: Library) -> Iterator[Finding]:
    for first, second in library.duplicates:
        names = sorted({*first.fields, *second.fields})
        differing = [n for n in names if first.get(n) != second.get(n)]
        what = f"they differ in {', '.join(differing)}" if differing else "the two are alike"
        yield Finding(
            second.key_span,
            f"the key '{second.key}' is taken; {what}",
            related=((first.key_span, f"'{first.key}' stands here first"),),
        )


RULE = Rule("duplicate-key", Severity.ERROR, Group.LIBRARY_IDENTITY, of_library(check))

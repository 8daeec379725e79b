"""No page cites this entry.

Only a hint: people keep more in a library than one site cites, but an entry that was meant to
be cited is easily forgotten. An entry that another names as its ``crossref``, ``xref``,
``xdata`` or ``related`` is used.

Example:

    -- refs.bib --
    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021}
    }

Instead:

    -- refs.bib --
    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021}
    }
    -- docs/index.md --
    Lighthouses do not walk either [@doe2021].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.entry_types import REFERRING
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    used = {item.key for page in site.texts.values() for item in page.items()}
    for entry in site.library.entries.values():
        for name in REFERRING:
            keys = (key.strip() for key in entry.get(name).split(","))
            used.update(site.library.aliases.get(key, key) for key in keys)
    for entry in site.library.entries.values():
        if entry.key not in used and entry.type != "xdata":
            yield Finding(entry.key_span, f"no page cites '{entry.key}'")


RULE = Rule("unused-entry", Severity.INFO, Group.LIBRARY_RELATIONS, check)

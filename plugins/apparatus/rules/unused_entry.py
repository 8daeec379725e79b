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
from functools import lru_cache

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.entry_types import REFERRING
from apparatus.model import Library, Page
from apparatus.rules import Group, Rule, by_page


def check(site: Site) -> Iterator[Finding]:
    used = _referred_to(site.library).union(*map(_cited, site.texts.values()))
    for entry in site.library.entries.values():
        if entry.key not in used and entry.type != "xdata":
            yield Finding(entry.key_span, f"no page cites '{entry.key}'")


@by_page
def _cited(page: Page) -> frozenset[str]:
    return frozenset(item.key for item in page.items())


@lru_cache(maxsize=1)
def _referred_to(library: Library) -> frozenset[str]:
    """The keys that other entries name."""
    written = (entry.get(name) for entry in library.entries.values() for name in REFERRING)
    keys = (key.strip() for keys in filter(None, written) for key in keys.split(","))
    return frozenset(library.aliases.get(key, key) for key in keys)


RULE = Rule("unused-entry", Severity.INFO, Group.LIBRARY_RELATIONS, check)

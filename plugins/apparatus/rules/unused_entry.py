"""No page cites this entry.

Only a hint: people keep more in a library than one site cites.

Example:

    @book{autesserre2014, …}   % cited nowhere

Instead:

    [@autesserre2014]
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.entry_types import REFERRING
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    used = {item.key for page in site.pages.values() for item in page.items()}
    for entry in site.library.entries.values():
        for name in REFERRING:
            keys = (key.strip() for key in entry.get(name).split(","))
            used.update(site.library.aliases.get(key, key) for key in keys)
    for entry in site.library.entries.values():
        if entry.key not in used and entry.type != "xdata":
            yield Finding(entry.key_span, f"no page cites '{entry.key}'")


RULE = Rule("unused-entry", Severity.INFO, Group.LIBRARY_RELATIONS, check)

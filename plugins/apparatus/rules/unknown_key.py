"""A citation names a key that the library does not hold.

The reader would find no work behind it; Pandoc prints the key with a question mark, and goes
on. A key that exists in another case is ``key-case``; a key whose entry cannot be read is
``unparsable-entry``. Neither is reported here, nor is any key while a file of the library cannot
be read.

Example:

    Ships do not walk [@roe1989].

Instead:

    Ships do not walk [@roe1999].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity, rewrite
from apparatus.edition import Site
from apparatus.rules import Group, Rule
from apparatus.suggestions import Names


def check(site: Site) -> Iterator[Finding]:
    library = site.library
    if any(fault.kind == "unreadable-file" for fault in library.faults):
        return  # what is cited may stand there
    suggestions: dict[str, str | None] = {}
    names = Names(library.entries)
    for page in site.texts.values():
        for item in page.items():
            if item.key in library.entries or item.key in library.broken:
                continue
            if item.key.casefold() in library.by_folded_key:
                continue
            if item.key not in suggestions:
                known = library.aliases.get(item.key)
                suggestions[item.key] = known or names.nearest(item.key, cutoff=0.7)
            meant = suggestions[item.key]
            yield Finding(
                item.key_span,
                f"no entry '{item.key}' in {site.library_name}",
                meant,
                fix=rewrite(item.key_span, meant) if meant else None,
            )


RULE = Rule("unknown-key", Severity.ERROR, Group.CITATIONS, check, fix="unsafe")

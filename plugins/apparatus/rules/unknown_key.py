"""A citation names a key that the library does not hold.

The reader would find no work behind it; Pandoc prints the key with a question mark, and goes
on. A key that exists in another case is ``key-case``; a key whose entry cannot be read is
``unparsable-entry``. Neither is reported here.

Example:

    Ships do not walk [@roe1989].

Instead:

    Ships do not walk [@roe1999].
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from apparatus.diagnostics import Finding, Severity, rewrite
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    library = site.library
    suggestions: dict[str, str | None] = {}
    for page in site.texts.values():
        for item in page.items():
            if item.key in library.entries or item.key in library.broken:
                continue
            if item.key.casefold() in library.by_folded_key:
                continue
            if item.key not in suggestions:
                near = get_close_matches(item.key, library.entries, n=1, cutoff=0.7)
                known = library.aliases.get(item.key)
                suggestions[item.key] = known or (near[0] if near else None)
            meant = suggestions[item.key]
            yield Finding(
                item.key_span,
                f"no entry '{item.key}' in {site.library_name}",
                meant,
                fix=rewrite(item.key_span, meant) if meant else None,
            )


RULE = Rule("unknown-key", Severity.ERROR, Group.CITATIONS, check, fix="unsafe")

"""A citation names a key of the library in another case.

Keys are compared letter by letter. Pandoc does not find the work, and prints the key with a
question mark in its place.

Example:

    Ships do not walk [@Roe1999].

Instead:

    Ships do not walk [@roe1999].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity, rewrite
from apparatus.edition import Site
from apparatus.model import Library, Page
from apparatus.rules import Group, Rule, by_page


def check(site: Site) -> Iterator[Finding]:
    for page in site.texts.values():
        yield from _on_page(page, site.library)


@by_page
def _on_page(page: Page, library: Library) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            item.key_span,
            f"'{item.key}' differs in case from its entry",
            meant,
            fix=rewrite(item.key_span, meant, safe=True),
        )
        for item in page.items()
        if item.key not in library.entries
        and (meant := library.by_folded_key.get(item.key.casefold())) is not None
    )


RULE = Rule("key-case", Severity.ERROR, Group.CITATIONS, check, fix="safe")

"""A page is shorter or longer than its type allows; the words of its own text are counted.

Example:

    words: 150-600   # and a page of 40 words

Instead:

    Say what the page is there to say, or make it part of another.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.prose import count_words
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page, front, kind in site.typed.values():
        words = count_words(page)
        if words not in kind.words:
            allowed = f"a {kind.name} page has {kind.words[0]} to {kind.words[-1]} words"
            yield Finding(front.place_of("type"), f"{allowed}, this one {words}")


RULE = Rule("page-length", Severity.WARN, Group.PAGES, check)

"""Two keys are different to a program and the same to the eye.

They differ only in how an accented letter is encoded, or in letters of Cyrillic or Greek
that are drawn as Latin ones. Whoever cites the one may type the other. Keys that differ
in case alone are reported by `duplicate-key`.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}}
    @book{d\u043ee2010, author = {Doe, Jane}, title = {Disorder}, date = {2010}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}}
    @book{doe2010b, author = {Doe, Jane}, title = {Disorder}, date = {2010}}
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.keys import skeleton
from apparatus.model import Entry, Library
from apparatus.rules import Group, Rule, of_library


def check(library: Library) -> Iterator[Finding]:
    first: dict[str, Entry] = {}
    for entry in library.entries.values():
        known = first.setdefault(skeleton(entry.key), entry)
        if known is not entry:
            yield Finding(
                entry.key_span,
                f"the key '{entry.key}' looks like another, {_letters(entry.key, known.key)}",
                related=((known.key_span, f"'{known.key}' stands here"),),
            )


def _letters(key: str, other: str) -> str:
    """The characters of ``key`` that ``other`` does not have, by their names."""
    odd = dict.fromkeys(c for c in key if c not in other) or dict.fromkeys(
        c for c in other if c not in key
    )
    return "by " + ", ".join(unicodedata.name(c, "a character").lower() for c in odd)


RULE = Rule("colliding-keys", Severity.ERROR, Group.LIBRARY_IDENTITY, of_library(check))

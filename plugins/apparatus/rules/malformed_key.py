"""A key holds characters with which it cannot be cited.

A key with a blank can be named by no citation at all, and `\\`, `#`, `%`, `~` and braces mean
something else to LaTeX or in a .bib file. Where Pandoc's grammar reads only part of a key
behind a bare `@`, because the key ends with a punctuation mark or holds an apostrophe, the
finding is a warning: `[@{key}]` names it all the same.

Example:

    @book{doe 2010, author = {Doe, Jane}, title = {Order}, date = {2010}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.keys import KEY
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library

_FORBIDDEN = re.compile(r"[\s\\#%~{}]")


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        key = entry.key
        forbidden = _FORBIDDEN.search(key)
        read = KEY.match(key)
        if forbidden:
            what = "a blank" if forbidden.group().isspace() else f"'{forbidden.group()}'"
            yield Finding(entry.key_span, f"the key '{key}' holds {what}")
        elif read is None or read.group() != key:
            fact = f"the key '{key}' can be cited in braces only, as '@{{{key}}}'"
            yield Finding(entry.key_span, fact, severity=Severity.WARN)


RULE = Rule("malformed-key", Severity.ERROR, Group.LIBRARY_IDENTITY, of_library(check))

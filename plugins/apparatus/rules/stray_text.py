"""Text stands between two entries of a .bib file and is no comment.

BibTeX passes over whatever stands outside entries, Biber reports it as junk, and often it is
the rest of an entry that was damaged, or a brace too many. A `%` at the head of its line
tells a remark from an accident. Only the first line between two entries is reported, and
nothing behind an entry that cannot be read.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}}
    to be checked

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}}
    % to be checked
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("stray-text"):
        yield Finding(fault.span, f"'{fault.subject}' stands outside every entry")


RULE = Rule("stray-text", Severity.WARN, Group.LIBRARY_SYNTAX, check)

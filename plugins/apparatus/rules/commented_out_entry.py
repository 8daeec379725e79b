"""An entry is preceded by `%`, which takes it out for some programs and not for others.

BibTeX and bibtexparser know no comment sign outside entries and read the entry; Biber and
this tool pass over it. Delete it, or put it into a `@comment{...}`, which all of them skip.

Example:

    -- refs.bib --
    % @book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}}

Instead:

    -- refs.bib --
    @comment{@book{doe2010, author = {Doe, Jane}, title = {Order}, date = {2010}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("commented-out-entry"):
        yield Finding(fault.span, f"BibTeX reads '{fault.subject}' in spite of the '%' before it")


RULE = Rule("commented-out-entry", Severity.WARN, Group.LIBRARY_SYNTAX, check)

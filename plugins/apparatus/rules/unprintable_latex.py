"""A field that is printed holds a LaTeX macro that has no form outside LaTeX.

Accents, signs and the common macros are turned into the characters that they mean. Of any
other macro readers see the name, backslash and all; of `\\cite` and `\\ref` something that means
nothing outside the document. Formulas between dollar signs are left
as they are and not looked at.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {\\myorder{Order}}, date = {2010}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {\\emph{Order}}, date = {2010}}
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.latex_macros import UNREADABLE
from apparatus.rules import Group, Rule

_PRINTED = "is printed as it stands"


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("unprintable-latex"):
        is_at_home_there = fault.subject.removeprefix("\\") in UNREADABLE
        fact = "works in a LaTeX document alone" if is_at_home_there else _PRINTED
        yield Finding(fault.span, f"'{fault.subject}' {fact}")


RULE = Rule("unprintable-latex", Severity.WARN, Group.LIBRARY_FIELDS, check)

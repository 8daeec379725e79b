"""A bracket begins like a citation and is none.

An item is empty or has no key, no key follows an ``@``, the bracket is not closed, or it
stands inside the text of a link, describes an image or explains an abbreviation. Other programs
print such a bracket as it stands, or drop a work. An ``@`` that is meant as such is written
``\\@``.

Example:

    Ships do not walk [@roe1999; p. 12].

Instead:

    Ships do not walk [@roe1999, p. 12].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule

_FACTS = {
    "empty item": "nothing stands between these separators of a citation",
    "no key": "this item of a citation has no '@key'",
    "bad key": "no key follows this '@'",
    "in link": "a citation cannot stand inside the text of a link",
    "in image": "a citation cannot stand in the description or the title of an image",
    "in abbreviation": "a citation cannot stand in what an abbreviation is explained by",
    "not closed": "this bracket of a citation is not closed",
}


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("malformed-citation"):
        yield Finding(fault.span, _FACTS[fault.subject])


RULE = Rule("malformed-citation", Severity.ERROR, Group.CITATIONS, check)

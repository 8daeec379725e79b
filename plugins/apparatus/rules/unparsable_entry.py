"""An entry of the library cannot be read to its end.

Other programs report the end of the file, or lose every entry that follows. Here the finding
stands where the unclosed entry or value *opens*, since that is where the hand has slipped. The
entry costs only itself, and its key still counts as known, so that its citations are not
reported as well.

Example:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses,
      date   = {2021}
    }

Instead:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule

_FACTS = {
    "no at": "no '@' before the type of this entry",
    "no key": "this entry has no key",
    "no brace": "no '{' behind the type of this entry",
    "closed early": "this brace closes the entry, but the entry goes on",
    "stray": "expected ',' or '}' here",
    "preamble": "this @preamble has no readable value",
    "string": "this @string has no readable name and value",
    "not closed": "this entry is not closed",
    "open": "this block is not closed",
}


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("unparsable-entry"):
        fact = _FACTS.get(fault.subject)
        if fact is None and fault.span.text in ("{", '"'):
            fact = f"the value of '{fault.subject}' opens here and is not closed"
        yield Finding(fault.span, fact or f"'{fault.subject}' cannot be read")


RULE = Rule("unparsable-entry", Severity.ERROR, Group.LIBRARY_SYNTAX, check)

"""An entry has the same field twice.

Only the first is used, here as in BibTeX, and what the second says is lost. Other programs
refuse the whole entry, so that a work that is printed here is missing elsewhere.

Example:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2020},
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


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("duplicate-field"):
        yield Finding(fault.span, f"this entry has '{fault.subject}' already")


RULE = Rule("duplicate-field", Severity.ERROR, Group.LIBRARY_SYNTAX, check)

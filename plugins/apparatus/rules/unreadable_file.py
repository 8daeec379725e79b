"""A file that the configuration names is not there or cannot be read.

The check goes on without it: of a library that is missing, no key is said to be unknown,
and of a witness that is missing, nothing is compared. Paths are relative to the
configuration file.

Example:

    -- mkdocs.yml --
    plugins:
      - apparatus:
          bibliography: [refs.bib, more.bib]

Instead:

    -- mkdocs.yml --
    plugins:
      - apparatus:
          bibliography: [refs.bib]
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("unreadable-file"):
        yield Finding(fault.span, fault.subject)


RULE = Rule("unreadable-file", Severity.ERROR, Group.FILES, check)

"""A file of the edition's data cannot be read at this place, or holds a value that it cannot have.

These files are the witness, the emendations, the page types, the fingerprint
and the changelog. What cannot
be read is left out, and the rules that need it are silent: the site would look sound because
nothing was compared.

Example:

    -- emendations.yml --
    - note: twelve
      field: text
      printed: habour
      right: harbour
      kind: misprint

Instead:

    -- emendations.yml --
    - note: 2
      field: text
      printed: habour
      right: harbour
      kind: misprint
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("malformed-data-file"):
        yield Finding(fault.span, fault.subject)


RULE = Rule("malformed-data-file", Severity.ERROR, Group.FILES, check)

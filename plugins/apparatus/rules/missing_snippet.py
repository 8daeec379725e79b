"""A page includes a file, or a section of one, that is not there.

Where ``check_paths`` is not set, ``pymdownx.snippets`` leaves such a line out without a
word, and with it whatever should stand in its place. Addresses are not looked up. A file
that the option ``auto_append`` names is reported once, for the configuration.

Example:

    -- mkdocs.yml --
    plugins:
      - apparatus:
          bibliography: refs.bib
    markdown_extensions:
      - pymdownx.snippets
    -- docs/index.md --
    # Sources

    --8<-- "includes/abreviations.md"
    -- includes/abbreviations.md --
    The works are cited in full where they are first named.

Instead:

    -- mkdocs.yml --
    plugins:
      - apparatus:
          bibliography: refs.bib
    markdown_extensions:
      - pymdownx.snippets
    -- docs/index.md --
    # Sources

    --8<-- "includes/abbreviations.md"
    -- includes/abbreviations.md --
    The works are cited in full where they are first named.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("missing-snippet"):
        yield Finding(fault.span, fault.subject)


RULE = Rule("missing-snippet", Severity.ERROR, Group.FILES, check)

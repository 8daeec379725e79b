"""The head of a page is no YAML, or a value in it is of the wrong kind.

MkDocs passes over a head that it cannot read: the title, the description and everything
else that stands there is then lost without a word. A single value of the wrong kind is left out
wherever the page is listed. Values are judged on pages that name their ``type``.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    paragraphs: three
    ---

    What a ship has and a house has not [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    paragraphs: 3
    ---

    What a ship has and a house has not [@doe2001, ¶ 3].

Example:

    -- docs/index.md --
    ---
    title: Ships: a list
    ---

    Nobody has counted them.

Instead:

    -- docs/index.md --
    ---
    title: "Ships: a list"
    ---

    Nobody has counted them.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("malformed-front-matter"):
        yield Finding(fault.span, f"the front matter cannot be used: {fault.subject}")


RULE = Rule("malformed-front-matter", Severity.ERROR, Group.PAGES, check)

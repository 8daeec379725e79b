"""The place of a list of works is written in a way that is not read.

It is read on lines of its own at the left margin, ``::: {#refs}`` and ``:::``, with ``.site`` or
``.library`` behind ``#refs`` and nothing between the two. Indented, in a list, a quotation or an
admonition, or with other words, it is printed as the characters it is made of.

Example:

    !!! note

        ::: {#refs .site}
        :::

Instead:

    ::: {#refs .site}
    :::
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.rules import Group, Rule

_PLACE = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?(:{3,}[ \t]*\{[^{}\r\n]*#refs\b[^{}\r\n]*\})", re.M)


def check(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        source, read = page.source, {each.span.start for each in page.lists}
        for part in page.stretches if "#refs" in source.text else ():
            for found in _PLACE.finditer(source.text, part.start, part.end):
                if found.start(1) not in read:
                    fact = "no list of works is read here: it stands at the margin, and is empty"
                    yield Finding(Span(source, *found.span(1)), fact)


RULE = Rule("misplaced-work-list", Severity.WARN, Group.CITATIONS, check)

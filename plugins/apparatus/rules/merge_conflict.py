"""A file holds a merge conflict that was not resolved.

Both versions stand in the file: an entry is there twice, a page says two things. The three
marks that git leaves must follow one another, each at the head of a line; a page may show
them inside code.

Example:

    <<<<<<< HEAD
    Order was restored in 2010.
    =======
    Order was restored in 2011.
    >>>>>>> main

Instead:

    Order was restored in 2011.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Source, Span
from apparatus.rules import Group, Rule

_CONFLICT = re.compile(
    r"^(<{7}) [^\r\n]*\r?\n(?:.*?\n)?={7}\r?\n(?:.*?\n)?>{7} [^\r\n]*", re.M | re.S
)


def check(site: Site) -> Iterator[Finding]:
    for source in site.library.sources:
        yield from _conflicts(source)
    for page in site.pages.values():
        for finding in _conflicts(page.source):
            at = finding.span.start
            if at < page.body or any(part.start <= at < part.end for part in page.stretches):
                yield finding


def _conflicts(source: Source) -> Iterator[Finding]:
    if "<<<<<<< " not in source.text:
        return
    for found in _CONFLICT.finditer(source.text):
        span = Span(source, found.start(), found.end(1))
        last = Span(source, found.end() - len(found.group().splitlines()[-1]), found.end())
        yield Finding(span, "a merge conflict begins here", related=((last, "it ends here"),))


RULE = Rule("merge-conflict", Severity.ERROR, Group.FILES, check)

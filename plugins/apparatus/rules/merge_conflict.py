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

_MARK = re.compile(r"^(?:<{7} |={7}\r?$|>{7} )", re.M)


def check(site: Site) -> Iterator[Finding]:
    for source in site.library.sources:
        yield from _conflicts(source)
    for page in site.pages.values():
        for finding in _conflicts(page.source):
            at = finding.span.start
            if at < page.body or page.stretch_at(at):
                yield finding


def _conflicts(source: Source) -> Iterator[Finding]:
    """Every opening mark that a middle and a closing one follow, before another opens."""
    if "<<<<<<< " not in source.text:
        return
    met: list[Span] = []
    for found in _MARK.finditer(source.text):
        mark = Span(source, found.start(), found.start() + 7)
        if mark.text[0] == "<":
            met = [mark]
        elif mark.text[0] == " =>"[len(met)]:
            met.append(mark)
        if len(met) == 3:
            yield Finding(met[0], "a merge conflict begins here", related=((mark, "it ends here"),))
            met = []


RULE = Rule("merge-conflict", Severity.ERROR, Group.FILES, check)

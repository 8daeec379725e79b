"""A page lacks a heading of its type, has one out of order, or one with nothing beneath.

Readers who compare two pages of a kind look for the same thing in the same place. The headings
of a type and their order are in the table of page types; one that ends with ``?`` there may be
left out. A page that is compared by principles has a heading for each of them. In the example
a case has the section ‘Events’, and ‘Doubt’ may follow.

Example:

    -- docs/cases/raft.md --
    ---
    title: Raft
    type: case
    summary: >-
      The raft is the ship that the king did not order. It would have been cheaper, and it would
      have moved no more.
    paragraphs: 2
    ---

    ## Doubt

    Nobody says why no raft was built [@doe2001, ¶ 2].

Instead:

    -- docs/cases/raft.md --
    ---
    title: Raft
    type: case
    summary: >-
      The raft is the ship that the king did not order. It would have been cheaper, and it would
      have moved no more.
    paragraphs: 2
    ---

    ## Events

    Nobody built a raft for the king [@doe2001, ¶ 2].

    ## Doubt

    Nobody says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import PageType, Site
from apparatus.model import FrontMatter, Heading, Page, Span
from apparatus.rules import Group, Rule

_COMMENT = re.compile(r"<!--.*?-->", re.S)


def check(site: Site) -> Iterator[Finding]:
    for page, front, kind in site.typed.values():
        yield from _against_type(page, front, kind)
        titles = {heading.title for heading in page.headings}
        for name in front.principles:
            title = site.page_types.principles.get(name)
            if title and title not in titles:
                yield Finding(front.place_of("principles"), f"no heading '{title}' on this page")
        yield from _empty(page)


def _against_type(page: Page, front: FrontMatter, kind: PageType) -> Iterator[Finding]:
    order = [section.title for section in kind.sections]
    found = [heading for heading in page.headings if heading.level == 2]
    titles = [heading.title for heading in found]
    for section in kind.sections:
        if section.required and section.title not in titles:
            yield Finding(front.place_of("type"), f"no heading '{section.title}' on this page")
    last = -1
    for heading in found if order else ():
        if heading.title not in order:
            yield Finding(heading.span, f"a {kind.name} page has no section '{heading.title}'")
        elif order.index(heading.title) < last:
            before = order[last]
            yield Finding(heading.span, f"'{heading.title}' belongs before '{before}'")
        else:
            last = order.index(heading.title)


def _empty(page: Page) -> Iterator[Finding]:
    """Headings with nothing but a heading of their own or a higher level behind them."""
    end = Heading(1, "", Span(page.source, len(page.source.text), len(page.source.text)))
    for heading, following in pairwise([*page.headings, end]):
        between = page.source.text[heading.span.end : following.span.start]
        between = _COMMENT.sub("", between).strip(" \t\r\n#")
        if heading.level > 1 and following.level <= heading.level and not between:
            yield Finding(heading.span, f"nothing stands under '{heading.title}'")


RULE = Rule("missing-section", Severity.WARN, Group.PAGES, check)

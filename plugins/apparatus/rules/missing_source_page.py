"""The printed pages of the edited work are not all marked, once and in order.

A mark ``{p. 1204}`` stands where the printed page begins. Others cite the work by its pages,
and a reader with such a citation looks for the mark. The pages of each section are in the
witness. The finding stands at the mark before the missing one.

Example:

    -- docs/one.md --
    {p. 1203}{¶1} A king had read of ships.[^1]

    {¶2} He had one built.[^2] It stood still.

    [^1]: [@roe1999, p. 12].

    [^2]: Of the price nothing is known.

Instead:

    -- docs/one.md --
    {p. 1203}{¶1} A king had read of ships.[^1]

    {¶2} He had one built.[^2] {p. 1204}It stood still.

    [^1]: [@roe1999, p. 12].

    [^2]: Of the price nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    sections = site.witness.sections if site.witness else ()
    expected = min((section.printed.start for section in sections if section.printed), default=0)
    for index, section in enumerate(sections):
        page = site.pages.get(section.page)
        if page is None or not section.printed:
            return
        before = Span(page.source, page.body, page.body)
        for mark in page.milestones:
            if mark.unit != "page":
                continue
            if mark.number < expected:
                yield Finding(mark.span, f"page {mark.number} is marked behind page {expected - 1}")
                continue
            if mark.number > expected:
                yield Finding(before, f"page {expected} is not marked behind page {expected - 1}")
            before, expected = mark.span, mark.number + 1
        # A page on which this section ends and the next begins may be marked in either.
        later = sections[index + 1].printed.start if index + 1 < len(sections) else 10**9
        if expected < section.printed.stop and expected < later:
            yield Finding(before, f"page {expected} is not marked behind page {expected - 1}")
            expected = min(section.printed.stop, later)


RULE = Rule("missing-source-page", Severity.ERROR, Group.EDITION, check)

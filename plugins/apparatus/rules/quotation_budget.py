"""A page, or the whole site, quotes more of the author's own words than it allows itself.

Many short quotations together can stand in for the text, as one long one does. The limits are
in the witness, ``budget: {page: 60, site: 400}``, and count words. Words that the edited work
takes from others (a speech, a doctrine) do not count. The same words quoted twice on a page
count twice there, and once in the sum for the site.

Example:

    -- witness.yml --
    budget: {page: 10}
    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    The house is ‘waiting for the water to come’ [@doe2001, ¶ 3]. Its mast, too, is ‘waiting for
    the water to come’ [@doe2001, ¶ 3].

Instead:

    -- witness.yml --
    budget: {page: 10}
    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    The house, mast and all, is ‘waiting for the water to come’ [@doe2001, ¶ 3].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.quotations import own_words
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    budget = site.witness.budget if site.witness else {}
    quoted = own_words(site)
    most = budget.get("page")
    for name, count in quoted.by_page.items():
        if most is not None and count > most:
            page = site.pages[name]
            heading = page.headings[0].span if page.headings else Span(page.source, 0, 0)
            yield Finding(heading, f"{count} words of the author's own are quoted, not {most}")
    whole = budget.get("site")
    if site.witness and site.witness.sections and whole is not None and quoted.in_all > whole:
        place = site.witness.sections[0].span
        fact = f"the site quotes {quoted.in_all} words of the author's own, not {whole}"
        yield Finding(place, fact)


RULE = Rule("quotation-budget", Severity.WARN, Group.WORDS, check)

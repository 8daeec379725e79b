"""What the mutation tests share: damaged editions, and the judgement over what is said of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from apparatus.check import check_site
from apparatus.diagnostics import Diagnostic, Severity
from apparatus.edition import Site
from apparatus.model import Citation, CitationItem, Page, Source
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.project import load_site, read_mkdocs_settings
from apparatus.reports.text import concise
from tests.conftest import ROOT


class Mutant(NamedTuple):
    """A site with one thing broken, where, and what may be said about it.

    ``places`` are the (path, line) pairs of which one must be named by a rule of
    ``expected``; ``consequences`` are rules that may speak as well, anywhere.
    """

    what: str
    site: Site
    places: frozenset[tuple[str, int]]
    expected: frozenset[str]
    consequences: frozenset[str] = frozenset()


@cache
def edition() -> Site:
    return load_site(read_mkdocs_settings(ROOT / "mkdocs.yml"))


@cache
def sections() -> Site:
    site = edition()
    pages = {name: page for name, page in site.pages.items() if name not in site.typed}
    return replace(site, pages=pages, fingerprint=None)


def with_page(name: str, text: str, base: Site | None = None) -> Site:
    """The edition with another text of one page.

    Unless a ``base`` is given, words are not compared: that takes most of the time.
    """
    site = base or replace(edition(), fingerprint=None)
    page = parse_page(Source(site.pages[name].source.path, text))
    return replace(site, pages={**site.pages, name: page})


def with_bib(index: int, text: str) -> Site:
    """The edition without its typed pages, which have nothing to say of a damaged library."""
    site = sections()
    sources = list(site.library.sources)
    sources[index] = Source(sources[index].path, text)
    return replace(site, library=parse_library(sources))


def worse(site: Site) -> list[Diagnostic]:
    """Errors and warnings."""
    found = check_site(site).diagnostics
    return [each for each in found if each.severity is not Severity.INFO]


def judge(mutants: Iterator[Mutant]) -> None:
    """Fail unless every mutant is found where it was damaged, and nothing strange is said."""
    count, failures = 0, []
    for mutant in mutants:
        count += 1
        found = worse(mutant.site)
        hits = [
            each
            for each in found
            if each.rule in mutant.expected
            and (each.span.source.path, each.span.line) in mutant.places
        ]
        strange = [e for e in found if e.rule not in mutant.expected | mutant.consequences]
        if not hits or strange:
            said = "; ".join(concise(each) for each in found) or "nothing"
            failures.append(f"{mutant.what} at {sorted(mutant.places)}: {said}")
    assert not failures, f"{len(failures)} of {count} mutants:\n" + "\n".join(failures[:20])
    assert count > 0


def items() -> Iterator[tuple[str, Page, Citation, CitationItem]]:
    """Every citation item of the article's sections, and some of the other pages."""
    chance = random.Random(98)
    for name, page in edition().pages.items():
        for citation in page.citations:
            if name not in edition().typed or chance.random() < 0.03:
                for item in citation.items:
                    yield name, page, citation, item


def place(page: Page, offset: int) -> frozenset[tuple[str, int]]:
    """The line of an offset, as the places of a mutant."""
    return frozenset({(page.source.path, page.source.position(offset)[0])})

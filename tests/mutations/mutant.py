"""A mutant: the edition with one thing broken, where that shows, and what may be said of it.

Mutants that touch different files are put into one site and checked together; each must
still be found at its own file and line. That makes many of them cheap.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from apparatus.check import check_site
from apparatus.diagnostics import Diagnostic, Severity
from apparatus.edition import Site
from apparatus.model import Page, Source, Span
from apparatus.parse.data_files import parse_emendations, parse_witness
from apparatus.parse.fingerprint_file import parse_fingerprint
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.parse.page_types import parse_page_types
from apparatus.parse.people_file import parse_people
from apparatus.project import load_site, read_settings, read_source
from apparatus.reports.text import concise
from tests.conftest import ROOT

Line = tuple[str, int]
"""A file and a line of it, counted from 1."""

DATA = {
    "emendations": (parse_emendations, "emendations.yml"),
    "people": (parse_people, "people.yml"),
    "witness": (parse_witness, "witness.yml"),
    "page_types": (parse_page_types, "page-types.yml"),
    "fingerprint": (parse_fingerprint, "fingerprint.yml"),
}


class Mutant(NamedTuple):
    """Edits of the edition's files, and the lines of which one must be named.

    ``unit`` is what may be damaged once in one site; '' stands for the files that are edited.
    """

    edits: tuple[tuple[Span, str], ...]
    lines: frozenset[Line]
    unit: str = ""

    @property
    def units(self) -> frozenset[str]:
        paths = frozenset(span.source.path for span, _ in self.edits)
        return frozenset({self.unit}) if self.unit else paths


class Kind(NamedTuple):
    """A kind of damage: its name, what makes it, and the rules of which one must speak.

    ``also`` are rules that may speak as well, anywhere, for what follows from the damage.
    ``base`` is the site that is damaged. ``words`` is all of it; to compare words takes most
    of the time, so ``quotations`` knows quotations and calls alone, ``pages`` has no
    fingerprint, ``sections`` no typed pages either. At most ``most`` mutants are taken, by
    chance.
    """

    name: str
    make: Callable[[Site, random.Random], Iterable[Mutant]]
    rules: str
    also: str = ""
    base: str = "pages"
    most: int = 14


@cache
def edition(base: str = "words") -> Site:
    """Our own edition, or as much of it as a kind of damage needs (see `Kind`)."""
    if base == "words":
        return load_site(read_settings(ROOT / "mkdocs.yml"))
    site = edition()
    if base == "quotations":
        assert site.fingerprint
        assert site.witness
        fingerprint = replace(site.fingerprint, passages={})
        return replace(site, fingerprint=fingerprint, witness=replace(site.witness, allowed=()))
    site = replace(site, fingerprint=None)
    if base == "sections":
        return replace(site, pages={n: p for n, p in site.pages.items() if n not in site.typed})
    return site


@cache
def data_file(name: str) -> Source:
    """A data file of the edition, by the name that it has among the settings."""
    return read_source(ROOT / "bibliography" / DATA[name][1])[0]


# --- making them -----------------------------------------------------------------------


def line_of(span: Span, at: int | None = None) -> Line:
    """The line of an offset, by default that at which the span begins."""
    return span.source.path, span.source.position(span.start if at is None else at)[0]


def change(span: Span, text: str = "", at: int | None = None, unit: str = "") -> Mutant:
    """``text`` instead of what stands at ``span``; it shows there, or at the offset ``at``."""
    return Mutant(((span, text),), frozenset({line_of(span, at)}), unit)


def insert(source: Source, at: int, text: str, shows: int | None = None, unit: str = "") -> Mutant:
    """``text`` where nothing was left out."""
    return change(Span(source, at, at), text, shows, unit)


def within(span: Span, pattern: str) -> Span | None:
    """Where the first group of a pattern stands inside a span."""
    found = re.search(pattern, span.text, re.M)
    if not found:
        return None
    return Span(span.source, span.start + found.start(1), span.start + found.end(1))


def other_letter(chance: random.Random, letter: str) -> str:
    return chance.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != letter.lower()])


def printed(site: Site) -> list[tuple[str, Page]]:
    """The sections of the edited work."""
    sections = site.witness.sections if site.witness else ()
    return [(section.page, site.pages[section.page]) for section in sections]


# --- judging them ----------------------------------------------------------------------


def damaged(site: Site, mutants: Iterable[Mutant]) -> Site:
    """The site with the edits of all these mutants; only what they touch is read again."""
    edits: dict[Source, list[tuple[Span, str]]] = {}
    for mutant in mutants:
        for span, text in mutant.edits:
            edits.setdefault(span.source, []).append((span, text))
    after = {old.path: (old, Source(old.path, _edited(old.text, e))) for old, e in edits.items()}
    pages = dict(site.pages)
    for name, page in site.pages.items():
        if page.source.path in after:
            pages[name] = parse_page(after[page.source.path][1])
    library = site.library
    if any(source.path in after for source in library.sources):
        library = parse_library(
            after[source.path][1] if source.path in after else source for source in library.sources
        )
    changes, faults = {}, []
    for name, (parse, _) in DATA.items():
        if (path := data_file(name).path) in after:
            changes[name], wrong = parse(after[path][1])
            faults += wrong
    return replace(site, pages=pages, library=library, faults=tuple(faults), **changes)


def _edited(text: str, edits: list[tuple[Span, str]]) -> str:
    for span, new in sorted(edits, key=lambda each: (-each[0].start, -each[0].end)):
        text = text[: span.start] + new + text[span.end :]
    return text


def worse(site: Site) -> list[Diagnostic]:
    """Errors and warnings."""
    found = check_site(site).diagnostics
    return [each for each in found if each.severity is not Severity.INFO]


def sample(kind: Kind) -> list[Mutant]:
    """The mutants of a kind that are judged, always the same."""
    chance = random.Random(kind.name)
    mutants = list(kind.make(edition(kind.base), chance))
    return mutants if len(mutants) <= kind.most else chance.sample(mutants, kind.most)


def together(mutants: Iterable[Mutant]) -> Iterator[list[Mutant]]:
    """The mutants in groups in which no unit is damaged twice."""
    groups: list[tuple[set[str], list[Mutant]]] = []
    for mutant in mutants:
        free = (each for each in groups if each[0].isdisjoint(mutant.units))
        units, group = next(free, (set(), []))
        if not group:
            groups.append((units, group))
        units |= mutant.units
        group.append(mutant)
    yield from (group for _, group in groups)


def unfound(kind: Kind, mutants: list[Mutant]) -> Iterator[str]:
    """What is wrong with the findings over a site that all these mutants have damaged."""
    found = worse(damaged(edition(kind.base), mutants))
    expected, consequences = frozenset(kind.rules.split()), frozenset(kind.also.split())
    named = {line_of(each.span) for each in found if each.rule in expected}
    for mutant in mutants:
        if named.isdisjoint(mutant.lines):
            paths = {path for path, _ in mutant.lines}
            said = [concise(each) for each in found if each.span.source.path in paths]
            texts = [text for _, text in mutant.edits]
            yield f"{texts} not found at {sorted(mutant.lines)[:3]}; said is {said[:4]}"
    for each in found:
        if each.rule not in expected | consequences:
            yield f"strange: {concise(each)}"

"""Who speaks of whom: links, relations and citations of the edited work, both ways.

Authors write each connection once, as a link, a relation in the front matter or a
citation; everything that lists connections reads them here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from apparatus.edition import Site
from apparatus.model import CitationItem, Link, Page


class Mention(NamedTuple):
    """A link on ``page`` to the page that is asked about."""

    page: str
    link: Link


class Neighbour(NamedTuple):
    """Another page and how the page that is asked about stands to it."""

    kind: str
    page: str


class CrossReferences(NamedTuple):
    """All connections of a site. Pages are named by their path relative to docs.

    ``links``: from each page, the pages that it links to, in order. ``mentions``: to each
    page. ``relations``: of each page, those it states and those stated of it, inverted.
    ``draws``: per paragraph or note of the edited work, the typed pages that cite it.
    """

    links: Mapping[str, tuple[str, ...]]
    mentions: Mapping[str, tuple[Mention, ...]]
    relations: Mapping[str, tuple[Neighbour, ...]]
    draws: Mapping[tuple[str, int], tuple[str, ...]]


@lru_cache(maxsize=2)
def cross_references(site: Site) -> CrossReferences:
    """Collect the connections of a site, once."""
    links: dict[str, list[str]] = {}
    mentions: dict[str, list[Mention]] = {}
    for name, page in site.pages.items():
        for link in page.links:
            target = resolve(name, link.target)
            if target in site.pages and target != name:
                links.setdefault(name, []).append(target)
                mentions.setdefault(target, []).append(Mention(name, link))
    return CrossReferences(
        links={name: tuple(dict.fromkeys(found)) for name, found in links.items()},
        mentions={name: tuple(found) for name, found in mentions.items()},
        relations=_relations(site),
        draws=_draws(site),
    )


def neighbourhood(site: Site, name: str) -> list[Neighbour]:
    """The typed pages around one: those related to it, then those linked either way.

    The kind of a neighbour that is merely linked is ''.
    """
    known = cross_references(site)
    related = known.relations.get(name, ())
    linked = [*known.links.get(name, ()), *(each.page for each in known.mentions.get(name, ()))]
    others = {page for page in linked if page in site.typed} - {each.page for each in related}
    in_order = (page for page in dict.fromkeys(linked) if page in others)
    return [*related, *(Neighbour("", page) for page in in_order)]


@lru_cache(maxsize=8192)
def resolve(page: str, target: str) -> str:
    """The page that a relative link on ``page`` leads to, without its anchor."""
    path = target.partition("#")[0].partition("?")[0]
    if not path or "://" in path:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def _relations(site: Site) -> dict[str, tuple[Neighbour, ...]]:
    found: dict[str, dict[Neighbour, None]] = {}
    for name, (_, front, _) in site.typed.items():
        for relation in front.related:
            inverse = site.page_types.relations.get(relation.kind)
            if inverse and relation.page in site.typed:
                found.setdefault(name, {})[Neighbour(relation.kind, relation.page)] = None
                found.setdefault(relation.page, {})[Neighbour(inverse, name)] = None
    return {name: tuple(neighbours) for name, neighbours in found.items()}


def _draws(site: Site) -> dict[tuple[str, int], tuple[str, ...]]:
    found: dict[tuple[str, int], dict[str, None]] = {}
    if site.witness is None:
        return {}
    for name, (page, _, _) in site.typed.items():
        for place in cited_places(page, site.witness.work):
            found.setdefault(place, {})[name] = None
    return {place: tuple(names) for place, names in found.items()}


@lru_cache(maxsize=2048)
def cited_places(
    page: Page, work: str, start: int = 0, end: int | None = None
) -> tuple[tuple[str, int], ...]:
    """Places of the edited ``work`` that a stretch of a page cites, each once, in order."""
    stop = len(page.source.text) if end is None else end
    found: dict[tuple[str, int], None] = {}
    for citation in page.citations:
        if start <= citation.span.start < stop:
            for item in citation.items:
                if item.key == work:
                    found.update(dict.fromkeys(places_of(item)))
    return tuple(found)


def places_of(item: CitationItem) -> Iterator[tuple[str, int]]:
    """The paragraphs, notes and printed pages that a locator names, ranges taken apart."""
    for part in item.places:
        if part.label in ("paragraph", "note", "page"):
            for each in part.ranges:
                if each.system == "arabic":
                    last = min(each.last, each.first + 1000)  # a slip must not fill the memory
                    yield from ((part.label, number) for number in range(each.first, last + 1))

"""Borrowed words: groups of words on a page that stand in the edited text as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from apparatus.edition import Fingerprint, Place, Site
from apparatus.fingerprint import SIZE, digest
from apparatus.model import Page, Span
from apparatus.quotations import quoted_spans, site_quotations
from apparatus.words import Word, running_words, words_of


class Borrowed(NamedTuple):
    """A run of words that stands in the edited text, and the place where it begins."""

    span: Span
    place: Place


Names = tuple[tuple[str, ...], ...]


def allowed_names(site: Site) -> Names:
    """The names and titles that may be used though the edited text has them, as words."""
    allowed = site.witness.allowed if site.witness else ()
    return tuple(tuple(word.text for word in words_of(name)) for name, _ in allowed)


def site_borrowings(site: Site) -> Iterator[Borrowed]:
    """What every page has of the edited text's words.

    Quotation marks excuse on pages whose quotations are verified, and only there.
    """
    if site.fingerprint is None or not site.fingerprint.passages:
        return
    verified = {name for name, _ in site_quotations(site)}
    names = allowed_names(site)
    for name, page in site.pages.items():
        yield from borrowings(page, site.fingerprint, names, name in verified)


@lru_cache(maxsize=2048)
def borrowings(
    page: Page, fingerprint: Fingerprint, names: Names, quotes_excuse: bool
) -> tuple[Borrowed, ...]:
    """The borrowed runs of a page, those that overlap made one."""
    shut = list(quoted_spans(page)) if quotes_excuse else []
    found: list[Borrowed] = []
    for run in running_words(page, shut):
        for part in _without_names(run, names):
            for each in _in_run(page, fingerprint, part):
                if found and found[-1].span.end >= each.span.start:
                    span = Span(page.source, found[-1].span.start, each.span.end)
                    found[-1] = Borrowed(span, found[-1].place)
                else:
                    found.append(each)
    return tuple(found)


def _in_run(page: Page, fingerprint: Fingerprint, run: Sequence[Word]) -> Iterator[Borrowed]:
    for at in range(len(run) - SIZE + 1):
        group = run[at : at + SIZE]
        words = tuple(word.text for word in group)
        place = fingerprint.passages.get(digest(words, fingerprint.salt))
        if place:
            yield Borrowed(Span(page.source, group[0].start, group[-1].end), place)


def _without_names(run: Sequence[Word], names: Names) -> Iterator[Sequence[Word]]:
    """A run in pieces, the allowed names cut out."""
    texts = [word.text for word in run]
    at = start = 0
    while at < len(texts):
        length = next((len(n) for n in names if tuple(texts[at : at + len(n)]) == n), 0)
        if length:
            yield run[start:at]
            start = at = at + length
        else:
            at += 1
    yield run[start:]


def used_names(site: Site) -> frozenset[int]:
    """Which of the allowed names occur on any page, by their index."""
    names = allowed_names(site)
    return frozenset().union(*(_names_on(page, names) for page in site.pages.values()))


@lru_cache(maxsize=2048)
def _names_on(page: Page, names: Names) -> frozenset[int]:
    used: set[int] = set()
    for run in running_words(page, ()):
        text = f" {' '.join(word.text for word in run)} "
        used |= {i for i, name in enumerate(names) if f" {' '.join(name)} " in text}
    return frozenset(used)

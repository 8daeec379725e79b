"""Borrowed words: groups of words on a page that stand in the edited text as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
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


class PageWords(NamedTuple):
    """What the words of a page say: the borrowed runs, the allowed names by their index."""

    borrowed: tuple[Borrowed, ...]
    names: frozenset[int]


def allowed_names(site: Site) -> Names:
    """The names and titles that may be used though the edited text has them, as words."""
    allowed = site.witness.allowed if site.witness else ()
    return tuple(tuple(word.text for word in words_of(name)) for name, _ in allowed)


def site_words(site: Site) -> Iterator[tuple[str, PageWords]]:
    """What every page's words say, as it was remembered or as it is found now.

    Quotation marks excuse on pages whose quotations are verified, and only there.
    """
    if site.fingerprint is None:
        return
    verified = {name for name, _ in site_quotations(site)}
    names = allowed_names(site)
    identity = _identity(site.fingerprint, names)
    for name, page in site.pages.items():
        key = _key(page, identity, name in verified)
        known = site.remembered.get(key)
        if known is None:
            yield key, page_words(page, site.fingerprint, names, name in verified)
        else:
            runs, used = known
            borrowed = tuple(Borrowed(Span(page.source, a, b), (u, n)) for a, b, u, n in runs)
            yield key, PageWords(borrowed, frozenset(used))


@lru_cache(maxsize=8)
def _identity(fingerprint: Fingerprint, names: Names) -> bytes:
    """A digest of all that the verdict over words depends on besides the page."""
    found = blake2b(digest_size=16)
    for part in (fingerprint.salt, names, sorted(fingerprint.passages.items())):
        found.update(repr(part).encode())
    return found.digest()


def _key(page: Page, identity: bytes, quotes_excuse: bool) -> str:
    """Under what the verdict over a page's words is remembered."""
    marks = repr([(mark.start, mark.end) for mark in page.marks]).encode()
    text = page.source.text.encode("utf-8", "surrogatepass")
    content = b"\0".join((identity, bytes([quotes_excuse]), marks, text))
    return blake2b(content, digest_size=16).hexdigest()


@lru_cache(maxsize=2048)
def page_words(
    page: Page, fingerprint: Fingerprint, names: Names, quotes_excuse: bool
) -> PageWords:
    """The verdict over the words of one page."""
    return PageWords(borrowings(page, fingerprint, names, quotes_excuse), _names_on(page, names))


def borrowings(
    page: Page, fingerprint: Fingerprint, names: Names, quotes_excuse: bool
) -> tuple[Borrowed, ...]:
    """The borrowed runs of a page, those that overlap made one."""
    if not fingerprint.passages:
        return ()
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
    texts = tuple(word.text for word in run)
    beginning: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        beginning.setdefault(name[0] if name else "", []).append(name)
    at = start = 0
    while at < len(texts):
        possible = beginning.get(texts[at], ())
        length = next((len(n) for n in possible if texts[at : at + len(n)] == n), 0)
        if length:
            yield run[start:at]
            start = at = at + length
        else:
            at += 1
    yield run[start:]


def _names_on(page: Page, names: Names) -> frozenset[int]:
    used: set[int] = set()
    for run in running_words(page, ()):
        text = f" {' '.join(word.text for word in run)} "
        used |= {i for i, name in enumerate(names) if f" {' '.join(name)} " in text}
    return frozenset(used)

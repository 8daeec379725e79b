"""Words as they are compared: what of a text must agree for it to be the same text.

Normalization, in this order: compatibility characters and ligatures are taken apart
(NFKD), soft hyphens and joiners dropped, diacritics dropped, case folded; apostrophes
inside a word are dropped; a word is a run of letters and digits. Dashes, hyphens and
quotation marks part words and are not compared. A word that is parted by a hyphen at the
end of a line is one word where a small letter follows.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from apparatus.model import Page, Span

_WORD = re.compile(
    r"[^\W_]+(?:-[ \t]*\r?\n[ \t>]*(?=[^\W\d_A-Z])[^\W_]+|['’ʼ\u00ad\u200d][^\W_]+)*"
)
_DROPPED = re.compile(r"-[ \t]*\r?\n[ \t>]*|['’ʼ\u00ad\u200b-\u200d\u2060]")
_SKIPPED = re.compile(
    r"\]\([^()\s]*\)|<!--.*?-->|</?[A-Za-z][^<>]*>|\{:?[^{}\r\n]*\}|https?://\S+", re.S
)


class Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def normalized(word: str) -> str:
    """One word as it is compared."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", word))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]`` with their places in ``text``."""
    stop = len(text) if end is None else end
    found = (each for each in _WORD.finditer(text, start, stop))
    return [Word(normalized(each.group()), each.start(), each.end()) for each in found]


def running_words(
    page: Page, shut: Iterable[Span], stretches: Iterable[tuple[int, int]] | None = None
) -> Iterator[list[Word]]:
    """The words of a page, front matter and notes included, in runs without a break.

    Calls, citations, marks, addresses and tags are passed over as if they were not there;
    what is ``shut`` (quotations) and the blank between two stretches of text end a run.
    ``stretches`` narrows the page down.
    """
    text = page.source.text
    passed = stretches_of((mark.start, mark.end) for mark in page.marks)
    breaks = [(span.start, span.end) for span in shut]
    breaks += [found.span() for found in re.finditer(r"\|", text)]  # between cells of a table
    breaks.sort()
    if stretches is None:
        stretches = [(0, page.body), *((each.start, each.end) for each in page.stretches)]
    for start, end in stretches:
        skipped = stretches_of(
            [
                *_beginning_in(passed, start, end),
                *(each.span() for each in _SKIPPED.finditer(text, start, end)),
            ]
        )
        at = start
        for first, last in [*_beginning_in(breaks, start, end), (end, end)]:
            words = words_of(text, at, first)
            yield [word for word in words if not inside(word, skipped)] if skipped else words
            at = max(at, last)


def stretches_of(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches in order, those that overlap as one: what `inside` looks through."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united


def inside(word: Word, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a word begins inside any of these `stretches_of` a text."""
    at = bisect_right(stretches, word.start, key=itemgetter(0)) - 1
    return at >= 0 and word.start < stretches[at][1]


def _beginning_in(
    spans: Sequence[tuple[int, int]], start: int, end: int
) -> Sequence[tuple[int, int]]:
    first, last = (bisect_left(spans, at, key=itemgetter(0)) for at in (start, end))
    return spans[first:last]

"""What a reader reads of a page: its sentences without citations, calls, marks and markup."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter

from apparatus.model import Page, Span, Stretch

_SENTENCE_END = re.compile(
    r"[.!?][’”\")]*(?:\[\^?[^\[\]\r\n]*\])*(?=\s+[A-Z‘“\[{*_])"
    r"|\r?\n(?=[ \t]*(?:[-*+|>:]|\d+[.)])[ \t]|[ \t]*/{3})"
    r"|^[ \t]*(?:/{3}|!!!|\?\?\?|===)[^\r\n]*(?:\r?\n|\Z)",
    re.M,
)
_ESCAPED = 100  # bars in a cell that are looked at
_CELL = re.compile(r"(?<!\\)\||$", re.M)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.S)
_MARKS = re.compile(
    r"^[ \t>]*(?:#{1,6}|[-*+:]|\d+[.)])[ \t]+|\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`+", re.M
)
_ATTRIBUTES = re.compile(r"\{:?[^{}\r\n]*\}")
_BLANKS = re.compile(r"\s+")
_ELLIPSIS = re.compile(r"\.\.\.(?!\.)")
_BEFORE_STOP = re.compile(r" (?=[.,;:!?)’])")
_CLAUSE = re.compile(r"[,;:–—] ")
_WINDOW = 1500  # characters of a sentence around a place that are looked at
_WORD = re.compile(r"\w[\w’'-]*")


def plain_text(page: Page, start: int, end: int) -> str:
    """``page.source.text[start:end]`` as it is read, on one line."""
    pieces, at = [], start
    first, last = (bisect_left(page.marks, each, key=attrgetter("start")) for each in (start, end))
    for span in page.marks[first:last]:
        if at <= span.start and span.end <= end:
            pieces.append(page.source.text[at : span.start])
            at = span.end
    return without_markup("".join([*pieces, page.source.text[at:end]]))


def without_markup(text: str) -> str:
    """Markdown as it is read, on one line."""
    text = _TAG.sub("", _LINK.sub(r"\1", text))
    text = _ELLIPSIS.sub("…", _ATTRIBUTES.sub("", _MARKS.sub("", text)))
    return _BEFORE_STOP.sub("", _BLANKS.sub(" ", text)).strip()


def sentence_around(page: Page, at: int) -> str:
    """The sentence in which the offset lies, as it is read."""
    bounds = _sentence_bounds(page, at)
    return plain_text(page, *bounds) if bounds else ""


def words_around(page: Page, at: int, longest: int) -> str:
    """The sentence in which the offset lies; of a long one what leads up to the offset.

    A note is called where the words end that it stands behind.
    """
    bounds = _sentence_bounds(page, at)
    if bounds is None:
        return ""
    bounds = max(bounds[0], at - _WINDOW), min(bounds[1], at + _WINDOW)
    whole = plain_text(page, *bounds)
    if len(whole) <= longest:
        return whole
    before = plain_text(page, bounds[0], at)
    after = " …" if plain_text(page, at, bounds[1]).strip(".!?’”) ") else ""
    before = before.rstrip(",;: ") if after else before
    if len(before) <= longest:
        return f"{before}{after}"
    tail = before[-longest:]
    clause = _CLAUSE.search(tail, 0, longest // 2) or _BLANKS.search(tail)
    return f"… {tail[clause.end() if clause else 0 :]}{after}"


def _sentence_bounds(page: Page, at: int) -> tuple[int, int] | None:
    stretch = page.stretch_at(at)
    if stretch is None:
        return None
    ends = _sentence_ends(page, stretch)
    behind = bisect_right(ends, at)
    return _cell(page, at, ends[behind - 1] if behind else stretch.start, ends[behind])


def _cell(page: Page, at: int, start: int, end: int) -> tuple[int, int]:
    """Of a sentence, what stands in the cell of a table in which ``at`` lies."""
    text = page.source.text
    line = text.rfind("\n", 0, at) + 1
    if text[line:at].lstrip(" \t>")[:1] != "|":
        return start, end
    before, behind = text.rfind("|", line, at), _CELL.search(text, at)
    for _ in range(_ESCAPED):
        if before <= line or text[before - 1] != "\\":
            break
        before = text.rfind("|", line, before)
    return max(start, before + 1), min(end, behind.start() if behind else end)


@lru_cache(maxsize=256)
def _sentence_ends(page: Page, stretch: Stretch) -> list[int]:
    found = _SENTENCE_END.finditer(page.source.text, stretch.start, stretch.end)
    return [*(each.end() for each in found if each.end() < stretch.end), stretch.end]


@lru_cache(maxsize=1024)
def count_words(page: Page) -> int:
    """The words of a page's own text: no front matter, headings, notes or citations."""
    headings = {each.span.start for each in page.headings}
    texts = (
        plain_text(page, stretch.start, stretch.end)
        for stretch in page.stretches
        if stretch.note is None and stretch.start not in headings
    )
    return sum(len(_WORD.findall(text)) for text in texts)


@lru_cache(maxsize=1024)
def find_in_prose(page: Page, pattern: re.Pattern[str]) -> tuple[re.Match[str], ...]:
    """Every match in running text: outside notes, headings, citations, calls and tags."""
    found: list[re.Match[str]] = []
    shut = [*page.marks, *(each.span for each in page.headings)]
    shut += [Span(page.source, *found.span()) for found in _TAG.finditer(page.source.text)]
    is_shut = covered_by(shut)
    for stretch in page.stretches:
        if stretch.note is None:
            matches = pattern.finditer(page.source.text, stretch.start, stretch.end)
            found += (match for match in matches if not is_shut(match.start()))
    return tuple(found)


def covered_by(spans: Iterable[Span]) -> Callable[[int], bool]:
    """Whether an offset lies inside one of these spans of one source."""
    in_order = sorted((span.start, span.end) for span in spans)
    starts = [start for start, _ in in_order]
    furthest = [0, *accumulate((end for _, end in in_order), max)]
    return lambda at: furthest[bisect_right(starts, at)] > at

"""A changelog in Markdown: the headings that begin with a date, and what stands beneath them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from apparatus.edition import Change
from apparatus.model import Fault, Source, Span
from apparatus.parse.blocks import read_blocks

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$", re.M)
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)[\s:–—-]*(.*)", re.S)
_ITEM = re.compile(r"\s*[-*+]\s+")


def parse_changelog(source: Source) -> tuple[tuple[Change, ...], list[Fault]]:
    """Every change, in the order of the file: ``### 2027-01-31 — What was done`` and its text.

    A change ends where a heading of its own level or a higher one begins.
    """
    changes, faults = [], []
    headings = [
        found
        for stretch in read_blocks(source, 0).stretches
        for found in _HEADING.finditer(source.text, stretch.start, stretch.end)
    ]
    for heading, end in zip(headings, _ends(headings, len(source.text)), strict=True):
        found = _DATED.fullmatch(heading[2].rstrip(" \t\r#"))
        if not found:
            continue
        body = source.text[heading.end() : end]
        if not _is_date(found[1]):
            start = heading.start(2)
            span = Span(source, start, start + len(found[1]))
            faults.append(Fault("malformed-data-file", span, f"'{found[1]}' is no date"))
        else:
            changes.append(Change(found[1], found[2] or found[1], tuple(_blocks(body))))
    if not changes and not faults:
        what = "no heading begins with a date, as in '### 2027-01-31 — What was done'"
        faults.append(Fault("malformed-data-file", Span(source, 0, 0), what))
    return tuple(changes), faults


def _ends(headings: list[re.Match[str]], end: int) -> list[int]:
    """Where what stands beneath each heading ends."""
    ends = []
    starts = [end] * 7  # of the nearest heading behind, by its level
    for heading in reversed(headings):
        level = len(heading[1])
        ends.append(min(starts[: level + 1]))
        starts[level] = heading.start()
    return ends[::-1]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _blocks(body: str) -> Iterable[str | tuple[str, ...]]:
    """The paragraphs, and the lists as tuples of their items; a list within one is one with it."""
    pieces: list[tuple[bool, list[str]]] = []
    is_open = False
    for line in body.splitlines():
        item = _ITEM.match(line)
        if not line.strip():
            is_open = False
        elif item:
            pieces.append((True, [line[item.end() :].strip()]))
            is_open = True
        elif is_open or (pieces and pieces[-1][0] and line[0].isspace()):
            pieces[-1][1].append(line.strip())
        else:
            pieces.append((False, [line.strip().lstrip("# ")]))
            is_open = True
    for is_list, group in groupby(pieces, key=lambda piece: piece[0]):
        texts = tuple(" ".join(lines) for _, lines in group)
        yield from ((texts,) if is_list else texts)

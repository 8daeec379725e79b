"""Pandoc's citation grammar, with places.

A key begins with a letter, a digit or ``_`` and goes on with these and with single
punctuation marks inside; ``@{...}`` holds anything but white space. Items are separated
by ``;`` alone. Deviations from Pandoc, each on purpose: a second key in one item is a
fault (Pandoc drops a work without a word), and so is an item without a key.
"""

from __future__ import annotations

import re
from itertools import pairwise

from apparatus.keys import KEY
from apparatus.model import Citation, CitationItem, Fault, Source, Span
from apparatus.parse.locator import parse_locator, parse_pinpoints

MARK = re.compile(r"(?<![\w\\])(?:(?<!-)-)?@")
_LONGEST_KEY = 300
_SEPARATORS = re.compile(r"[\\`;\[\]{}&]")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|\w+);")


def parse_key(text: str, at: int, end: int) -> tuple[int, int, int] | None:
    """The key just behind an ``@``: start and end of the key, and where the text goes on."""
    if text[at : min(at + 1, end)] == "{":
        depth, i = 0, at
        while i < min(end, at + _LONGEST_KEY) and not text[i].isspace():
            depth += (text[i] == "{") - (text[i] == "}")
            if depth == 0:
                return (at + 1, i, i + 1) if i > at + 1 else None
            i += 1
        return None
    found = KEY.match(text, at, end)
    return (at, found.end(), found.end()) if found else None


def parse_bracket(
    source: Source, start: int, end: int, language: str = ""
) -> tuple[Citation | None, list[Fault]]:
    """The citation inside ``[...]``; ``start`` and ``end`` include the brackets.

    ``language`` is that of its locators, see `parse_locator`.

    Returns no citation and no fault where the bracket holds no ``@`` that could be one.
    """
    text = source.text
    inner_end = end - 1
    segments = _split(text, start + 1, inner_end)
    parsed = [_items(source, a, b, language) for a, b in segments]
    items = [item for found, _ in parsed for item in found]
    opening = text.startswith(("[@", "[-@"), start)
    if not items and not opening:
        return None, []
    faults = [fault for _, found in parsed for fault in found]
    for (a, b), (found, wrong) in zip(segments, parsed, strict=True):
        if not found and not wrong:
            subject = "empty item" if not text[a:b].strip() else "no key"
            faults.append(Fault("malformed-citation", Span(source, max(a - 1, start), b), subject))
    return Citation(tuple(items), Span(source, start, end)), faults


def parse_bare(
    source: Source, at: int, end: int, language: str = ""
) -> tuple[Citation | None, int, list[Fault]]:
    """``@key`` in running text, with ``[locator]`` behind it if there is one."""
    text = source.text
    key = parse_key(text, at + 1, end)
    if key is None:
        return None, at + 1, []
    stop, locator, suffix = key[2], None, ""
    rest = stop
    faults: list[Fault] = []
    space = 1 if text[stop : stop + 1] == " " else 0
    if text[stop + space : stop + space + 1] == "[":
        close = text.find("]", stop, end)
        inner = text[stop + space + 1 : close] if close > 0 else "@"
        if close > 0 and "@" not in inner and text[close + 1 : close + 2] not in ("(", "["):
            locator, rest, faults = parse_locator(source, stop + space + 1, close, language)
            suffix, stop = text[rest:close], close + 1
    item = CitationItem(
        text[key[0] : key[1]],
        Span(source, key[0], key[1]),
        Span(source, at, stop),
        locator=locator,
        suffix=suffix,
        pinpoints=parse_pinpoints(source, rest, stop - 1, language) if suffix else (),
    )
    return Citation((item,), item.span, in_text=True), stop, faults


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches between the ``;`` that stand outside code, brackets, braces, entities."""
    cuts, depth, at = [], 0, start
    while found := _SEPARATORS.search(text, at, end):
        at = found.end()
        mark = found.group()
        if mark == "\\":
            at += 1
        elif mark == "`":
            close = text.find("`", at, end)
            at = close + 1 if close > 0 else at
        elif mark == "&":
            entity = _ENTITY.match(text, found.start(), end)
            at = entity.end() if entity else at
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth = max(0, depth - 1)
        elif depth == 0:
            cuts.append(found.start())
    bounds = [start - 1, *cuts, end]
    return [(a + 1, b) for a, b in pairwise(bounds)]


def _items(
    source: Source, start: int, end: int, language: str
) -> tuple[list[CitationItem], list[Fault]]:
    """The item between ``start`` and ``end``; more than one only where keys are joined."""
    text = source.text
    marks, faults = [], []
    behind = start
    for mark in MARK.finditer(text, start, end):
        if mark.start() < behind:  # inside the braces of a key
            continue
        key = parse_key(text, mark.end(), end)
        if key:
            marks.append((mark, key))
            behind = key[2]
        elif mark.start() == start or not marks:
            bare = text[mark.end() : mark.end() + 1]
            if (not bare.isspace() and bare != "") or mark.start() == start:
                faults.append(
                    Fault("malformed-citation", Span(source, mark.start(), mark.end()), "bad key")
                )
    items: list[CitationItem] = []
    for index, (mark, key) in enumerate(marks):
        stop = marks[index + 1][0].start() if index + 1 < len(marks) else end
        if not index:
            locator, rest, wrong = parse_locator(source, key[2], stop, language)
            faults += wrong
        else:  # which of the joined works a locator belongs to is not known
            locator, rest = None, key[2]
            span = Span(source, mark.start(), key[2])
            faults.append(Fault("keys-joined-by-comma", span, text[key[0] : key[1]]))
        items.append(
            CitationItem(
                key=text[key[0] : key[1]],
                key_span=Span(source, key[0], key[1]),
                span=Span(source, start if not index else mark.start(), stop),
                prefix="" if index else text[start : mark.start()].strip(),
                locator=locator,
                suffix=text[rest:stop].rstrip(),
                suppress_author=mark.group().startswith("-"),
                pinpoints=() if index else parse_pinpoints(source, rest, stop, language),
            )
        )
    return items, faults

"""Where in an author's text the calls of notes go, and how what was made is put there."""

from __future__ import annotations

import re

from apparatus.model import Span

_BEFORE = re.compile(r"(?<=\S)(?:[ \t]+|[ \t]?\r?\n[ \t]*)\Z")
_NO_WORD = re.compile(r"[ \t>]*(?:[#|<`~]|\W*\Z)|.*(?:  |\\)\r?\n\Z")  # no text, or a hard break
_LONGEST = 200  # blanks before a citation that are looked at
_BEHIND = re.compile(r"[.,;:!?](?![.\w])")
_MARKER = re.compile(r"[ \t>]*(?:(?:[-*+:]|#+|\d+[.)])[ \t]*)*\Z")

Edits = list[tuple[Span, str]]
"""What is to stand instead of stretches of the text."""


def set_notes(calls: Edits) -> Edits:
    """Where the numbers of bracketed citations go: to the word, behind punctuation.

    As in Pandoc's note styles, ``word [@key].`` becomes ``word.¹``, and ``word [@a] [@b].``
    ``word.¹ ²``. ``calls`` are the citations in their order with what stands for them.
    """
    rows: list[Edits] = []
    for span, call in calls:
        if rows and _follows(rows[-1][-1][0], span):
            rows[-1].append((span, call))
        else:
            rows.append([(span, call)])
    return [_set(row) for row in rows]


def _follows(one: Span, next_: Span) -> bool:
    """Whether nothing is between two calls, or blanks that part a call from its word."""
    text = one.source.text
    blank = text[one.end : next_.start]
    return not blank or (not blank.strip() and _word_end(text, next_.start) == one.end)


def _set(row: Edits) -> tuple[Span, str]:
    source, first, last = row[0][0].source, row[0][0].start, row[-1][0].end
    behind = _BEHIND.match(source.text, last)
    mark = behind.group() if behind else ""
    numbers = "\u2009".join(call for _, call in row)  # 1 2, and not 12
    return Span(source, _word_end(source.text, first), last + len(mark)), mark + numbers


def _word_end(text: str, start: int) -> int:
    """Where the blanks before ``start`` begin, be it on the line before, if they part a call
    from its word and do not set off a list item, a quotation or a heading.
    """
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        marker = _MARKER.match(text[line:start])
    else:
        above = text.rfind("\n", 0, max(0, line - 1)) + 1
        marker = _NO_WORD.match(text[above:line]) if line else _MARKER.match("")
    if marker:
        return start
    blank = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return blank.start() if blank else start


def apply(text: str, edits: Edits, start: int, end: int) -> str:
    """``text[start:end]`` with every edit that lies inside; of nested ones, the outer."""
    pieces, at = [], start
    for span, replacement in sorted(edits, key=lambda each: (each[0].start, -each[0].end)):
        if at <= span.start and span.end <= end:
            pieces += [text[at : span.start], replacement]
            at = span.end
    return "".join([*pieces, text[at:end]])

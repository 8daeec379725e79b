"""The lines of composed sources: each a row of pieces, without its line break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import dedent

from apparatus.model import Piece, Source, Span, compose

Line = tuple[Piece, ...]
"""At least one piece, so that every line has a place, a blank one as well."""

_BREAK = re.compile(r"\r\n|\r|\n")


def lines_of(source: Source, start: int = 0) -> list[Line]:
    """The lines behind ``start``; behind a break at the end there is one more, a blank one."""
    span = Span(source, start, len(source.text))
    return split([Piece(span.text, span)])


def split(pieces: Iterable[Piece]) -> list[Line]:
    """The lines of a text that is given in pieces."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        at = 0
        for found in _BREAK.finditer(piece.text):
            lines[-1].append(_part(piece, at, found.start()))
            lines.append([])
            at = found.end()
        lines[-1].append(_part(piece, at, len(piece.text)))
    return [tuple(line) for line in lines if line]


def text_of(line: Line) -> str:
    """What a line says."""
    return line[0].text if len(line) == 1 else "".join(piece.text for piece in line)


def cut(line: Line, start: int, end: int) -> Line:
    """The characters of a line from ``start`` to ``end``."""
    kept, at = [], 0
    for piece in line:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last:
            kept.append(_part(piece, first, last))
        at += len(piece.text)
    return tuple(kept) or (_part(line[-1], len(line[-1].text), len(line[-1].text)),)


def dedented(lines: Sequence[Line]) -> list[Line]:
    """Lines without the blanks that all of them begin with; blank lines become empty."""
    texts = [text_of(line) for line in lines]
    kept = dedent("\n".join(texts)).split("\n") if lines else []
    pairs = zip(lines, texts, kept, strict=True)
    return [cut(line, len(old) - len(new), len(old)) for line, old, new in pairs]


def indented(line: Line, indent: str) -> Line:
    """A line with blanks set before it that do not stand in its file."""
    start = line[0].origin._replace(end=line[0].origin.start)
    return (Piece(indent, start), *line) if indent else line


def joined(path: str, lines: Sequence[Line], front: Sequence[Piece] = ()) -> Source:
    """One source from lines, behind the pieces of its ``front``."""
    return compose(path, [*front, *_with_breaks(lines)])


def _with_breaks(lines: Sequence[Line]) -> Iterator[Piece]:
    for number, line in enumerate(lines, start=1):
        yield from line
        if number < len(lines):
            source, _, end = line[-1].origin
            own = _BREAK.match(source.text, end)
            yield Piece(own.group() if own else "\n", Span(source, end, own.end() if own else end))


def _part(piece: Piece, start: int, end: int) -> Piece:
    return Piece(piece.text[start:end], piece.part(start, end))

"""Diagnostics for people: one line each, or with the author's own lines beneath.

Nothing of an author's text reaches the terminal raw: control and invisible characters
are spelled out, whatever they would do there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from apparatus.diagnostics import Diagnostic, Severity, Verdict, counted, place, printable, sentence
from apparatus.model import Span

_COLOURS = {Severity.ERROR: "31;1", Severity.WARN: "33;1", Severity.INFO: "36;1"}
_QUIET = "2"


class Style(NamedTuple):
    """What the reader's screen can do. ``limit`` findings are shown at most; 0 shows all."""

    width: int = 100
    colour: bool = False
    limit: int = 0

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


_PAPER = Style()


def concise(diagnostic: Diagnostic) -> str:
    """One line: ``path:line:col: severity [rule] message``."""
    return (
        f"{place(diagnostic.span)}: {diagnostic.severity.value} "
        f"[{diagnostic.rule}] {sentence(diagnostic)}"
    )


def plain(diagnostic: Diagnostic) -> str:
    """One line for hosts that print the severity themselves: ``path:line:col: rule: message``."""
    return f"{place(diagnostic.span)}: {diagnostic.rule}: {sentence(diagnostic)}"


def human(verdict: Verdict, style: Style = _PAPER) -> Iterator[str]:
    """Every diagnostic with its lines; the gravest where not all are to be shown."""
    shown = verdict.diagnostics
    if style.limit and len(shown) > style.limit:
        gravest = sorted(shown, key=lambda each: -each.severity.rank)[: style.limit]
        shown = tuple(sorted(gravest, key=lambda each: each.sort_key))
    for diagnostic in shown:
        yield with_lines(diagnostic, style)
    if more := len(verdict.diagnostics) - len(shown):
        yield f"… {counted(more, 'findings')} more; --limit 0 shows all"


def with_lines(diagnostic: Diagnostic, style: Style = _PAPER) -> str:
    """The concise line, the author's line with carets, the related places with theirs."""
    code = _COLOURS[diagnostic.severity]
    head = (
        f"{style.paint(place(diagnostic.span), '1')}: "
        f"{style.paint(diagnostic.severity.value, code)} [{diagnostic.rule}] {sentence(diagnostic)}"
    )
    lines = [head, *_snippet(diagnostic.span, style, code)]
    for span, text in diagnostic.related:
        lines += [f"    {place(span)}: {printable(text)}", *_snippet(span, style, _QUIET)]
    if diagnostic.fix:
        kind = "" if diagnostic.fix.safe else " (unsafe)"
        lines.append(style.paint(f"    fix{kind}: {printable(diagnostic.fix.title)}", _QUIET))
    return "\n".join(lines)


def _snippet(span: Span, style: Style, code: str) -> list[str]:
    """The line at which the span starts, cut to the width around it, and carets."""
    line, column = span.source.position(span.start)
    text = _line(span, line)
    if not text.strip():
        return []
    gutter = f"{line:>5} | "
    room = max(20, style.width - len(gutter))
    cut = max(0, min(column - 1 - room // 3, len(text) - room))
    end = min(len(text), cut + room, column - 1 + max(1, span.end - span.start))
    before, marked, after = (
        printable(part.replace("\t", " "))
        for part in (text[cut : column - 1], text[column - 1 : end], text[end : cut + room])
    )
    if cut and before:
        before = f"…{before[1:]}"
    if cut + room < len(text) and after:
        after = f"{after[:-1]}…"
    carets = "^" * max(1, _columns(marked))
    return [
        style.paint(gutter, _QUIET) + before + marked + after,
        " " * (len(gutter) + _columns(before)) + style.paint(carets, code),
    ]


def _line(span: Span, line: int) -> str:
    starts, text = span.source.line_starts, span.source.text
    end = starts[line] if line < len(starts) else len(text)
    return text[starts[line - 1] : end].rstrip("\r\n")


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: ideographs two, accents none."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )

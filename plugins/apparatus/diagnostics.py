"""Diagnostics: what an editor is told, and the forms in which it is printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from apparatus.edition import Place, Site
from apparatus.model import Span


class Severity(Enum):
    """How much a finding weighs. ``off`` is only ever a setting."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        return {"error": 3, "warn": 2, "info": 1, "off": 0}[self.value]


class Edit(NamedTuple):
    """``text`` in place of what stands at ``span``."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A way to mend a fault: edits that are made together or not at all.

    ``title`` says it in the imperative (``write 'lewis2022'``). A fix is ``safe`` if it
    cannot change what the text means.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


def rewrite(span: Span, text: str, safe: bool = False) -> Fix:
    """The fix that writes ``text`` in place of what stands at ``span``."""
    return Fix(f"write '{text}'", (Edit(span, text),), safe)


class Finding(NamedTuple):
    """What a rule yields: a place, the fact, at most one suggestion, related places, a fix."""

    span: Span
    message: str
    suggestion: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    severity: Severity | None = None
    fix: Fix | None = None


class Diagnostic(NamedTuple):
    """A finding with the rule that made it and the severity that the site gives it."""

    rule: str
    severity: Severity
    span: Span
    message: str
    suggestion: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    fix: Fix | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        return self.span.source.path, self.span.start, self.span.end, self.rule


def named_place(place: Place) -> str:
    """``¶ 24``, ``note 61``, ``page 669``."""
    unit, number = place
    return f"{ {'paragraph': '¶'}.get(unit, unit) } {number}"


def printable(text: str) -> str:
    """``text`` with control and invisible characters spelled out, fit for a terminal."""
    return "".join(
        c
        if c.isprintable() or unicodedata.category(c) == "Zs"
        else f"\\x{ord(c):02x}"
        if ord(c) < 256
        else f"\\u{ord(c):04x}"
        for c in text
    )


def sentence(diagnostic: Diagnostic) -> str:
    """``message; did you mean 'x'?`` on one line."""
    text = diagnostic.message
    if diagnostic.suggestion:
        text += f"; did you mean '{diagnostic.suggestion}'?"
    return printable(text)


def place(span: Span) -> str:
    """``path:line:column``, all as an editor shows them."""
    line, column = span.source.position(span.start)
    return f"{printable(span.source.path)}:{line}:{column}"


def concise(diagnostic: Diagnostic) -> str:
    """One line: ``path:line:col: severity [rule] message``."""
    return (
        f"{place(diagnostic.span)}: {diagnostic.severity.value} "
        f"[{diagnostic.rule}] {sentence(diagnostic)}"
    )


def plain(diagnostic: Diagnostic) -> str:
    """One line for hosts that print the severity themselves: ``path:line:col: rule: message``."""
    return f"{place(diagnostic.span)}: {diagnostic.rule}: {sentence(diagnostic)}"


def github(diagnostic: Diagnostic) -> str:
    """A workflow command that GitHub shows as an annotation at the place."""
    kind = {"error": "error", "warn": "warning"}.get(diagnostic.severity.value, "notice")
    line, column = diagnostic.span.source.position(diagnostic.span.start)
    path = _command_value(diagnostic.span.source.path)
    title = _command_value(diagnostic.rule)
    message = _command_value(sentence(diagnostic), property_=False)
    return f"::{kind} file={path},line={line},col={column},title={title}::{message}"


def _command_value(text: str, property_: bool = True) -> str:
    """Escaped as workflow commands ask, so that data can never be read as one."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text


def human(diagnostic: Diagnostic) -> str:
    """The concise line, the author's line beneath it with carets, and related places."""
    lines = [concise(diagnostic), *_snippet(diagnostic.span)]
    lines += [f"    {place(span)}: {printable(text)}" for span, text in diagnostic.related]
    return "\n".join(lines)


def _snippet(span: Span, width: int = 100) -> list[str]:
    """The line at which the span starts, cut to ``width`` around it, and carets."""
    line, column = span.source.position(span.start)
    starts = span.source.line_starts
    end = starts[line] if line < len(starts) else len(span.source.text)
    text = span.source.text[starts[line - 1] : end].rstrip("\r\n")
    if not text.strip():
        return []
    cut = max(0, min(column - 1 - width // 3, len(text) - width))
    shown = text[cut : cut + width].replace("\t", " ")
    marks = max(1, min(span.end - span.start, len(text) - (column - 1), cut + width - column + 1))
    gutter = f"{line:>5} | "
    if printable(shown) != shown:
        return [gutter + printable(shown)]
    return [gutter + shown, " " * (len(gutter) + column - 1 - cut) + "^" * marks]


def as_json(diagnostic: Diagnostic) -> dict[str, object]:
    """The record as JSON carries it; places as line and column counted from 1."""
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        **_json_place(diagnostic.span),
        "message": diagnostic.message,
        "suggestion": diagnostic.suggestion,
        "related": [{**_json_place(span), "message": text} for span, text in diagnostic.related],
    }


def _json_place(span: Span) -> dict[str, object]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {
        "path": span.source.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def count(diagnostics: Sequence[Diagnostic]) -> dict[str, int]:
    """How many there are of each severity, the gravest first."""
    return {
        severity.value: sum(d.severity is severity for d in diagnostics)
        for severity in (Severity.ERROR, Severity.WARN, Severity.INFO)
    }


def tally(site: Site) -> dict[str, int]:
    """How much was checked.

    On pages of an edited work, ``notes`` counts the printed notes, and notes that the
    edition has added are counted as ``own_notes``.
    """
    notes = [page.is_own(note) for page in site.pages.values() for note in page.notes]
    return {
        "pages": len(site.pages),
        "citations": sum(len(page.citations) for page in site.pages.values()),
        "notes": notes.count(False),
        "own_notes": notes.count(True),
        "entries": len(site.library.entries),
    }


def summary_line(site: Site, diagnostics: Sequence[Diagnostic]) -> str:
    """``12 pages, 130 citations, ...: no faults`` for people."""
    checked = ", ".join(_counted(n, name.replace("_", " ")) for name, n in tally(site).items() if n)
    words = {"error": "errors", "warn": "warnings", "info": "hints"}
    weights = [_counted(n, words[name]) for name, n in count(diagnostics).items() if n]
    return f"checked {checked or 'nothing'}: {', '.join(weights) or 'no faults'}"


def _counted(number: int, noun: str) -> str:
    """``2 pages``, ``1 page``, ``1 entry``; ``noun`` is in the plural."""
    if number == 1:
        noun = f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
    return f"{number} {noun}"

"""Diagnostics: what an editor is told, and the words in which every printed form says it."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Sequence
from enum import Enum
from pathlib import PureWindowsPath
from typing import NamedTuple

from apparatus.edition import Place, Site
from apparatus.model import Span

_LONGEST_SUBJECT = 60  # characters


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

    @property
    def subject(self) -> str:
        """The words that the finding is about: what it is known by when lines have moved."""
        words = " ".join(self.span.text.split())
        return words if len(words) <= _LONGEST_SUBJECT else f"{words[: _LONGEST_SUBJECT - 1]}…"


class Suppressed(NamedTuple):
    """A diagnostic that does not count, and why: a waiver's reason, or '' for the baseline."""

    diagnostic: Diagnostic
    reason: str
    waived: bool


class Verdict(NamedTuple):
    """What is said of a site: the diagnostics that count, by place, and those that do not."""

    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()

    def worst(self) -> int:
        """The rank of the gravest diagnostic, 0 where there is none."""
        return max((each.severity.rank for each in self.diagnostics), default=0)


def named_place(place: Place) -> str:
    """``¶ 24``, ``note 61``, ``page 669``."""
    unit, number = place
    return f"{ {'paragraph': '¶'}.get(unit, unit) } {number}"


def printable(text: str) -> str:
    """``text`` with control and invisible characters spelled out, fit for a terminal or a log.

    ``##[`` is broken up: GitHub's runner takes it for a command wherever it stands in a line.
    """
    return "".join(
        c
        if c.isprintable() or unicodedata.category(c) == "Zs"
        else f"\\x{ord(c):02x}"
        if ord(c) < 256
        else f"\\u{ord(c):04x}"
        for c in text.replace("##[", "#\\x23[")
    )


def sentence(diagnostic: Diagnostic) -> str:
    """``message; did you mean 'x'?`` on one line."""
    text = diagnostic.message
    if diagnostic.suggestion:
        text += f"; did you mean '{diagnostic.suggestion}'?"
    return printable(text)


def path_from(root: str, span: Span) -> str:
    """The path of a span's file relative to the root of the project; as it is if it is absolute
    (``D:/refs.bib``, on another drive than the project, as well).
    """
    path = span.source.path
    is_absolute = path.startswith("/") or PureWindowsPath(path).is_absolute()
    return path if is_absolute else posixpath.relpath(path, root)


def place(span: Span) -> str:
    """``path:line:column``, all as an editor shows them."""
    line, column = span.source.position(span.start)
    path = printable(span.source.path)
    return f"{'./' if path.startswith(':') else ''}{path}:{line}:{column}"


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
    notes = [page.is_own(note) for page in site.texts.values() for note in page.notes]
    return {
        "pages": len(site.pages),
        "docstrings": len(site.docstrings),
        "citations": sum(len(page.citations) for page in site.texts.values()),
        "notes": notes.count(False),
        "own_notes": notes.count(True),
        "entries": len(site.library.entries),
    }


def summary_line(site: Site, verdict: Verdict) -> str:
    """``checked 12 pages, 130 citations, ...: no faults; 1 waived`` for people."""
    checked = ", ".join(counted(n, name.replace("_", " ")) for name, n in tally(site).items() if n)
    words = {"error": "errors", "warn": "warnings", "info": "hints"}
    weights = [counted(n, words[name]) for name, n in count(verdict.diagnostics).items() if n]
    waived = sum(each.waived for each in verdict.suppressed)
    left = len(verdict.suppressed) - waived
    apart = [f"{n} {what}" for n, what in ((waived, "waived"), (left, "in the baseline")) if n]
    said = "; ".join([", ".join(weights) or "no faults", *apart])
    return f"checked {checked or 'nothing'}: {said}"


def counted(number: int, noun: str) -> str:
    """``2 pages``, ``1 page``, ``1 entry``; ``noun`` is in the plural."""
    if number == 1:
        noun = f"{noun[:-3]}y" if noun.endswith("ies") else noun
        noun = noun.removesuffix("es") if noun.endswith("xes") else noun.removesuffix("s")
    return f"{number} {noun}"

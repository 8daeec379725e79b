"""Waivers: remarks of an author that let a finding stand, and why.

``<!-- apparatus: allow RULE[, RULE] [until 2027-01-31]: reason -->`` in Markdown,
``@comment{apparatus: allow RULE: reason}`` in .bib, ``# apparatus: allow RULE: reason``
in YAML and front matter. A waiver is local: it reaches to the end of the paragraph, the
entry or the record that follows, or, behind text, to the end of its line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from apparatus.model import Fault, Source, Span, Waiver

_DIRECTIVE = re.compile(r"\s*apparatus:\s*([\w-]*)")
_OTHERS = frozenset({"figures", "map"})  # what else a comment may ask for
_ALLOW = re.compile(
    r"\s*apparatus:\s*allow\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)"
    r"(?:\s+until\s+(?P<until>[^\s:]+))?\s*(?::(?P<reason>.*))?\Z",
    re.S,
)
_WORD = re.compile(r"[\w-]+")
_YAML_COMMENT = re.compile(r"(?:^|(?<=\s))#(?=\s*apparatus:)[^\r\n]*", re.M)
_YAML_LINE = re.compile(r"^[^\S\n]*(?=[^\s#])", re.M)
_COMMENTS = re.compile(  # alone on their lines
    r"(?:\s*<!--(?:[^-]|-(?!->))*-->[ \t]*(?=\r?\n|\Z))*"
)
_TEXT = re.compile(r"\S")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?(?=\n|\Z)")

Read = tuple[list[Waiver], list[Fault]]


def markdown_waivers(source: Source, comments: Iterable[Span]) -> Read:
    """The waivers among the comments of a page; ``comments`` include their marks."""
    read: Read = [], []
    text, ends = source.text, _Ends(source.text)
    for comment in comments:
        inner = Span(source, comment.start + 4, max(comment.start + 4, comment.end - 3))
        if _DIRECTIVE.match(text, inner.start, inner.end):
            _read(inner, comment, _scope(comment, ends), read)
    return read


class _Ends:
    """Where runs of comments and paragraphs end; what was found once is not sought again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.comments = self.paragraph = self.sought_from = self.begun = -1

    def behind(self, at: int) -> int:
        """The end of the paragraph behind ``at`` and behind the comments that follow there."""
        if not self.sought_from <= at <= self.comments:
            others = _COMMENTS.match(self.text, at)
            self.sought_from, self.comments = at, others.end() if others else at
            text = _TEXT.search(self.text, self.comments)
            if not text or not self.begun <= text.start() <= self.paragraph:
                blank = _BLANK_LINE.search(self.text, text.start()) if text else None
                self.paragraph = blank.start() if blank else len(self.text)
                self.begun = text.start() if text else len(self.text)
        return self.paragraph


def _scope(comment: Span, ends: _Ends) -> Span:
    """The comment's own lines if text stands there, else the paragraph behind it as well."""
    text, starts = comment.source.text, comment.source.line_starts
    line_start = starts[bisect_right(starts, comment.start) - 1]
    line_end = _line_end(text, comment.end)
    if _TEXT.search(text, line_start, comment.start) or _TEXT.search(text, comment.end, line_end):
        return comment._replace(start=line_start, end=line_end)
    return comment._replace(end=ends.behind(line_end))


def bibtex_waivers(source: Source, comments: Iterable[Span], entries: Sequence[Span]) -> Read:
    """The waivers among ``@comment{...}`` blocks; each belongs to the entry behind it."""
    read: Read = [], []
    in_order = sorted((each.start, each.end) for each in entries)
    for comment in comments:
        opening = source.text.find("{", comment.start) + 1
        inner = Span(source, opening, max(opening, comment.end - 1))
        at = bisect_left(in_order, (comment.end, 0))
        end = in_order[at][1] if at < len(in_order) else comment.end
        _read(inner, comment, Span(source, comment.start, end), read)
    return read


def yaml_waivers(source: Source, start: int = 0, end: int | None = None) -> Read:
    """The waivers among the ``#`` comments of a data file or of front matter."""
    read: Read = [], []
    text = source.text
    end = len(text) if end is None else end
    if text.find("apparatus:", start, end) < 0:
        return read
    records = _Records.of(text, start, end)
    for found in _YAML_COMMENT.finditer(text, start, end):
        comment = Span(source, found.start(), found.end())
        line_start = text.rfind("\n", 0, comment.start) + 1
        behind_text = bool(text[line_start : comment.start].strip())
        scope_end = comment.end if behind_text else records.end_behind(comment.end)
        scope_start = line_start if behind_text else comment.start
        inner = Span(source, comment.start + 1, comment.end)
        _read(inner, comment, Span(source, scope_start, scope_end), read)
    return read


class _Records(NamedTuple):
    """Lines of YAML that say something, and where what is indented beneath each of them ends."""

    starts: list[int]
    ends: list[int]
    end: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> _Records:
        starts: list[int] = []
        ends: list[int] = []
        above: list[tuple[int, int]] = []  # lines whose records are open: indent, which line
        for found in _YAML_LINE.finditer(text, start, end):
            at, indent = found.start(), found.end() - found.start()
            while above and above[-1][0] >= indent:
                ends[above.pop()[1]] = at
            above.append((indent, len(starts)))
            starts.append(at)
            ends.append(end)
        return cls(starts, ends, end)

    def end_behind(self, at: int) -> int:
        """The end of the record that begins behind ``at``."""
        record = bisect_right(self.starts, at)
        return self.ends[record] if record < len(self.ends) else self.end


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return found if found >= 0 else len(text)


def _read(inner: Span, comment: Span, scope: Span, read: Read) -> None:
    """Add what a comment says, if it speaks to us at all."""
    directive = _DIRECTIVE.match(inner.text)
    if not directive or directive.group(1) in _OTHERS:
        return
    waivers, faults = read
    allow = _ALLOW.match(inner.text)
    if not allow:
        subject = directive.group(1) if directive.group(1) != "allow" else ""
        faults.append(Fault("malformed-waiver", comment, subject))
        return
    until = allow.group("until") or ""
    if until and not _is_date(until):
        faults.append(Fault("malformed-waiver", comment, f"until {until}"))
        return
    first = inner.start + allow.start("rules")
    rules = tuple(
        Span(inner.source, first + word.start(), first + word.end())
        for word in _WORD.finditer(allow.group("rules"))
    )
    reason = " ".join((allow.group("reason") or "").split())
    waivers.append(Waiver(rules, reason, until, comment, scope))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10

"""A Markdown page: its notes, references, citations and milestones, each with its place.

One pass over the lines tells text from code (fences, indented blocks) and finds the
notes; one pass over each stretch of text finds the rest. Code, comments, math, HTML tags,
link destinations and URLs are never scanned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from apparatus.model import (
    Citation,
    CitationItem,
    Fault,
    Milestone,
    Note,
    NoteReference,
    Page,
    Source,
    Span,
)
from apparatus.parse.citation import parse_bare, parse_bracket

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_TITLE = re.compile(r"^(?:title:|#)[ \t]+(.+?)[ \t#]*\r?$", re.M)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}(?=[^`\r\n]*[\r\n])|~{3,})")
_CONTAINER = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]|(?:!!!|\?\?\?\+?|={3}[+!]?|/{3,})[ \t]|:[ \t]{1,3}\S)"
)
_DEFINITION = re.compile(r"[ ]{0,3}\[\^([^\]\r\n]+)\]:[ \t]*")
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_MILESTONE = re.compile(r"\{(¶|p\.)[ \u00a0]?(\d+)\}")
_SPECIAL = re.compile(r"[\\`<$\[@{]")
_BRACKETS = re.compile(r"[\\`\[\]]")
_TICKS = re.compile(r"`+")
_TAG = re.compile(
    r"</?([A-Za-z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<[A-Za-z][\w+.-]*:[^\s<>]*>"
)
_RAW_ELEMENTS = frozenset({"script", "style", "pre", "code", "kbd", "samp", "math", "textarea"})
_MATH = re.compile(r"\$\$.+?\$\$|\$(?=[^\s$])(?:[^$\\\r\n]|\\.)*?(?<=[^\s\\])\$(?!\d)", re.S)
_LINK_ID = re.compile(r"\[(?!-?@|\^)[^\]\r\n]*\]")


class _Stretch(NamedTuple):
    """A run of text lines without code or blank lines, and the note it belongs to."""

    start: int
    end: int
    note: str | None


def front_matter_end(text: str) -> int:
    """The offset behind the YAML front matter, 0 where there is none."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


def parse_page(source: Source, bare_citations: bool = False) -> Page:
    """Read one page. ``bare_citations`` also takes ``@key`` outside brackets."""
    body = front_matter_end(source.text)
    notes, stretches = _blocks(source, body)
    scan = _Scan(source, bare_citations)
    for stretch in stretches:
        scan.run(stretch)
    title = _TITLE.search(source.text)
    return Page(
        source=source,
        title=title.group(1).strip("\"'") if title else "",
        body=body,
        citations=tuple(scan.citations),
        notes=tuple(notes),
        references=tuple(scan.references),
        milestones=tuple(scan.milestones),
        escapes=tuple(scan.escapes),
        faults=tuple(scan.faults),
    )


# --- lines ---------------------------------------------------------------------------


def _indent(line: str) -> int:
    width = 0
    for character in line:
        if character == " ":
            width += 1
        elif character == "\t":
            width += 4 - width % 4
        else:
            break
    return width


def _blocks(source: Source, body: int) -> tuple[list[Note], list[_Stretch]]:
    """The notes of a page and its stretches of text."""
    text = source.text
    notes: list[Note] = []
    stretches: list[_Stretch] = []
    note: tuple[re.Match[str], str] | None = None  # the definition that is open
    note_end = stretch_start = -1
    content = 0  # the indent that is ordinary here, inside lists and admonitions
    after_blank, in_code = True, False

    def close_stretch(at: int) -> None:
        nonlocal stretch_start
        if 0 <= stretch_start < at:
            stretches.append(_Stretch(stretch_start, at, note[1] if note else None))
        stretch_start = -1

    def close_note() -> None:
        nonlocal note
        if note:
            notes.append(_note(source, note[0], note_end))
        note = None

    at = body
    hopeless: set[str] = set()  # fences that nothing closes
    while at < len(text):
        match = _LINE.match(text, at)
        end = match.end() if match else len(text)
        line = text[at:end]
        if not line.strip():
            close_stretch(at)
            after_blank, at = True, end
            continue
        indent = _indent(line)
        if after_blank:
            content = min(content, indent // 4 * 4)
            if note and indent < 4:
                close_note()
        if (in_code or after_blank) and indent >= content + 4:
            close_stretch(at)
            in_code, after_blank, at, note_end = True, False, end, end
            continue
        in_code = after_blank = False
        fence_end = _fence_end(text, at, hopeless)
        if fence_end:
            close_stretch(at)
            at = note_end = fence_end
            continue
        definition = _DEFINITION.match(text, at, end)
        if definition and indent < 4:
            close_stretch(at)
            close_note()
            note, content, stretch_start = (definition, definition.group(1)), 4, definition.end()
        elif stretch_start < 0:
            stretch_start = at
        if _CONTAINER.match(line):
            content = indent // 4 * 4 + 4
        at = note_end = end
    close_stretch(len(text))
    close_note()
    return notes, stretches


def _fence_end(text: str, at: int, hopeless: set[str]) -> int:
    """The offset behind the fenced block that opens at ``at``, or 0."""
    opening = _FENCE.match(text, at)
    if not opening or opening.group(1) in hopeless:
        return 0
    mark = opening.group(1)
    closing = re.compile(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.M)
    first_break = text.find("\n", opening.end())
    found = closing.search(text, first_break + 1) if first_break >= 0 else None
    if not found:
        hopeless.add(mark)
        return 0
    line_end = text.find("\n", found.end())
    return line_end + 1 if line_end >= 0 else len(text)


def _note(source: Source, definition: re.Match[str], end: int) -> Note:
    end = len(source.text[:end].rstrip())
    label_start = definition.start(1)
    return Note(
        label=definition.group(1),
        span=Span(source, definition.start(), max(end, definition.end())),
        label_span=Span(source, label_start - 2, definition.end(1) + 1),
        text_span=Span(source, definition.end(), max(end, definition.end())),
    )


# --- text ----------------------------------------------------------------------------


class _Scan:
    """Collects what one page's stretches of text hold."""

    def __init__(self, source: Source, bare: bool) -> None:
        self.source = source
        self.bare = bare
        self.resume = 0  # nothing before this offset is text: a comment has run over it
        self.citations: list[Citation] = []
        self.references: list[NoteReference] = []
        self.milestones: list[Milestone] = []
        self.escapes: list[Span] = []
        self.faults: list[Fault] = []

    def run(self, stretch: _Stretch) -> None:
        self._text(max(stretch.start, self.resume), stretch.end, stretch.note, self.bare)

    def _text(self, at: int, end: int, note: str | None, bare: bool) -> None:
        text = self.source.text
        pairs: dict[int, int] | None = None
        while at < end and (found := _SPECIAL.search(text, at, end)):
            start, mark = found.start(), found.group()
            if mark == "[":
                if pairs is None:
                    pairs = dict(_bracket_pairs(text, start, end))
                at = self._bracket(start, end, pairs.get(start), note)
            elif mark == "\\":
                at = self._backslash(start, end)
            elif mark == "`":
                at = _code_end(text, start, end)
            elif mark == "<":
                at = self._angle(start, end)
            elif mark == "$":
                math = _MATH.match(text, start, end)
                at = math.end() if math else start + 1
            elif mark == "{":
                at = self._brace(start, end)
            else:
                at = self._at(start, end, note, bare)

    def _bracket(self, start: int, end: int, close: int | None, note: str | None) -> int:
        text = self.source.text
        reference = _REFERENCE.match(text, start, end)
        if reference:
            span = Span(self.source, start, reference.end())
            self.references.append(NoteReference(reference.group(1), span, note))
            return reference.end()
        if close is None:
            if re.match(r"\[-?@\w", text[start : min(start + 4, end)]):
                span = Span(self.source, start, start + 1)
                self.faults.append(Fault("malformed-citation", span, "not closed"))
            return start + 1
        link_end = _link_end(text, close + 1, end)
        if link_end:
            self._text(start + 1, close, note, bare=False)
            return link_end
        if text.find("@", start, close) < 0 or _inside_url(text, start):
            return start + 1
        citation, faults = parse_bracket(self.source, start, close + 1)
        self.faults += faults
        if citation is None:
            return start + 1
        self.citations.append(citation._replace(note=note))
        self._references_in(citation.items, note)
        return close + 1

    def _references_in(self, items: tuple[CitationItem, ...], note: str | None) -> None:
        """Note references that stand in the prefix or suffix of a citation."""
        for item in items:
            for found in _REFERENCE.finditer(self.source.text, item.span.start, item.span.end):
                span = Span(self.source, found.start(), found.end())
                self.references.append(NoteReference(found.group(1), span, note))

    def _backslash(self, start: int, end: int) -> int:
        text = self.source.text
        following = text[start + 1 : min(start + 2, end)]
        if following == "@":
            self.escapes.append(Span(self.source, start, start + 1))
        if following in ("(", "["):
            close = text.find("\\)" if following == "(" else "\\]", start + 2, end)
            if close > 0:
                return close + 2
        return start + 2

    def _angle(self, start: int, end: int) -> int:
        text = self.source.text
        if text.startswith("<!--", start):
            close = text.find("-->", start + 4)
            self.resume = close + 3 if close > 0 else start + 4
            return self.resume
        tag = _TAG.match(text, start, end)
        if not tag:
            return start + 1
        name = (tag.group(1) or "").lower()
        if name in _RAW_ELEMENTS and text[start + 1] != "/":
            close = text.find(f"</{name}", tag.end())
            if close > 0:
                self.resume = close
                return close
        return tag.end()

    def _brace(self, start: int, end: int) -> int:
        found = _MILESTONE.match(self.source.text, start, end)
        if not found:
            return start + 1
        unit = "paragraph" if found.group(1) == "¶" else "page"
        span = Span(self.source, start, found.end())
        self.milestones.append(Milestone(unit, int(found.group(2)[:9]), span))
        return found.end()

    def _at(self, start: int, end: int, note: str | None, bare: bool) -> int:
        text = self.source.text
        before = text[start - 1 : start]
        if not bare or before.isalnum() or before == "_" or _inside_url(text, start):
            return start + 1
        citation, after, faults = parse_bare(self.source, start, end)
        self.faults += faults
        if citation:
            self.citations.append(citation._replace(note=note))
        return after


def _bracket_pairs(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Every ``[`` that is closed, with the place of its ``]``; code and escapes apart."""
    stack: list[int] = []
    while found := _BRACKETS.search(text, at, end):
        at, mark = found.end(), found.group()
        if mark == "\\":
            at += 1
        elif mark == "`":
            at = _code_end(text, found.start(), end)
        elif mark == "[":
            stack.append(found.start())
        elif stack:
            yield stack.pop(), found.start()


def _code_end(text: str, start: int, end: int) -> int:
    """The offset behind a code span, or behind the ticks where nothing closes them."""
    opening = _TICKS.match(text, start, end)
    assert opening
    for closing in _TICKS.finditer(text, opening.end(), end):
        if len(closing.group()) == len(opening.group()):
            return closing.end()
    return opening.end()


def _link_end(text: str, at: int, end: int) -> int:
    """The offset behind ``(destination)``, ``[ref]`` or ``: url``, or 0 if no link."""
    if text[at : at + 1] == "(":
        depth = 0
        for i in range(at, end):
            depth += (text[i] == "(") - (text[i] == ")")
            if depth == 0:
                return i + 1
        return 0
    if text[at : at + 1] == "[":
        found = _LINK_ID.match(text, at, end)
        return found.end() if found else 0
    if text[at : at + 2] == ": " and _opens_line(text, at):
        stop = text.find("\n", at, end)
        return stop if stop > 0 else end
    return 0


def _opens_line(text: str, close: int) -> bool:
    """Whether the bracket that ends before ``close`` is all that its line holds so far."""
    line_start = text.rfind("\n", 0, close) + 1
    return (
        text[line_start:close].lstrip().startswith("[") and text.count("[", line_start, close) == 1
    )


def _inside_url(text: str, at: int) -> bool:
    """Whether ``at`` lies in a run of non-blank characters that began with ``scheme://``."""
    start = at
    while start > 0 and at - start < 2000 and not text[start - 1].isspace():
        start -= 1
    return "://" in text[start:at]

"""The lines of a Markdown page: which are text, which are code, which belong to a note.

An indented line behind a blank one is code, unless a list, an admonition or a note has
made that indent ordinary. Fences that nothing closes are text, as in Python-Markdown.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from apparatus.model import Note, Source, Span, Stretch

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?=\s*(?:#|[\w\"'-][^\r\n]*:|---))"  # a mapping, and no mere rule
    r"(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}(?=[^`\r\n]*[\r\n])|~{3,})")
_CONTAINER = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]|(?:!!!|\?\?\?\+?|={3}[+!]?|/{3,})[ \t]|:[ \t]{1,3}\S)"
)
LABEL = r"\[\^([^\s\[\]](?:[^\[\]\r\n]*[^\s\[\]])?)\]"
"""The label of a note, where it is called and where it is defined."""

_DEFINITION = re.compile(rf"[ ]{{0,3}}{LABEL}:[ \t]*")


class Blocks(NamedTuple):
    """The notes of a page, its stretches of text, and the comments that lie outside of these."""

    notes: list[Note]
    stretches: list[Stretch]
    comments: list[Span]


def front_matter_end(text: str) -> int:
    """The offset behind the YAML front matter, 0 where there is none."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


def read_blocks(source: Source, body: int) -> Blocks:
    """Go through the lines of a page from the offset ``body``."""
    return _Lines(source).read(body)


class _Lines:
    """One pass over the lines; the attributes are what the lines before have opened."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.blocks = Blocks([], [], [])
        self.stretch_start = -1
        self.note: re.Match[str] | None = None  # its definition
        self.note_end = 0
        self.content = 0  # the indent that is ordinary here, inside lists and notes
        self.after_blank = True
        self.in_code = False
        self.hopeless: set[str] = set()  # fences and comments that nothing closes

    def read(self, at: int) -> Blocks:
        while at < len(self.text):
            found = _LINE.match(self.text, at)
            end = found.end() if found else len(self.text)
            at = self._line(at, end)
        self._close_note(at)
        return self.blocks

    def _line(self, at: int, end: int) -> int:
        """Take in one line, or the fenced block that opens with it; where to go on."""
        line = self.text[at:end]
        if not line.strip():
            self._close_stretch(at)
            self.after_blank = True
            return end
        indent = _indent(line)
        if self.after_blank:
            self.content = min(self.content, indent // 4 * 4)
            if indent < 4:
                self._close_note(at)
        if (self.in_code or self.after_blank) and indent >= self.content + 4:
            self._close_stretch(at)
            self.in_code, self.after_blank, self.note_end = True, False, end
            return end
        self.in_code = self.after_blank = False
        fence_end = self._comment_end(at, end) or self._fence_end(at)
        if fence_end:
            self._close_stretch(at)
            self.note_end = fence_end
            return fence_end
        self._text_line(at, end, indent)
        return end

    def _text_line(self, at: int, end: int, indent: int) -> None:
        definition = _DEFINITION.match(self.text, at, end)
        if definition and indent < 4:
            self._close_note(at)
            self.note, self.content, self.stretch_start = definition, 4, definition.end()
        elif self.stretch_start < 0:
            self.stretch_start = at
        if _CONTAINER.match(self.text, at, end):
            self.content = indent // 4 * 4 + 4
        self.note_end = end

    def _close_stretch(self, at: int) -> None:
        if 0 <= self.stretch_start < at:
            label = self.note.group(1) if self.note else None
            self.blocks.stretches.append(Stretch(self.stretch_start, at, label))
        self.stretch_start = -1

    def _close_note(self, at: int) -> None:
        self._close_stretch(at)
        if self.note:
            self.blocks.notes.append(_note(self.source, self.note, self.note_end))
        self.note = None

    def _comment_end(self, at: int, end: int) -> int:
        """The offset behind a comment that opens the line and reaches over its end, or 0."""
        if self.text[at:end].lstrip()[:4] != "<!--" or "-->" in self.text[at:end]:
            return 0
        if "-->" in self.hopeless:
            return 0
        close = self.text.find("-->", end)
        if close < 0:
            self.hopeless.add("-->")
            return 0
        opening = self.text.index("<!--", at)
        self.blocks.comments.append(Span(self.source, opening, close + 3))
        return close + 3

    def _fence_end(self, at: int) -> int:
        """The offset behind the fenced block that opens at ``at``, or 0."""
        opening = _FENCE.match(self.text, at)
        if not opening or opening.group(1) in self.hopeless:
            return 0
        mark = opening.group(1)
        closing = re.compile(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*\r?$", re.M)
        first_break = self.text.find("\n", opening.end())
        found = closing.search(self.text, first_break + 1) if first_break >= 0 else None
        if not found:
            self.hopeless.add(mark)
            return 0
        line_end = self.text.find("\n", found.end())
        return line_end + 1 if line_end >= 0 else len(self.text)


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


def _note(source: Source, definition: re.Match[str], end: int) -> Note:
    end = max(len(source.text[:end].rstrip()), definition.end())
    label_start = definition.start(1)
    return Note(
        label=definition.group(1),
        span=Span(source, definition.start(), end),
        label_span=Span(source, label_start - 2, definition.end(1) + 1),
        text_span=Span(source, definition.end(), end),
    )

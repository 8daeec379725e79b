"""A lossless tokenizer for .bib files: every block, key, field and value with its place.

What cannot be read is reported where it *opens*, costs only its own entry, and reading
goes on at the next entry. Every brace counts, also one behind a backslash, as in BibTeX.
Nothing is passed over: the parts of a file are the whole of it, and each is read or reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from apparatus.entry_types import TYPES
from apparatus.model import Fault, Source, Span

_BLOCK = re.compile(r"@[ \t]*([A-Za-z][\w-]*)[ \t\r\n]*([{(])")
_TYPES = sorted(TYPES, key=len, reverse=True)
_HEAD = re.compile(r"^[ \t]*@(?!(?i:comment)\b)([A-Za-z][^\s,{}()=]*)(?![ \t\r\n]*[{(])", re.M)
_HEADLESS = re.compile(rf"^[ \t]*({'|'.join(_TYPES)})[ \t]*\{{[ \t]*([^\s,{{}}=]+)[ \t]*,", re.M)
_NEXT = re.compile(r"^[ \t]*@[A-Za-z]", re.M)
_SPACE = re.compile(r"\s*(?:%[^\n]*\s*)*")
_KEY = re.compile(r"[^\s,{}\"=]*")
_COMMENTED_KEY = re.compile(r"[ \t]*([^\s,{}\"=]*)")
_SPACED_KEY = re.compile(r"[^,{}\"=\r\n]*[^\s,{}\"=](?=[ \t]*,)")
_NAME = re.compile(r"[A-Za-z_][^\s=,{}\"#()]*")
_WORD = re.compile(r"[^\s,{}\"#=()]+")
_OPENING = (
    r"^[ \t]*@(?:string\b|comment\b|preamble\b"
    r"|[A-Za-z]+[ \t]*\{[ \t]*[^\s,{}\"=()]+[ \t]*(?:,|\r?$))"
)
_ANY_BRACE = re.compile(r"[{}]")
_DELIMITER = re.compile(rf"[{{}}\"]|{_OPENING}", re.M | re.I)
_SIMPLE = re.compile(r"([A-Za-z_][^\s=,{}\"#()]*)\s*=\s*\{([^{}@]*)\}\s*(?=[,})])")
_FIELD_LINE = re.compile(r"[\r\n][ \t]*[A-Za-z][\w+-]*[ \t]*=[ \t]*[\"{\d]")
_STRAY = re.compile(
    r"^[^\S\n]*(?!<{7} |={7}\s|>{7} |@(?i:comment)\b)([^\s%][^%\r\n]*)", re.M
)  # no conflict, no comment
_CLOSERS = {"{": "}", "(": ")"}
_LONE_BRACE = re.compile(r"[\r\n][ \t]*\}\Z")


class RawField(NamedTuple):
    """A field as written: the value as literals and macros still to be joined."""

    name: str
    tokens: tuple[tuple[bool, str], ...]
    span: Span
    value_span: Span


@dataclass
class RawEntry:
    """An entry as written, or as much of it as could be read.

    It begins at ``start``: its ``@``, or its type where the ``@`` was left out.
    """

    type: str
    type_span: Span
    start: int
    key: str = ""
    key_span: Span | None = None
    fields: list[RawField] = field(default_factory=list)
    end: int = 0
    whole: bool = True

    @property
    def span(self) -> Span:
        """The whole of the entry, or as much of it as was read."""
        return self.type_span._replace(start=self.start, end=max(self.end, self.type_span.end))


class Part(NamedTuple):
    """A stretch of a file: a block from its ``@`` on, or the ``text`` between two of them.

    ``kind`` is ``entry``, ``string``, ``preamble``, ``comment`` or ``text``; an entry that a
    ``%`` comments out is text.
    """

    kind: str
    span: Span


@dataclass
class Blocks:
    """All that one file holds; its ``parts`` follow each other without a gap."""

    parts: list[Part] = field(default_factory=list)
    entries: list[RawEntry] = field(default_factory=list)
    strings: list[RawField] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def _lower(name: str) -> str:
    """Types and names of fields in small letters; what is no ASCII may have none of its own."""
    return name.lower() if name.isascii() else name


def tokenize(source: Source) -> Blocks:
    """Split a .bib text into its blocks."""
    return _Tokenizer(source).run()


class _Tokenizer:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.blocks = Blocks()
        self.damaged = False  # whether what follows may be the rest of a block
        self.closing: dict[int, int] | None = None  # of braces, once they had to be paired
        self.delimited: _Delimited | None = None  # once a value has more than one brace

    def run(self) -> Blocks:
        at = behind = done = 0
        while found := _BLOCK.search(self.text, at):
            self._stray(at, found.start())
            self.damaged = False
            kind = _lower(found.group(1))
            line = self.text.rfind("\n", 0, found.start()) + 1
            before = self.text[max(line, behind) : found.start()]
            if "%" in before:
                at = self._commented_out(found, before)
                continue
            if kind == "comment":
                at = self._comment_end(found.end() - 1)
                self.blocks.comments.append(self._span(found.start(), at))
            elif kind == "preamble":
                at = self._preamble(found)
            elif kind == "string":
                at = self._string(found)
            else:
                kind, at = "entry", self._entry(found)
            self._part("text", done, found.start())
            self._part(kind, found.start(), at)
            behind = done = at
        self._stray(at, len(self.text))
        self._part("text", done, len(self.text))
        return self.blocks

    def _part(self, kind: str, start: int, end: int) -> None:
        if start < end:
            self.blocks.parts.append(Part(kind, self._span(start, end)))

    def _stray(self, at: int, end: int) -> None:
        """What stands between two blocks: an entry whose head is damaged, or mere text.

        An ``@type`` at the head of a line that no brace follows is an entry damaged.
        """
        for found in _HEAD.finditer(self.text, at, end):
            token = found.group(1)
            kind = next((k for k in _TYPES if token.lower().startswith(k)), "")
            at_sign = found.start(1) - 1
            self._lost(kind, token[len(kind) :] if kind else "", found.span(1), at_sign)
            self._fault("unparsable-entry", at_sign, found.end(1), "no brace")
        for found in _HEADLESS.finditer(self.text, at, end):
            self._lost(found.group(1), found.group(2), found.span(1), found.start(1))
            self._fault("unparsable-entry", found.start(1), found.end(1), "no at")
        # A pattern's ^ holds at ``at`` only if a line begins there: hence the slice.
        text = None if self.damaged else _STRAY.search(self.text[at:end])
        if text:
            start, words = at + text.start(1), text.group(1).rstrip()
            self._fault("stray-text", start, start + len(words), words)

    def _commented_out(self, found: re.Match[str], before: str) -> int:
        """Behind an entry that ``%`` precedes, or behind the line if it is none."""
        key = _COMMENTED_KEY.match(self.text, found.end())
        if before.strip(" \t%") or _lower(found.group(1)) not in TYPES or not key:
            return self._line_end(found.start())  # the comment ends there, wherever the brace is
        self._fault("commented-out-entry", found.start(), key.end(), key.group(1))
        closed, end = self._delimited(found.end() - 1) if found.group(2) == "{" else (False, 0)
        return end if closed else self._line_end(found.end())

    def _lost(self, kind: str, key: str, place: tuple[int, int], start: int) -> None:
        """Keep the key of an entry whose head cannot be read: its citations are no faults."""
        self.blocks.entries.append(RawEntry(kind, self._span(*place), start, key, whole=False))

    def _comment_end(self, at: int) -> int:
        """Behind the brace that closes a comment; behind its line where none does."""
        depth = 0
        for found in _ANY_BRACE.finditer(self.text, at) if self.closing is None else ():
            depth += 1 if found.group() == "{" else -1
            if depth == 0:
                return found.end()
        if self.closing is None:  # from here on a search to the end would be one too many
            self.closing = dict(_pairs(self.text, at))
        return self.closing.get(at, self._line_end(at))

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        return found if found >= 0 else len(self.text)

    def _skip(self, at: int) -> int:
        first = self.text[at : at + 1]
        found = _SPACE.match(self.text, at) if first.isspace() or first == "%" else None
        return found.end() if found else at

    def _span(self, start: int, end: int) -> Span:
        return Span(self.source, start, end)

    def _fault(self, kind: str, start: int, end: int, subject: str) -> None:
        end = min(end, len(self.text))
        self.damaged = self.damaged or kind == "unparsable-entry"
        self.blocks.faults.append(Fault(kind, self._span(min(start, end), end), subject))

    def _string(self, found: re.Match[str]) -> int:
        name = self._name(self._skip(found.end()))
        read = self._field(name) if name else None
        if read is None:
            self._fault("unparsable-entry", found.start(), found.end(), "string")
            return found.end()
        self.blocks.strings.append(read)
        return self._closed(found, read.span.end)

    def _preamble(self, found: re.Match[str]) -> int:
        at = self._skip(found.end())
        tokens, end = self._value(at)
        if tokens is None and self.text[at : at + 1] != _CLOSERS[found.group(2)]:
            self._fault("unparsable-entry", found.start(), found.end(), "preamble")
            return max(end, found.end())
        return self._closed(found, end)

    def _closed(self, opening: re.Match[str], end: int) -> int:
        """Behind the brace that closes a block which holds one value, read up to ``end``."""
        at = self._skip(end)
        if self.text[at : at + 1] == _CLOSERS[opening.group(2)]:
            return at + 1
        self._fault("unparsable-entry", opening.start(), opening.end(), "open")
        return end

    # --- entries ---------------------------------------------------------------------

    def _entry(self, found: re.Match[str]) -> int:
        type_span = self._span(*found.span(1))
        entry = RawEntry(_lower(found.group(1)), type_span, found.start())
        self.blocks.entries.append(entry)
        key = _KEY.match(self.text, self._skip(found.end()))
        assert key
        entry.key, entry.key_span = key.group(), self._span(key.start(), key.end())
        at = self._skip(key.end())
        closer = _CLOSERS[found.group(2)]
        if not entry.key or self.text[at : at + 1] == "=":
            entry.key = ""
            return self._broken(entry, key.start(), key.start() + 1, "no key")
        if self.text[at : at + 1] not in (",", closer):
            spaced = _SPACED_KEY.match(self.text, key.start())
            if self._name(at) is not None:
                self._fault("missing-comma", max(key.end() - 1, 0), key.end(), entry.key)
            elif spaced:
                entry.key, entry.key_span = spaced.group(), self._span(*spaced.span())
                at = self._skip(spaced.end())
            else:
                return self._broken(entry, found.start(), key.end(), entry.key)
        return self._fields(entry, found, at, closer)

    def _fields(self, entry: RawEntry, opening: re.Match[str], at: int, closer: str) -> int:
        text = self.text
        while True:
            while text[at : at + 1] == ",":
                at = self._skip(at + 1)
            if text[at : at + 1] == closer:
                entry.end = at + 1
                return self._check_tail(entry, at)
            simple = _SIMPLE.match(text, at)
            if simple and text[simple.end()] in (",", closer):
                entry.fields.append(self._simple(simple))
                at = simple.end()
                continue
            name = self._name(at)
            if name is None:
                return self._blame(entry, opening, at)
            read = self._field(name)
            if read is None:
                value_at = self._value_at(name)
                return self._broken(entry, value_at, value_at + 1, name.group())
            entry.fields.append(read)
            at = self._skip(read.span.end)
            if text[at : at + 1] not in (",", closer):
                if self._name(at) is None:
                    return self._blame(entry, opening, at)
                end = read.span.end
                self._fault("missing-comma", end - 1, end, read.name)

    def _simple(self, found: re.Match[str]) -> RawField:
        """A braced value that holds no brace and no ``@``, as most do: read in one step."""
        start, end = found.start(2) - 1, found.end(2) + 1
        return RawField(
            _lower(found.group(1)),
            ((False, found.group(2)),),
            self._span(found.start(), end),
            self._span(start, end),
        )

    def _name(self, at: int) -> re.Match[str] | None:
        """The name of the field that begins at ``at``, if ``=`` follows it."""
        name = _NAME.match(self.text, at)
        equals = self._skip(name.end()) if name else at
        return name if self.text[equals : equals + 1] == "=" else None

    def _value_at(self, name: re.Match[str]) -> int:
        return self._skip(self._skip(name.end()) + 1)

    def _field(self, name: re.Match[str]) -> RawField | None:
        value_at = self._value_at(name)
        tokens, end = self._value(value_at)
        if tokens is None:
            return None
        return RawField(
            _lower(name.group()),
            tuple(tokens),
            self._span(name.start(), end),
            self._span(value_at, end),
        )

    def _blame(self, entry: RawEntry, opening: re.Match[str], at: int) -> int:
        """Something else stands where a field, a comma or the end of the entry should.

        A value that lacks its closing delimiter has taken the rest of the entry in: it
        holds lines that look like fields, or the lone brace that was the entry's.
        """
        for read in entry.fields:
            value = read.value_span.text
            if _FIELD_LINE.search(value) or (
                read is entry.fields[-1] and _LONE_BRACE.search(value)
            ):
                start = read.value_span.start
                return self._broken(entry, start, start + 1, read.name, at)
        block = _BLOCK.match(self.text, at)
        if block or at >= len(self.text):
            end = entry.key_span.end if entry.key_span else opening.end()
            return self._broken(entry, opening.start(), end, "not closed", at)
        return self._broken(entry, at, at + 1, "stray", at)

    def _broken(self, entry: RawEntry, start: int, end: int, subject: str, at: int = -1) -> int:
        entry.whole = False
        self._fault("unparsable-entry", start, end, subject)
        return self._next_entry(max(at, end))

    def _next_entry(self, at: int) -> int:
        found = _NEXT.search(self.text, at)
        entry_end = found.start() if found else len(self.text)
        self.blocks.entries[-1].end = entry_end
        return entry_end

    def _check_tail(self, entry: RawEntry, at: int) -> int:
        """An entry that goes on behind its closing brace had one brace too many."""
        next_at = self.text.find("@", at + 1)
        tail = self.text[at + 1 : next_at if next_at >= 0 else len(self.text)][:2000]
        headless = _HEADLESS.search(tail)
        tail = tail[: headless.start()] if headless else tail
        if tail.lstrip(" \t").startswith(",") or _FIELD_LINE.search(tail):
            entry.whole = False
            self._fault("unparsable-entry", at, at + 1, "closed early")
        return at + 1

    # --- values ----------------------------------------------------------------------

    def _value(self, at: int) -> tuple[list[tuple[bool, str]] | None, int]:
        """Tokens of a value, each with whether it is a macro, and where the value ends."""
        tokens: list[tuple[bool, str]] = []
        while True:
            first = self.text[at : at + 1]
            if first in ("{", '"') and first:
                closed, end = self._delimited(at)
                if not closed:
                    return None, end
                tokens.append((False, self.text[at + 1 : end - 1]))
            else:
                word = _WORD.match(self.text, at)
                if not word:
                    return None, at
                end = word.end()
                tokens.append((not word.group().isdigit(), word.group()))
            joint = self._skip(end)
            if self.text[joint : joint + 1] != "#":
                return tokens, end
            at = self._skip(joint + 1)

    def _delimited(self, at: int) -> tuple[bool, int]:
        """Whether the brace or quote there is closed, and where; if not, where it was given up."""
        if self.delimited is None:
            self.delimited = _Delimited.of(self.text)
        end = self.delimited.ends.get(at)
        return (True, end) if end else (False, self.delimited.barrier_behind(at))


class _Delimited(NamedTuple):
    """Where every brace and quote of a text is closed, found in one go.

    Where an entry opens at the head of a line nothing stays open: what does is a fault, and
    the search for its end would otherwise begin anew at each of them.
    """

    ends: dict[int, int]
    barriers: list[int]

    @classmethod
    def of(cls, text: str) -> _Delimited:
        ends: dict[int, int] = {}
        barriers = [len(text)]
        opened: list[int] = []
        quotes: dict[int, int] = {}  # the last one at each depth of braces
        depth = 0
        for found in _DELIMITER.finditer(text):
            at, mark = found.start(), found.group()
            if mark == "{":
                opened.append(at)
                depth += 1
            elif mark == "}":
                depth -= 1
                if opened:
                    ends[opened.pop()] = at + 1
            elif mark == '"':
                if depth in quotes:
                    ends[quotes[depth]] = at + 1
                quotes[depth] = at
            else:
                barriers.insert(-1, at)
                opened, quotes, depth = [], {}, 0
        return cls(ends, barriers)

    def barrier_behind(self, at: int) -> int:
        return self.barriers[bisect_right(self.barriers, at)] if at < self.barriers[-1] else at


def _pairs(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Every ``{`` behind ``at`` that is closed, with the offset behind its ``}``."""
    stack: list[int] = []
    for found in _ANY_BRACE.finditer(text, at):
        if found.group() == "{":
            stack.append(found.start())
        elif stack:
            yield stack.pop(), found.end()

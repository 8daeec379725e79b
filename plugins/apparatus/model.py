"""The values that everything else passes around: places, citations, notes, the library.

All of them are frozen, know where in the author's file they stand, and know nothing of
files, Markdown hosts or HTML. Words follow the field: a *citation* is one bracket with
one or more *citation items* (Pandoc's ``Citation`` is CSL's citation item); a *locator*
is the place inside a work; a *note* is the definition, a *note reference* the call.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple


def is_below(path: str) -> bool:
    """Whether a path with slashes leads to something below where it begins, on any system."""
    parts = path.split("/")
    return bool(path) and not ("\\" in path or ":" in parts[0] or {"", ".", ".."} & {*parts})


def is_number(text: str) -> bool:
    """Whether ``text`` is a whole number that ``int`` may be given; '²' is none."""
    return text.isascii() and text.isdigit() and len(text) < 10


@dataclass(frozen=True, eq=False)
class Source:
    """One text of an author's, with the path under which diagnostics name it.

    A text that is put together from others (a page and its snippets, the lines of a
    docstring) has ``pieces``; see `compose`.
    """

    path: str
    text: str
    pieces: tuple[Piece, ...] = ()

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; ``\\n``, ``\\r\\n`` and a lone ``\\r`` end a line."""
        starts, text, at = [0], self.text, 0
        if "\r" not in text:  # many times faster, and nearly every text
            while at := text.find("\n", at) + 1:
                starts.append(at)
            return starts
        for at, character in enumerate(text):
            if character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n"):
                starts.append(at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in characters."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    @cached_property
    def piece_starts(self) -> list[int]:
        """Offsets at which the pieces begin."""
        return list(accumulate((len(piece.text) for piece in self.pieces[:-1]), initial=0))

    @cached_property
    def files(self) -> tuple[Source, ...]:
        """The sources that authors edit: this one, or those that it is put together from."""
        if not self.pieces:
            return (self,)
        found = (file for piece in self.pieces for file in piece.origin.source.files)
        return tuple(dict.fromkeys(found))


class Span(NamedTuple):
    """A stretch of a source, ``start`` included, ``end`` not."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    def within(self, other: Span) -> bool:
        """Whether this span lies inside ``other`` (of the same source)."""
        return other.start <= self.start and self.end <= other.end

    @property
    def origin(self) -> Span:
        """Where this stands in the file that its author edits.

        What reaches over several pieces ends with the last one if that stands behind the
        first in the same file, and with the first one otherwise.
        """
        source = self.source
        if not source.pieces:
            return self
        starts = source.piece_starts
        at = max(0, bisect_right(starts, self.start) - 1)
        first = source.pieces[at].part(self.start - starts[at], self.end - starts[at])
        to = max(at, bisect_left(starts, self.end) - 1)
        last = source.pieces[to].part(0, self.end - starts[to]) if to > at else first
        if last.source is first.source and last.end > first.end:
            first = first._replace(end=last.end)
        return first.origin


class Piece(NamedTuple):
    """A stretch of a composed source: its text, and where that was taken from.

    Text that is not what stands there (an indent that was added, an escape that was read)
    stands for all of it.
    """

    text: str
    origin: Span

    @property
    def is_verbatim(self) -> bool:
        return self.text == self.origin.text

    def part(self, start: int, end: int) -> Span:
        """Where the characters from ``start`` to ``end`` of this piece were taken from."""
        if not self.is_verbatim:
            return self.origin
        end = max(start, min(end, len(self.text)))
        return Span(self.origin.source, self.origin.start + start, self.origin.start + end)


def compose(path: str, pieces: Iterable[Piece]) -> Source:
    """One source from pieces of others; those that adjoin in their file become one."""
    runs: list[Span | Piece] = []
    for piece in pieces:
        last, span = runs[-1] if runs else None, piece.origin
        if not piece.is_verbatim:
            runs += [piece] if piece.text else []
        elif isinstance(last, Span) and last.source is span.source and last.end == span.start:
            runs[-1] = last._replace(end=span.end)
        elif piece.text:
            runs.append(span)
    joined = tuple(run if isinstance(run, Piece) else Piece(run.text, run) for run in runs)
    return Source(path, "".join(piece.text for piece in joined), joined)


class Fault(NamedTuple):
    """What a parser could not accept. ``kind`` is the name of the rule that words it."""

    kind: str
    span: Span
    subject: str = ""


class Waiver(NamedTuple):
    """An author's remark that findings of these rules may stand inside ``scope``.

    ``rules`` are the places of the rules' names; ``until`` is an ISO date or ''; ``span``
    is the whole comment.
    """

    rules: tuple[Span, ...]
    reason: str
    until: str
    span: Span
    scope: Span

    @property
    def at_origin(self) -> Waiver:
        """The waiver as it stands in the file that its author edits, see `Span.origin`."""
        return self._replace(
            rules=tuple(name.origin for name in self.rules),
            span=self.span.origin,
            scope=self.scope.origin,
        )


# --- citations -----------------------------------------------------------------------


class Range(NamedTuple):
    """A numbered place or stretch: ``12`` or ``1203-20`` (last expanded to 1220).

    ``system`` tells which numbers compare: ``arabic``, ``roman``, or ``other`` for
    anything that has no order (``A-12``, ``2:345``). ``open`` marks ``12f.``, ``12ff.``
    """

    first: int
    last: int
    system: str
    open: bool = False


class LocatorPart(NamedTuple):
    """One label with its numbers, as in ``pp. 12, 15-17``."""

    label: str
    ranges: tuple[Range, ...]
    span: Span


class Locator(NamedTuple):
    """The place inside a work that a citation item points to.

    ``text`` is what is printed: the author's own characters, dashes normalized.
    """

    text: str
    parts: tuple[LocatorPart, ...]
    span: Span


class CitationItem(NamedTuple):
    """One work inside a citation. Prefix and suffix are the author's Markdown.

    ``pinpoints`` are places that the suffix names (``esp. p. 12``): printed as they stand,
    and known.
    """

    key: str
    key_span: Span
    span: Span
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    suppress_author: bool = False
    pinpoints: tuple[LocatorPart, ...] = ()

    @property
    def places(self) -> tuple[LocatorPart, ...]:
        """Every place in the work that the item names, in its locator or behind it."""
        return (*(self.locator.parts if self.locator else ()), *self.pinpoints)


class Citation(NamedTuple):
    """One bracket (or one bare ``@key``), with the label of the note it stands in."""

    items: tuple[CitationItem, ...]
    span: Span
    in_text: bool = False
    note: str | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it names works and their places, without a word of its author's."""
        return bool(self.items) and not any(each.prefix or each.suffix for each in self.items)


# --- pages ---------------------------------------------------------------------------


class Note(NamedTuple):
    """A note's definition: ``[^label]: text``."""

    label: str
    span: Span
    label_span: Span
    text_span: Span


class NoteReference(NamedTuple):
    """A call of a note: ``[^label]``; ``note`` is set when it stands inside a note."""

    label: str
    span: Span
    note: str | None = None


class Milestone(NamedTuple):
    """A mark of the source edition: ``{¶23}`` (paragraph) or ``{p. 663}`` (page)."""

    unit: str
    number: int
    span: Span


class Heading(NamedTuple):
    """A heading of a page's own text, ``## Title``; level 1 is the page's title."""

    level: int
    title: str
    span: Span


class Link(NamedTuple):
    """``[text](target)`` with the target as written; ``span`` covers all of it."""

    target: str
    span: Span


class WorkList(NamedTuple):
    """Where a list of works is to stand: ``::: {#refs}``. Its works are those cited on the
    ``page``, on the ``site``, or the whole ``library``.
    """

    scope: str
    span: Span


class Stretch(NamedTuple):
    """A run of text lines without code or blank lines, and the note it belongs to."""

    start: int
    end: int
    note: str | None


# --- front matter --------------------------------------------------------------------


class Term(NamedTuple):
    """A word of another language: as transliterated, in its own script, and its meaning."""

    term: str
    original: str
    meaning: str
    span: Span


class Relation(NamedTuple):
    """``kind`` says how a page stands to another, ``page`` (relative to docs)."""

    kind: str
    page: str
    kind_span: Span
    span: Span


@dataclass(frozen=True)
class FrontMatter:
    """The data at the head of a page that has a type. ``spans`` has the place of every key;
    ``coordinates`` are latitude and longitude in degrees, north and east positive.
    """

    type: str
    span: Span
    spans: Mapping[str, Span] = field(default_factory=dict)
    title: str = ""
    group: str = ""
    summary: str = ""
    paragraphs: tuple[int, ...] = ()
    dates: str = ""
    places: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    actors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    principles: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    related: tuple[Relation, ...] = ()

    def place_of(self, key: str) -> Span:
        """Where a key stands, or the whole front matter where it does not."""
        return self.spans.get(key, self.span)


@dataclass(frozen=True, eq=False)
class Page:
    """One Markdown page. ``body`` is the offset at which the front matter has ended;
    ``title`` comes from there or from the first heading. ``front`` is there if the page
    names its type. ``language`` is that of its locators besides English, '' for none;
    ``unread`` are the keys of every ``@key`` outside brackets where that is not read.
    """

    source: Source
    title: str = ""
    body: int = 0
    language: str = ""
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    references: tuple[NoteReference, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    escapes: tuple[Span, ...] = ()
    unread: tuple[Span, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    lists: tuple[WorkList, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    front: FrontMatter | None = None
    waivers: tuple[Waiver, ...] = ()
    faults: tuple[Fault, ...] = ()

    @cached_property
    def front_is_lost(self) -> bool:
        """Whether the page has a head that cannot be read, so that its type is not known."""
        return self.front is None and any(f.kind == "malformed-front-matter" for f in self.faults)

    @cached_property
    def marks(self) -> tuple[Span, ...]:
        """What is not read with the text, in order: citations, calls, milestones."""
        found = [
            *(citation.span for citation in self.citations if not citation.in_text),
            *(reference.span for reference in self.references),
            *(milestone.span for milestone in self.milestones),
        ]
        return tuple(sorted(found, key=attrgetter("start")))

    @cached_property
    def keeps_numbers(self) -> bool:
        """Whether the page carries a source's paragraph numbers, and so its note numbers."""
        return any(milestone.unit == "paragraph" for milestone in self.milestones)

    def paragraph_at(self, offset: int) -> int | None:
        """The source's paragraph in which an offset lies; None before the first."""
        behind = bisect_left(self._paragraphs, (offset, 0))
        return self._paragraphs[behind - 1][1] if behind else None

    @cached_property
    def _paragraphs(self) -> list[tuple[int, int]]:
        """Where the source's paragraphs begin, with their numbers."""
        return sorted((m.span.start, m.number) for m in self.milestones if m.unit == "paragraph")

    def stretch_at(self, offset: int) -> Stretch | None:
        """The stretch of text in which an offset lies."""
        at = bisect_right(self.stretches, offset, key=attrgetter("start")) - 1
        return self.stretches[at] if at >= 0 and offset < self.stretches[at].end else None

    def heading_at(self, offset: int) -> Heading | None:
        """The last heading that begins at an offset or before it."""
        at = bisect_right(self.headings, offset, key=attrgetter("span.start")) - 1
        return self.headings[at] if at >= 0 else None

    def printed_number(self, label: str | None) -> int | None:
        """The number of the printed note that ``label`` stands for, if it stands for one."""
        return int(label) if self.keeps_numbers and label and is_number(label) else None

    def is_own(self, note: Note) -> bool:
        """Whether a note is the edition's own, on a page that keeps a source's numbers."""
        return self.keeps_numbers and self.printed_number(note.label) is None

    def items(self) -> Iterator[CitationItem]:
        """Every citation item of the page, in source order."""
        for citation in self.citations:
            yield from citation.items


# --- the library ---------------------------------------------------------------------


class Field(NamedTuple):
    """One field of an entry: the resolved value and the places of name and value."""

    name: str
    value: str
    span: Span
    value_span: Span


@dataclass(frozen=True, eq=False)
class Entry:
    """One entry of the library. ``fields`` holds inherited values (crossref) as well."""

    type: str
    key: str
    fields: Mapping[str, Field]
    span: Span
    type_span: Span
    key_span: Span
    pages: tuple[Range, ...] = ()

    @cached_property
    def own_fields(self) -> tuple[Field, ...]:
        """The fields that are written in the entry itself, not those that it inherits."""
        return tuple(
            field
            for field in self.fields.values()
            if field.span.source is self.span.source and field.span.within(self.span)
        )

    def get(self, *names: str) -> str:
        """The value of the first of these fields that is there and not blank, or ''."""
        for name in names:
            found = self.fields.get(name)
            if found is not None and found.value.strip():
                return found.value
        return ""


@dataclass(frozen=True, eq=False)
class Library:
    """All entries of all .bib files, and what stood in their way.

    ``broken`` are keys of entries that begin but cannot be read to their end: a
    citation of one is no second fault.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    duplicates: tuple[tuple[Entry, Entry], ...] = ()
    broken: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()
    faults: tuple[Fault, ...] = ()
    sources: tuple[Source, ...] = ()

    @cached_property
    def by_folded_key(self) -> Mapping[str, str]:
        """Keys by their case-folded form, for findings about case alone."""
        return {key.casefold(): key for key in self.entries}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The further keys that entries give themselves in their field ``ids``."""
        return {
            alias.strip(): key
            for key, entry in self.entries.items()
            for alias in entry.get("ids").split(",")
            if alias.strip()
        }

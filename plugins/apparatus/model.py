"""The values that everything else passes around: places, citations, notes, the library.

All of them are frozen, know where in the author's file they stand, and know nothing of
files, Markdown hosts or HTML. Words follow the field: a *citation* is one bracket with
one or more *citation items* (Pandoc's ``Citation`` is CSL's citation item); a *locator*
is the place inside a work; a *note* is the definition, a *note reference* the call.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


def is_number(text: str) -> bool:
    """Whether ``text`` is a whole number that ``int`` may be given; '²' is none."""
    return text.isascii() and text.isdigit() and len(text) < 10


@dataclass(frozen=True, eq=False)
class Source:
    """One text of an author's, with the path under which diagnostics name it."""

    path: str
    text: str

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


class Fault(NamedTuple):
    """What a parser could not accept. ``kind`` is the name of the rule that words it."""

    kind: str
    span: Span
    subject: str = ""


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
    """The data at the head of a page that has a type. ``spans`` has the place of every key."""

    type: str
    span: Span
    spans: Mapping[str, Span] = field(default_factory=dict)
    title: str = ""
    group: str = ""
    summary: str = ""
    paragraphs: tuple[int, ...] = ()
    dates: str = ""
    places: tuple[str, ...] = ()
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
    names its type.
    """

    source: Source
    title: str = ""
    body: int = 0
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    references: tuple[NoteReference, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    escapes: tuple[Span, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    front: FrontMatter | None = None
    faults: tuple[Fault, ...] = ()

    @cached_property
    def front_is_lost(self) -> bool:
        """Whether the page has a head that cannot be read, so that its type is not known."""
        return self.front is None and any(f.kind == "malformed-front-matter" for f in self.faults)

    @cached_property
    def marks(self) -> tuple[Span, ...]:
        """What stands in the text and is not read with it: citations, calls, milestones."""
        return (
            *(citation.span for citation in self.citations if not citation.in_text),
            *(reference.span for reference in self.references),
            *(milestone.span for milestone in self.milestones),
        )

    @cached_property
    def keeps_numbers(self) -> bool:
        """Whether the page carries a source's paragraph numbers, and so its note numbers."""
        return any(milestone.unit == "paragraph" for milestone in self.milestones)

    def paragraph_at(self, offset: int) -> int | None:
        """The source's paragraph in which an offset lies; None before the first."""
        marks = [m for m in self.milestones if m.unit == "paragraph" and m.span.start < offset]
        return marks[-1].number if marks else None

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


@dataclass(frozen=True)
class Entry:
    """One entry of the library. ``fields`` holds inherited values (crossref) as well."""

    type: str
    key: str
    fields: Mapping[str, Field]
    span: Span
    type_span: Span
    key_span: Span
    pages: tuple[Range, ...] = ()

    def get(self, *names: str) -> str:
        """The value of the first of these fields that is there and not blank, or ''."""
        for name in names:
            found = self.fields.get(name)
            if found is not None and found.value.strip():
                return found.value
        return ""


@dataclass(frozen=True)
class Library:
    """All entries of all .bib files, and what stood in their way.

    ``broken`` are keys of entries that begin but cannot be read to their end: a
    citation of one is no second fault.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    duplicates: tuple[tuple[Entry, Entry], ...] = ()
    broken: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    sources: tuple[Source, ...] = ()

    @cached_property
    def by_folded_key(self) -> Mapping[str, str]:
        """Keys by their case-folded form, for findings about case alone."""
        return {key.casefold(): key for key in self.entries}

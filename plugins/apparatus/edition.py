"""The values of an edition: what the edited work is made of, the kinds of pages, the site.

They stand on the values of `apparatus.model` and, like these, know nothing of files,
Markdown hosts or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from apparatus.model import CitationItem, Fault, FrontMatter, Library, Page, Source, Span, Waiver

# --- the kinds of pages --------------------------------------------------------------


class SectionType(NamedTuple):
    """A heading that pages of a type have, whether they must, and what belongs there."""

    title: str
    required: bool
    guidance: str


class PageType(NamedTuple):
    """What pages of a type have in common: where they lie, what they hold, how long they are."""

    name: str
    title: str
    folder: str
    lead: str
    groups: Mapping[str, str]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    sections: tuple[SectionType, ...]
    words: range
    has_horizon: bool

    def label(self, pages: int = 1) -> str:
        """What one page of the type is called, or several: ``Case``, ``Cases``."""
        return self.title if pages > 1 else self.name.replace("-", " ").capitalize()


@dataclass(frozen=True)
class PageTypes:
    """The table of page types, with the vocabularies that their front matter draws on.

    ``relations`` maps every kind of relation to its inverse, both ways; ``principles``
    are the columns in which pages are compared. ``horizon`` says in words up to when things are
    told, ``horizon_date`` as an ISO date; ``points`` says what coordinates stand for.
    """

    types: Mapping[str, PageType] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    principles: Mapping[str, str] = field(default_factory=dict)
    horizon: str = ""
    language: str = ""
    horizon_date: str = ""
    points: str = ""

    def of_folder(self, page: str) -> PageType | None:
        """The type whose folder holds this page, index pages excepted."""
        folder, _, name = page.rpartition("/")
        if name == "index.md":
            return None
        return next((each for each in self.types.values() if each.folder == folder), None)


# --- the source edition --------------------------------------------------------------


class Section(NamedTuple):
    """One section of the edited work and the page that holds it (relative to docs)."""

    page: str
    title: str
    paragraphs: range
    notes: range
    printed: range
    span: Span


@dataclass(frozen=True, eq=False)
class Witness:
    """The structure of the work that is edited: what must be there, and in which order.

    ``notes`` has the works and locators that each printed note cites; ``begins`` the
    printed page on which each paragraph begins. ``allowed`` are names and titles that may be
    used though the work has them; ``budget`` is the most words of the author's own that may be
    quoted, in one ``quotation``, on one ``page``, on the whole ``site``.
    """

    work: str
    sections: tuple[Section, ...]
    notes: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    begins: Mapping[int, int] = field(default_factory=dict)
    allowed: tuple[tuple[str, Span], ...] = ()
    budget: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def last(self) -> Mapping[str, int]:
        """The highest number of each unit: paragraph, note and page; 0 where there is none."""
        ranges = {
            "paragraph": [section.paragraphs for section in self.sections],
            "note": [section.notes for section in self.sections],
            "page": [section.printed for section in self.sections],
        }
        return {unit: max((r[-1] for r in found if r), default=0) for unit, found in ranges.items()}


Place = tuple[str, int]
"""A paragraph, note or printed page of the edited work: its unit and its number."""


class Verified(NamedTuple):
    """A quotation that stands in the edited work: where, and whether in its author's own voice."""

    places: tuple[Place, ...]
    own: bool


@dataclass(frozen=True, eq=False)
class Fingerprint:
    """Digests of the edited text (see `apparatus.fingerprint`).

    ``passages`` maps those of groups of words to the place where they begin, ``quotations``
    those of whole quotations; ``calls`` has, per printed note, the paragraph that calls it.
    """

    salt: str
    passages: Mapping[bytes, Place] = field(default_factory=dict)
    quotations: Mapping[bytes, Verified] = field(default_factory=dict)
    calls: Mapping[int, int] = field(default_factory=dict)


class Emendation(NamedTuple):
    """A place where the edition departs from the print, or explains what it keeps."""

    note: int | None
    work: str
    field: str
    printed: str
    right: str | None
    kind: str
    evidence: str
    certainty: str
    remark: str
    span: Span
    paragraph: int | None = None


class Person(NamedTuple):
    """Somebody whom the library names in several ways: the form that the site uses, the others,
    each with its place, and how it is known that they are one.
    """

    name: tuple[str, Span]
    variants: tuple[tuple[str, Span], ...]
    note: str


class Change(NamedTuple):
    """What was done on a day (ISO). A block is a paragraph or the items of a list."""

    date: str
    title: str
    blocks: tuple[str | tuple[str, ...], ...] = ()


class Imprint(NamedTuple):
    """How the edition itself is cited. What is not known is ''; without a title, nothing is.

    ``url`` ends with a slash and is where the site's root is published; ``license`` is an address;
    ``version`` is whatever names a state of the edition for good, such as a tag.
    """

    title: str = ""
    version: str = ""
    url: str = ""
    license: str = ""
    editors: tuple[str, ...] = ()
    language: str = "en"


# --- what is judged ------------------------------------------------------------------


class Known(NamedTuple):
    """What a finding is known by: the path of its file, its rule, the words in question."""

    path: str
    rule: str
    subject: str


@dataclass(frozen=True, eq=False)
class Baseline:
    """How often each finding was there before, and where the file says so."""

    counts: Mapping[Known, int] = field(default_factory=dict)
    places: Mapping[Known, Span] = field(default_factory=dict)


Remembered = Mapping[str, tuple[tuple[tuple[int, int, str, int], ...], tuple[int, ...]]]
"""What earlier checks found about the words of pages, see `apparatus.borrowing.site_words`."""


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that is judged together. Page keys are paths relative to docs.

    ``root`` leads from the working directory, in which paths begin, to the project;
    ``docstrings`` are the docstrings that pages show, by file and name; ``data_files`` the
    sources of what the edition keeps in YAML; ``notes_before`` how many notes the pages before
    each page have, where notes are numbered through the site.
    """

    pages: Mapping[str, Page]
    library: Library
    library_name: str = "the library"
    root: str = "."
    witness: Witness | None = None
    emendations: tuple[Emendation, ...] = ()
    people: tuple[Person, ...] = ()
    page_types: PageTypes = field(default_factory=PageTypes)
    fingerprint: Fingerprint | None = None
    baseline: Baseline = field(default_factory=Baseline)
    remembered: Remembered = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    faults: tuple[Fault, ...] = ()
    docstrings: Mapping[str, Page] = field(default_factory=dict)
    notes_before: Mapping[str, int] = field(default_factory=dict)
    data_files: tuple[Source, ...] = ()
    changes: tuple[Change, ...] = ()

    @cached_property
    def texts(self) -> Mapping[str, Page]:
        """Everything in which citations and notes may stand: the pages and the docstrings."""
        return {**self.pages, **self.docstrings}

    @cached_property
    def files(self) -> tuple[Source, ...]:
        """Every file that was read for the texts: pages, snippets and Python files."""
        found = (file for page in self.texts.values() for file in page.source.files)
        return tuple(dict.fromkeys(found))

    @cached_property
    def typed(self) -> Mapping[str, tuple[Page, FrontMatter, PageType]]:
        """Every page that has one of the site's page types, with its front matter and type."""
        found = {}
        for name, page in self.pages.items():
            kind = self.page_types.types.get(page.front.type) if page.front else None
            if page.front and kind:
                found[name] = (page, page.front, kind)
        return found

    @cached_property
    def held(self) -> Mapping[str, Page]:
        """The sections of the edited work, in order, and behind them the pages with a type."""
        sections = [section.page for section in self.witness.sections] if self.witness else []
        names = dict.fromkeys([*sections, *self.typed])
        return {name: self.pages[name] for name in names if name in self.pages}

    def explanation(self, page: str, note: str | None, item: CitationItem) -> Emendation | None:
        """The record of why a section of the edited work keeps a locator that cannot be right."""
        sections = self.witness.sections if self.witness else ()
        if item.locator is None or page not in {section.page for section in sections}:
            return None
        here = (note, item.key, item.locator.text)
        explained = (e for e in self.emendations if e.kind == "pinpoint")
        return next((e for e in explained if (str(e.note), e.work, e.printed) == here), None)

    def every_waiver(self) -> Iterator[Waiver]:
        """The waivers of data files, library and texts, each once, where its author wrote it."""
        yield from self.waivers
        yield from self.library.waivers
        in_texts = (waiver.at_origin for page in self.texts.values() for waiver in page.waivers)
        yield from {waiver.span: waiver for waiver in in_texts}.values()

    def faults_of(self, kind: str) -> Iterator[Fault]:
        """Every fault of this kind, whichever parser met it."""
        for fault in (*self.faults, *self.library.faults):
            if fault.kind == kind:
                yield fault
        for page in self.texts.values():
            for fault in page.faults:
                if fault.kind == kind:
                    yield fault

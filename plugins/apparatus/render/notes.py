"""Notes: their numbers, their order, and the text of each.

Position (first or subsequent mention) is decided in note order, the order in which the
notes are called, page by page. A page that carries the paragraph numbers of a source
edition keeps that edition's note numbers as well; notes of its own then form a second
series, lettered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from apparatus.locators import page_forms
from apparatus.model import (
    Citation,
    CitationItem,
    Entry,
    Library,
    Locator,
    Note,
    NoteReference,
    Page,
)
from apparatus.render.inline import ends_with_stop, inline_html, with_stop
from apparatus.render.text import escape, page_range
from apparatus.render.wording import wording
from apparatus.styles import Cited, Inline, Run, Style

_UNDERLINED = re.compile(r"[^\n]*\n {0,3}(?:=+|-+)[ \t]*\r?(?:\n|\Z)")

Stash = Callable[[str], str]
"""Takes finished HTML and gives back what stands for it in Markdown text."""


class NumberedNote(NamedTuple):
    """A note as the page shows it: an authored one, or one made of a citation in the text."""

    mark: str
    anchor: str
    note: Note | None
    citation: Citation | None
    own_series: bool


class Call(NamedTuple):
    """A place in the text that calls a note, and its own anchor for the way back."""

    numbered: NumberedNote
    anchor: str


class Numbering(NamedTuple):
    """The notes of a page in note order, and every call by its offset in the source.

    ``places`` has the anchors of citations that are no notes, since they are printed in the
    text, by their offset as well.
    """

    notes: tuple[NumberedNote, ...]
    calls: Mapping[int, Call]
    places: Mapping[int, str] = {}


ALL_WORKS = "*"
"""In the place of a key, as in Pandoc's ``nocite``: every work."""


def number_notes(page: Page, in_text: str = "", before: int = 0) -> Numbering:
    """Give every note its number and every call its anchor.

    ``in_text`` is the work whose places are printed in the text where nothing else is cited, or
    `ALL_WORKS`; ``before`` is how many notes the pages before this one have.
    """
    keep = page.keeps_numbers
    if in_text == ALL_WORKS:
        found: Iterable[Citation] = _outside_headings(page)
    else:
        found = _only_places(page, in_text) if in_text and not keep else ()
    places = {each.span.start: f"c{index}" for index, each in enumerate(found, 1)}
    by_label = {note.label: note for note in reversed(page.notes)}
    numbered: dict[str | Citation, NumberedNote] = {}
    calls: dict[int, Call] = {}
    counts = {"n": before, "e": 0}
    times: dict[str, int] = {}

    def number(key: str | Citation) -> NumberedNote:
        if key in numbered:
            return numbered[key]
        note = by_label[key] if isinstance(key, str) else None
        if note and page.printed_number(note.label) is not None:
            made = NumberedNote(note.label, f"n{note.label}", note, None, False)
        else:
            series = "e" if keep else "n"
            counts[series] += 1
            mark = _letters(counts[series]) if keep else str(counts[series])
            citation = key if not isinstance(key, str) else None
            made = NumberedNote(mark, f"{series}{mark}", note, citation, keep)
        numbered[key] = made
        return made

    for place in _calls(page, by_label, places):
        made = number(place.label if isinstance(place, NoteReference) else place)
        times[made.anchor] = times.get(made.anchor, 0) + 1
        again = "" if times[made.anchor] == 1 else f"-{times[made.anchor]}"
        calls[place.span.start] = Call(made, f"r{made.anchor}{again}")
    for label in by_label:
        if label not in numbered:
            number(label)
    return Numbering(tuple(numbered.values()), calls, places)


def notes_before(pages: Mapping[str, Page], in_text: str = "") -> Mapping[str, int]:
    """How many notes have been numbered where each page begins, the pages being in order."""
    found, before = {}, 0
    for name, page in pages.items():
        found[name] = before
        notes = number_notes(page, in_text).notes
        before += sum(not (each.own_series or page.keeps_numbers) for each in notes)
    return found


def _only_places(page: Page, work: str) -> Iterator[Citation]:
    """Citations that name places of ``work`` and nothing else."""
    for each in _outside_headings(page):
        if not each.in_text and all(_is_place(item, work) for item in each.items):
            yield each


def _outside_headings(page: Page) -> Iterator[Citation]:
    """Citations of the running text that may be printed there.

    In a heading they would become part of its anchor, so there they stay notes.
    """
    for each in page.citations:
        heading = page.heading_at(each.span.start)
        is_in_heading = heading is not None and each.span.within(heading.span)
        is_in_heading = is_in_heading or bool(_UNDERLINED.match(page.source.text, each.span.end))
        if each.note is None and each.items and not is_in_heading:
            yield each


def _is_place(item: CitationItem, work: str) -> bool:
    return item.key == work and item.locator is not None and not item.prefix


def _calls(
    page: Page, notes: Mapping[str, Note], places: Mapping[int, str]
) -> Iterable[NoteReference | Citation]:
    """All calls of notes: those in the text in order, then those inside notes."""
    references = [reference for reference in page.references if reference.label in notes]
    in_text = [c for c in page.citations if c.note is None and c.span.start not in places]
    outer: list[NoteReference | Citation] = [r for r in references if r.note is None]
    outer += in_text
    yield from sorted(outer, key=lambda each: each.span.start)
    yield from (reference for reference in references if reference.note is not None)


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


# --- citations -----------------------------------------------------------------------


class Citations:
    """Prints the citations of one page; call it in note order, it remembers what was cited."""

    def __init__(
        self,
        library: Library,
        stash: Stash,
        style: Style,
        work_page: Callable[[str], str] = lambda _: "",
        targets: Mapping[str, Mapping[tuple[str, int], str]] | None = None,
        language: str = "",
    ) -> None:
        """``work_page`` knows the address of a work's page by its key, '' where there is none;
        ``targets`` has, for works that the site itself holds, the address of their places.
        """
        self._library = library
        self._work_page = work_page
        self._targets = targets or {}
        self._stash = stash
        self._style = style
        self._language = language
        self._seen: set[str] = set()
        self.stopped = False
        """Whether what was printed last ends with a full stop."""

    def markdown(self, citation: Citation) -> str:
        """A citation as Markdown: the author's prefixes and suffixes, references in between."""
        if not citation.items:
            return self._stash(_broken(citation.span.text, "this is no citation"))
        return "; ".join(self._item(item) for item in citation.items)

    def finished(self, citation: Citation) -> str:
        """A citation to which its author has added no words, as HTML, with a full stop."""
        return with_stop("; ".join(self._reference(item) for item in citation.items))

    def names(self, citation: Citation) -> str:
        """What stands in the sentence for a bare ``@key``."""
        return self._stash(
            " and ".join(
                inline_html(self._style.name(entry), self._link_in_sentence(item.key))
                if entry
                else _broken(f"@{item.key}", "no such entry")
                for item, entry in self._found(citation)
            )
        )

    def _link_in_sentence(self, key: str) -> str:
        """Names in a sentence are no links where a note has the work."""
        return self._work_page(key) if self._style.in_text else ""

    def in_text(self, citation: Citation, anchor: str) -> str:
        """A citation in brackets; for a bare ``@key``, its names in the sentence before them."""
        names = f"{self.names(citation)} " if citation.in_text else ""
        items = [i._replace(suppress_author=True) for i in citation.items]
        made = citation._replace(items=tuple(items)) if citation.in_text else citation
        start = self._stash(f'<span class="citation" id="{anchor}">(')
        return f"{names}{start}{self.markdown(made)}{self._stash(')</span>')}"

    def places(self, citation: Citation, anchor: str) -> str:
        """The places alone, in brackets, for a work that the page names where its notes begin."""
        items = (f"{self._stash(self._place(item))}{item.suffix}" for item in citation.items)
        start = self._stash(f'<span class="cited-places" id="{anchor}">(')
        end = self._stash(")</span>")
        return f"{start}{'; '.join(items)}{end}"

    def _place(self, item: CitationItem) -> str:
        return inline_html(self._linked(item))

    def _linked(self, item: CitationItem) -> Inline:
        return linked_locator(item.locator, self._targets.get(item.key, {}), self._language)

    def whole(self, key: str) -> str:
        """The reference of a work that the page names before its notes."""
        self._seen.add(key)
        entry = self._library.entries.get(key)
        if entry is None:
            return _broken(f"@{key}", "no such entry")
        return inline_html(self._style.cite(Cited(entry)), self._work_page(key))

    def is_broken(self, citation: Citation) -> bool:
        """Whether any work of the citation is not in the library."""
        return not citation.items or any(entry is None for _, entry in self._found(citation))

    def _found(self, citation: Citation) -> list[tuple[CitationItem, Entry | None]]:
        return [(item, self._library.entries.get(item.key)) for item in citation.items]

    def _item(self, item: CitationItem) -> str:
        html = self._reference(item)
        if item.key not in self._library.entries:
            return self._stash(html)
        self.stopped = ends_with_stop(item.suffix or html)
        prefix = f"{item.prefix} " if item.prefix else ""
        return f"{prefix}{self._stash(html)}{item.suffix}"

    def _reference(self, item: CitationItem) -> str:
        """What is printed of a work itself."""
        entry = self._library.entries.get(item.key)
        if entry is None:
            return _broken(item.span.text.strip(), f"no entry '{item.key}'")
        cited = Cited(
            entry, self._linked(item), item.suppress_author, first=item.key not in self._seen
        )
        self._seen.add(item.key)
        html = inline_html(self._style.cite(cited), self._work_page(item.key))
        return f'<span class="reference" data-key="{escape(item.key)}">{html}</span>'


def printed_locator(locator: Locator | None, language: str = "") -> str:
    """A locator for print: ``1297-1298`` is ``pp. 1297–8``, ``n. 60, 69`` is ``nn. 60, 69``.

    Pages that were written without a label get one; the marks of pages, notes and paragraphs
    agree with how many there are; ranges of pages are cut short as in references.
    """
    if locator is None:
        return ""
    part = locator.parts[0] if locator.parts else None
    text = locator.text
    if part is not None and part.label == "page" and text[:1].isdigit():
        several = len(part.ranges) > 1 or any(r.open or r.first != r.last for r in part.ranges)
        text = f"{page_forms(language)[several]} {text}"
    return _MARKED.sub(_marked, text)


_LISTED = r"\d+(?:–\d+)?"
_MARKED = re.compile(
    rf"(?<!\w)(pp?\.|nn?\.|¶¶?) ({_LISTED}(?:(?:, | and | & ){_LISTED})*)"
    r"(?![\w–]|(?:,| and| &) ?\d)"
)
_MARKS = {"p": ("p.", "pp."), "n": ("n.", "nn."), "¶": ("¶", "¶¶")}


def _marked(found: re.Match[str]) -> str:
    """A mark and its numbers, none of which has a letter behind it."""
    mark, numbers = found.groups()
    if mark[0] == "p":
        numbers = re.sub(r"(\d+)–(\d+)", lambda each: page_range(*each.groups()), numbers)
    return f"{_MARKS[mark[0]][not numbers.isdigit()]} {numbers}"


_NUMBERED = re.compile(r"(?:(?:¶+|[^\W\d_]+\.?)\s)?\d+(?:–\d+)?")


def linked_locator(
    locator: Locator | None, targets: Mapping[tuple[str, int], str], language: str = ""
) -> Inline:
    """A locator for print, its numbers leading to their places."""
    text = printed_locator(locator, language)
    if locator is None or not targets:
        return (Run(text),) if text else ()
    ranges = [(part.label, each.first) for part in locator.parts for each in part.ranges]
    pieces, at = [], 0
    for place, found in zip(ranges, _NUMBERED.finditer(text), strict=False):
        pieces += [Run(text[at : found.start()]), Run(found.group(), to=targets.get(place, ""))]
        at = found.end()
    return (*pieces, Run(text[at:]))


def _broken(text: str, why: str) -> str:
    return f'<mark class="citation-error" title="{escape(why)}">{escape(text)}</mark>'


def broken_call(label: str) -> str:
    """A call of a note that the page does not hold, shown as such."""
    return f'<sup class="noteref">{_broken(f"[^{label}]", f"no note {label}")}</sup>'


def call_html(call: Call, broken: bool) -> str:
    """The raised number that leads to a note."""
    numbered = call.numbered
    kind = "noteref is-own" if numbered.own_series else "noteref"
    kind += " is-broken" if broken else ""
    return (
        f'<sup class="{kind}" id="{call.anchor}">'
        f'<a href="#{numbered.anchor}" role="doc-noteref">{numbered.mark}</a></sup>'
    )


def back_link_html(numbered: NumberedNote, anchors: list[str], language: str = "") -> str:
    """The way back from a note to the places that call it."""
    links, words = [], wording(language)
    for index, anchor in enumerate(anchors):
        label = (words.back_again if index else words.back).format(numbered.mark, index + 1)
        links.append(
            f'<a class="note-back" href="#{anchor}" role="doc-backlink" aria-label="{label}">↩</a>'
        )
    return " ".join(links)


def places_of_html(reference: str) -> str:
    """Which work the places in the text belong to."""
    return f"Places in the text (¶, n., p.) are those of {with_stop(reference)}"


# --- milestones ----------------------------------------------------------------------


def paragraph_html(number: int, page: int | None = None) -> str:
    """The number of a source paragraph, a link to itself, and the page on which it begins."""
    label = f"Paragraph {number}" + (f", page {page}" if page else "")
    shown = f"¶ {number}" + (f'<span class="para-page"> p. {page}</span>' if page else "")
    return f'<a class="para-number" href="#p{number}" aria-label="{label}">{shown}</a>'


def page_break_html(number: int) -> str:
    """Where a printed page begins."""
    return (
        f'<span class="page-break" id="page{number}" role="doc-pagebreak" '
        f'aria-label="Page {number}">{number}</span>'
    )

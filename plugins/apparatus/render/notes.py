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
from apparatus.render.references import (
    Pieces,
    ends_with_stop,
    full_reference,
    in_text_names,
    locator_html,
    short_reference,
    with_stop,
    work_link,
)
from apparatus.render.text import escape

Stash = Callable[[str], str]
"""Takes finished HTML and gives back what stands for it in Markdown text."""


References = dict[tuple[str, str, bool, str], str]
"""References in full, by key, what stands for the locator, whether the author is left out, and
the page of the work."""

_PLACE = "\ue000"
_PLACE_PAGE = "p.\ue000"
"""What stands for a locator in a reference that several locators share. The character is for
private use; behind pages of the work's own, a locator that is a page reads otherwise."""


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


def number_notes(page: Page, in_text: str = "") -> Numbering:
    """Give every note its number and every call its anchor.

    ``in_text`` is the work whose places are printed in the text where nothing else is cited.
    """
    keep = page.keeps_numbers
    found = _only_places(page, in_text) if in_text and not keep else ()
    places = {each.span.start: f"c{index}" for index, each in enumerate(found, 1)}
    by_label = {note.label: note for note in reversed(page.notes)}
    numbered: dict[str | Citation, NumberedNote] = {}
    calls: dict[int, Call] = {}
    counts = {"n": 0, "e": 0}
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


def _only_places(page: Page, work: str) -> Iterator[Citation]:
    """Citations that name places of ``work`` and nothing else.

    In a heading they would become part of its anchor, so there they stay notes.
    """
    for each in page.citations:
        bare = each.note is None and not each.in_text and each.items
        heading = any(each.span.within(heading.span) for heading in page.headings)
        if bare and not heading and all(_is_place(item, work) for item in each.items):
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
        work_page: Callable[[str], str] = lambda _: "",
        targets: Mapping[str, Mapping[tuple[str, int], str]] | None = None,
        printed: References | None = None,
    ) -> None:
        """``work_page`` knows the address of a work's page by its key, '' where there is none;
        ``targets`` has, for works that the site itself holds, the address of their places;
        ``printed`` are references of this library that other pages have printed before.
        """
        self._printed = printed if printed is not None else {}
        self._library = library
        self._work_page = work_page
        self._targets = targets or {}
        self._stash = stash
        self._seen: set[str] = set()
        self.stopped = False
        """Whether what was printed last ends with a full stop."""

    def markdown(self, citation: Citation) -> str:
        """A citation as Markdown: the author's prefixes and suffixes, references in between."""
        if not citation.items:
            return self._stash(_broken(citation.span.text, "this is no citation"))
        return "; ".join(self._item(item) for item in citation.items)

    def names(self, citation: Citation) -> str:
        """What stands in the sentence for a bare ``@key``."""
        return self._stash(
            " and ".join(
                in_text_names(entry) if entry else _broken(f"@{item.key}", "no such entry")
                for item, entry in self._found(citation)
            )
        )

    def places(self, citation: Citation, anchor: str) -> str:
        """The places alone, in brackets, for a work that the page names where its notes begin."""
        items = (f"{self._stash(self._place(item))}{item.suffix}" for item in citation.items)
        start = self._stash(f'<span class="cited-places" id="{anchor}">(')
        end = self._stash(")</span>")
        return f"{start}{'; '.join(items)}{end}"

    def _place(self, item: CitationItem) -> str:
        return locator_html(linked_locator(item.locator, self._targets.get(item.key, {})))

    def whole(self, key: str) -> str:
        """The reference of a work that the page names before its notes."""
        self._seen.add(key)
        entry = self._library.entries.get(key)
        if entry is None:
            return _broken(f"@{key}", "no such entry")
        return full_reference(entry, work_page=self._work_page(key))

    def is_broken(self, citation: Citation) -> bool:
        """Whether any work of the citation is not in the library."""
        return not citation.items or any(entry is None for _, entry in self._found(citation))

    def _found(self, citation: Citation) -> list[tuple[CitationItem, Entry | None]]:
        return [(item, self._library.entries.get(item.key)) for item in citation.items]

    def _item(self, item: CitationItem) -> str:
        entry = self._library.entries.get(item.key)
        if entry is None:
            return self._stash(_broken(item.span.text.strip(), f"no entry '{item.key}'"))
        first = item.key not in self._seen
        self._seen.add(item.key)
        locator = linked_locator(item.locator, self._targets.get(item.key, {}))
        work_page = self._work_page(item.key)
        if first:
            html = reference = self._full(entry, locator, item.suppress_author, work_page)
        else:
            place = locator_html(locator)
            name = short_reference(entry, suppress_author=item.suppress_author)
            reference = ", ".join(filter(None, [work_link(work_page, name), place]))
            html = place or name
        reference = f'<span class="reference" data-key="{escape(item.key)}">{reference}</span>'
        prefix = f"{item.prefix} " if item.prefix else ""
        self.stopped = ends_with_stop(item.suffix or html)
        return f"{prefix}{self._stash(reference)}{item.suffix}"

    def _full(self, entry: Entry, locator: Pieces, suppress_author: bool, work_page: str) -> str:
        """A reference in full. It is made once for all its locators, see `_PLACE`."""
        place = locator_html(locator)
        holder = _PLACE_PAGE if place.startswith(("p.", "pp.")) else _PLACE if place else ""
        key = (entry.key, holder, suppress_author, work_page)
        if key not in self._printed:
            self._printed[key] = full_reference(entry, holder, suppress_author, work_page)
        shared = self._printed[key]
        if shared.count(_PLACE) != bool(holder):  # a value of the entry's has the character
            return full_reference(entry, locator, suppress_author, work_page)
        return shared.replace(holder, place) if holder else shared


def printed_locator(locator: Locator | None) -> str:
    """A locator for print; pages that were written without a label get one."""
    if locator is None:
        return ""
    part = locator.parts[0] if locator.parts else None
    if part is None or part.label != "page" or not locator.text[:1].isdigit():
        return locator.text
    several = len(part.ranges) > 1 or any(r.open or r.first != r.last for r in part.ranges)
    return f"{'pp.' if several else 'p.'} {locator.text}"


_NUMBERED = re.compile(r"(?:(?:¶+|[^\W\d_]+\.?)\s)?\d+(?:–\d+)?")


def linked_locator(
    locator: Locator | None, targets: Mapping[tuple[str, int], str]
) -> tuple[tuple[str, str], ...]:
    """A locator for print as pieces of text, each with the address it leads to, or ''."""
    text = printed_locator(locator)
    if locator is None or not targets:
        return ((text, ""),)
    ranges = [(part.label, each.first) for part in locator.parts for each in part.ranges]
    pieces, at = [], 0
    for place, found in zip(ranges, _NUMBERED.finditer(text), strict=False):
        pieces += [(text[at : found.start()], ""), (found.group(), targets.get(place, ""))]
        at = found.end()
    return (*pieces, (text[at:], ""))


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


def back_link_html(numbered: NumberedNote, anchors: list[str]) -> str:
    """The way back from a note to the places that call it."""
    links = []
    for index, anchor in enumerate(anchors):
        label = f"Back to the text at note {numbered.mark}" + (
            f", place {index + 1}" if index else ""
        )
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

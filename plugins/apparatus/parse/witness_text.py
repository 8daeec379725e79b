"""A reader's own copy of the edited text, from which its fingerprint is made.

The format is that of the site's pages: ``{¶1}`` opens a paragraph, ``{p. 653}`` marks a
printed page, ``[^1]`` calls a note, ``[^1]: …`` is one. What stands behind a page mark at
the beginning of a block, without a paragraph mark, belongs to the page: a table. Straight
quotation marks are taken for curly ones. The text itself goes nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from apparatus.edition import Emendation, Fingerprint, Place, Verified, Witness
from apparatus.fingerprint import digest, groups, quotation_digest
from apparatus.model import Page, Source, Span, is_number
from apparatus.parse.markdown import parse_page
from apparatus.quotations import Quotation, quoted_spans
from apparatus.words import inside, running_words, stretches_of

_OPENING = re.compile(r"(?<![\w’'.,;:!?)])'(?=\S)|(?<=[(\[—–])'")


class Passage(NamedTuple):
    """The words of a paragraph, a note or a table, and of each whether it is quoted."""

    place: Place
    words: tuple[str, ...]
    quoted: tuple[bool, ...]


@dataclass(frozen=True, eq=False)
class WitnessText:
    """A text in passages. ``calls`` has, per note, the paragraph that calls it."""

    passages: tuple[Passage, ...]
    calls: Mapping[int, int]

    @cached_property
    def by_word(self) -> Mapping[str, list[tuple[Passage, int]]]:
        """Every place of every word."""
        found: dict[str, list[tuple[Passage, int]]] = {}
        for passage in self.passages:
            for at, word in enumerate(passage.words):
                found.setdefault(word, []).append((passage, at))
        return found

    def find(self, quotation: Quotation) -> Verified | None:
        """Where a quotation stands word for word; None if it stands nowhere."""
        places: dict[Place, None] = {}
        own = False
        for passage, at in self.by_word.get(quotation.parts[0][0], ()):
            end = _match(passage.words, at, quotation.parts)
            if end:
                places[passage.place] = None
                own = own or not all(passage.quoted[at:end])
        return Verified(tuple(places), own) if places else None


def _match(words: Sequence[str], at: int, parts: Sequence[Sequence[str]]) -> int:
    """The end of ``parts``, the first at ``at``, the others behind it in order; 0 for none."""
    first, *others = parts
    if tuple(words[at : at + len(first)]) != tuple(first):
        return 0
    end = at + len(first)
    for part in others:
        starts = range(end, len(words) - len(part) + 1)
        start = next((i for i in starts if tuple(words[i : i + len(part)]) == tuple(part)), None)
        if start is None:
            return 0
        end = start + len(part)
    return end


def parse_witness_text(source: Source, emendations: Iterable[Emendation] = ()) -> WitnessText:
    """Take a text apart into its passages.

    Misreadings of a scan that the emendations know are put right where they stand once.
    """
    text = source.text
    for each in emendations:
        if each.kind == "misreading" and each.right and text.count(each.printed) == 1:
            text = text.replace(each.printed, each.right)
    text = _OPENING.sub("‘", text).replace("'", "’")
    page = parse_page(Source(source.path, text))
    runs: dict[Place, list[tuple[str, bool]]] = {}
    quoted = stretches_of((span.start, span.end) for span in quoted_spans(page))
    blocks = list(_blocks(page))
    starts = [span.start for _, span in blocks]
    for run in running_words(page, (), [(span.start, span.end) for _, span in blocks]):
        for word in run:
            place, _ = blocks[bisect_right(starts, word.start) - 1]
            runs.setdefault(place, []).append((word.text, inside(word, quoted)))
    passages = (
        Passage(place, tuple(w for w, _ in found), tuple(q for _, q in found))
        for place, found in runs.items()
    )
    return WitnessText(tuple(passages), dict(_calls(page)))


def _blocks(page: Page) -> Iterator[tuple[Place, Span]]:
    """Every stretch between paragraph marks, with the place that it belongs to."""
    place: Place | None = None
    start_of = attrgetter("span.start")
    milestones = sorted(page.milestones, key=start_of)
    for stretch in page.stretches:
        if stretch.note is not None:
            if is_number(stretch.note):
                yield ("note", int(stretch.note)), Span(page.source, stretch.start, stretch.end)
            continue
        first = bisect_left(milestones, stretch.start, key=start_of)
        last = bisect_left(milestones, stretch.end, key=start_of)
        marks = milestones[first:last]
        paragraphs = [m for m in marks if m.unit == "paragraph"]
        if marks and not paragraphs and marks[0].span.start == stretch.start:
            place = ("page", marks[0].number)
        start = stretch.start
        for mark in paragraphs:
            if place and start < mark.span.start:
                yield place, Span(page.source, start, mark.span.start)
            place, start = ("paragraph", mark.number), mark.span.start
        if place:
            yield place, Span(page.source, start, stretch.end)


def _calls(page: Page) -> Iterator[tuple[int, int]]:
    for reference in page.references:
        if is_number(reference.label) and reference.note is None:
            paragraph = page.paragraph_at(reference.span.start)
            if paragraph is not None:
                yield int(reference.label), paragraph


def differences(text: WitnessText, witness: Witness) -> list[tuple[Place, str]]:
    """Paragraphs and notes that only the text or only the structure has, with which of them."""
    held = {passage.place for passage in text.passages if passage.place[0] != "page"}
    written = {("paragraph", n) for section in witness.sections for n in section.paragraphs}
    written |= {("note", n) for section in witness.sections for n in section.notes}
    return sorted(
        [(place, "the text") for place in held - written]
        + [(place, "the witness") for place in written - held]
    )


def make_fingerprint(
    text: WitnessText, salt: str, quotations: Iterable[Quotation]
) -> tuple[Fingerprint, list[Quotation]]:
    """The fingerprint of a text, and of these quotations those that do not stand in it."""
    passages: dict[bytes, Place] = {}
    for passage in text.passages:
        for _, words in groups(passage.words):
            passages.setdefault(digest(words, salt), passage.place)
    verified: dict[bytes, Verified] = {}
    unfound: list[Quotation] = []
    for quotation in quotations:
        found = text.find(quotation)
        if found is None:
            unfound.append(quotation)
        else:
            verified[quotation_digest(quotation.parts, salt)] = found
    return Fingerprint(salt, passages, verified, text.calls), unfound

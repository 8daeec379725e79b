"""Damage to the text of the edited work: its paragraphs, its pages, its notes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from apparatus.edition import Site
from apparatus.model import Note, NoteReference, Page, Span
from tests.mutations.mutant import Mutant, change, insert, line_of, printed


def paragraph_marks(site: Site) -> Iterator[tuple[Page, Span, int]]:
    """Every mark of a paragraph, with the place of the mark before it, or where the text begins."""
    for _, page in printed(site):
        before = page.body
        for mark in page.milestones:
            if mark.unit == "paragraph":
                yield page, mark.span, before
                before = mark.span.start


def paragraph_unmarked(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(mark, "", before) for _, mark, before in paragraph_marks(site))


def paragraph_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for page, mark, before in paragraph_marks(site):
        text = page.source.text
        start, end = text.rindex("\n", 0, mark.start) + 1, text.index("\n", mark.end)
        yield change(Span(page.source, start, end), "", before)


def paragraph_doubled(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (insert(page.source, mark.end, mark.text) for page, mark, _ in paragraph_marks(site))


def paragraph_foreign(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(mark, "{¶99}") for _, mark, _ in paragraph_marks(site))


def paragraphs_exchanged(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for (page, one, _), (other, two, _) in pairwise(paragraph_marks(site)):
        if page is other:
            yield Mutant(((one, two.text), (two, one.text)), frozenset({line_of(two)}))


def page_unmarked(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """It shows at the mark before, or where the next section begins."""
    pages = [page for _, page in printed(site)]
    for page, following in pairwise([*pages, pages[-1]]):
        before = page.body
        for mark in page.milestones:
            if mark.unit == "page":
                places = {line_of(mark.span, before)}
                places.add((following.source.path, following.source.position(following.body)[0]))
                yield Mutant(((mark.span, ""),), frozenset(places))
                before = mark.span.start


def page_doubled(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page in printed(site):
        for mark in page.milestones:
            if mark.unit == "page":
                yield insert(page.source, mark.span.end, mark.span.text)


# --- notes -----------------------------------------------------------------------------


def printed_notes(site: Site) -> Iterator[tuple[Page, Note, NoteReference, Note | None]]:
    """Every printed note with its call, and the note before it on the page."""
    for _, page in printed(site):
        before = None
        for note in page.notes:
            if note.label.isdigit():
                yield page, note, next(r for r in page.references if r.label == note.label), before
                before = note


def _behind(page: Page, before: Note | None) -> tuple[str, int]:
    at = before.span.start if before else page.body
    return page.source.path, page.source.position(at)[0]


def note_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for page, note, call, before in printed_notes(site):
        yield Mutant(((note.span, ""),), frozenset({_behind(page, before), line_of(call.span)}))


def call_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(call.span, "", note.span.start) for _, note, call, _ in printed_notes(site))


def note_and_call_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for page, note, call, before in printed_notes(site):
        yield Mutant(((note.span, ""), (call.span, "")), frozenset({_behind(page, before)}))


def note_doubled(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for page, note, _, _ in printed_notes(site):
        path, line = line_of(note.span, note.span.end)
        edit = (Span(page.source, note.span.end, note.span.end), f"\n\n{note.span.text}")
        yield Mutant((edit,), frozenset({(path, line + 2)}))


def call_misnumbered(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(call.span, "[^999]") for _, _, call, _ in printed_notes(site))


def calls_exchanged(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for (page, _, one, _), (other, _, two, _) in pairwise(printed_notes(site)):
        if page is other:
            edits = ((one.span, two.span.text), (two.span, one.span.text))
            yield Mutant(edits, frozenset({line_of(two.span)}))


def call_moved(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """A call at the beginning of the next paragraph."""
    for page, _, call, _ in printed_notes(site):
        marks = [m for m in page.milestones if m.unit == "paragraph"]
        later = next((m for m in marks if m.span.start > call.span.end), None)
        if later:
            there = Span(page.source, later.span.end, later.span.end)
            edits = ((call.span, ""), (there, call.span.text))
            yield Mutant(edits, frozenset({line_of(there)}))


def notes_exchanged(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """Two definitions change places, numbers and all."""
    for _page, note, _, before in printed_notes(site):
        if before:
            edits = ((before.span, note.span.text), (note.span, before.span.text))
            path, line = line_of(note.span)
            line += note.span.text.count("\n") - before.span.text.count("\n")
            yield Mutant(edits, frozenset({(path, line)}))


def texts_exchanged(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """Two notes with other works change their texts and keep their numbers."""
    assert site.witness
    cited = {n: [work for work, _ in works] for n, works in site.witness.notes.items()}
    for _page, note, _, before in printed_notes(site):
        if before is None or "\n" in before.span.text + note.span.text:
            continue
        if cited[int(before.label)] != cited[int(note.label)]:
            edits = (
                (before.text_span, note.text_span.text),
                (note.text_span, before.text_span.text),
            )
            yield Mutant(edits, frozenset({line_of(before.span), line_of(note.span)}))


def note_calls_itself(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for page, note, _, _ in printed_notes(site):
        yield insert(page.source, note.span.end, f"[^{note.label}]")


def notes_in_a_circle(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for page, note, _, before in printed_notes(site):
        if before:
            ends = [Span(page.source, each.span.end, each.span.end) for each in (before, note)]
            edits = ((ends[0], f"[^{note.label}]"), (ends[1], f"[^{before.label}]"))
            yield Mutant(edits, frozenset({line_of(ends[1])}))

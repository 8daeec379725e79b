"""Emendations, shown at the note that they are about: both readings and the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from apparatus.edition import Emendation, Site
from apparatus.emendation_kinds import KINDS
from apparatus.render.field_words import field_words
from apparatus.render.text import capital, escape, linked

KEPT = "kept as printed"
"""What is said where the right reading is not known, or where none is needed."""


def emendations_html(emendations: Sequence[Emendation]) -> str:
    """A disclosure with one line per emendation of a note, closed until a reader asks."""
    count = len(emendations)
    summary = "1 emendation" if count == 1 else f"{count} emendations"
    lines = "".join(f"<li>{line_html(each)}</li>" for each in emendations)
    return (
        f'<details class="emendations" data-search-exclude><summary>{summary}</summary>'
        f"<ul>{lines}</ul></details>"
    )


def line_html(each: Emendation) -> str:
    """The readings, what they are about, evidence, remark, and how sure it is."""
    readings = _readings(each)
    lemma = f'<span class="lemma">{readings}</span> ' if readings else ""
    return f'{lemma}<span class="about">{escape(about(each))}.</span> {linked(tail_of(each))}'


def _readings(each: Emendation) -> str:
    if not each.right:
        kept = f"<q>{escape(each.printed)}</q> <i>{KEPT}</i>"
        return kept if each.printed else ""
    right = f"<ins>{escape(each.right)}</ins>"
    return f"<del>{escape(each.printed)}</del> → {right}" if each.printed else right


def about(each: Emendation) -> str:
    """What is emended, and what is the matter with it: ``Title: error of the print``."""
    return capital(": ".join(filter(None, [field_words(each.field), kind_words(each)])))


def kind_words(each: Emendation) -> str:
    """The kind of an emendation in words."""
    return KINDS.get(each.kind, each.kind)


def place_of(each: Emendation) -> str:
    """What the place of an emendation is called."""
    return f"Note {each.note}" if each.note is not None else f"¶ {each.paragraph}"


def tail_of(each: Emendation) -> str:
    """Evidence, remark, and how sure it is, unless it is certain."""
    certainty = "" if each.certainty == "certain" else f"({each.certainty or 'open'})"
    return " ".join(filter(None, [each.evidence, each.remark, certainty]))


def in_order(site: Site) -> Iterator[Emendation]:
    """Paragraphs first, then notes, each by number."""
    yield from sorted(
        site.emendations, key=lambda each: (each.note is not None, each.note or each.paragraph or 0)
    )

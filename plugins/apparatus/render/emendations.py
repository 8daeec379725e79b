"""Emendations, shown at the note that they are about: both readings and the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from apparatus.edition import Emendation, Site
from apparatus.emendation_kinds import KINDS
from apparatus.render.text import escape


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
    """Kind and field, both readings, remark, evidence, and how sure it is."""
    name = KINDS.get(each.kind, each.kind) + (f" ({each.field})" if each.field else "")
    printed = f"<del>{escape(each.printed)}</del>" if each.right else escape(each.printed)
    right = f"<ins>{escape(each.right)}</ins>" if each.right else ""
    readings = " → ".join(filter(None, [printed, right] if each.printed else [right]))
    return f"<b>{escape(name)}</b> {readings}{'. ' if readings else ''}{escape(tail_of(each))}"


def place_of(each: Emendation) -> str:
    """What the place of an emendation is called."""
    return f"Note {each.note}" if each.note is not None else f"¶ {each.paragraph}"


def tail_of(each: Emendation) -> str:
    """Remark, evidence, and how sure it is, unless it is certain."""
    certainty = "" if each.certainty == "certain" else f"({each.certainty or 'open'})"
    return " ".join(filter(None, [each.remark, each.evidence, certainty]))


def in_order(site: Site) -> Iterator[Emendation]:
    """Paragraphs first, then notes, each by number."""
    yield from sorted(
        site.emendations, key=lambda each: (each.note is not None, each.note or each.paragraph or 0)
    )

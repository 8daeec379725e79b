"""Emendations, shown at the note that they are about: both readings and the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from apparatus.model import Emendation
from apparatus.render.text import escape

KINDS = {
    "misprint": "error of the print",
    "misreading": "misreading of the scan",
    "lost": "lost in the scan",
    "link-rot": "address no longer good",
    "pinpoint": "pinpoint kept as printed",
    "superseded": "since superseded",
    "conflict": "the article disagrees with itself",
}
"""What each kind of emendation is called for readers."""


def emendations_html(emendations: Sequence[Emendation]) -> str:
    """A disclosure with one line per emendation of a note, closed until a reader asks."""
    count = len(emendations)
    summary = "1 emendation" if count == 1 else f"{count} emendations"
    lines = "".join(f"<li>{_line(each)}</li>" for each in emendations)
    return f'<details class="emendations"><summary>{summary}</summary><ul>{lines}</ul></details>'


def _line(each: Emendation) -> str:
    name = f"{KINDS.get(each.kind, each.kind)} ({each.field})"
    printed = f"<del>{escape(each.printed)}</del>" if each.printed else "nothing"
    if each.kind == "pinpoint":
        printed = f"<span>{escape(each.printed)}</span>"
    right = f" → <ins>{escape(each.right)}</ins>" if each.right else ""
    tail = [each.remark, each.evidence, _certainty(each)]
    rest = " ".join(escape(part) for part in tail if part)
    return f"<b>{escape(name)}</b> {printed}{right}. {rest}"


def _certainty(each: Emendation) -> str:
    return "" if each.certainty == "certain" else f"({each.certainty or 'open'})"

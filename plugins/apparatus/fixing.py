"""Mend texts: choose the fixes that can be made together, and make them.

Everything outside the edits stays as it is, character by character.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from apparatus.diagnostics import Edit, Fix
from apparatus.model import Source

Edits = Mapping[Source, tuple[Edit, ...]]


def compatible(fixes: Iterable[Fix]) -> tuple[list[Fix], Edits]:
    """The fixes that do not touch what an earlier one changes, and their edits by source.

    What is left out can be asked for again when these have been made.
    """
    chosen: list[Fix] = []
    edits: dict[Source, list[Edit]] = {}
    for fix in fixes:
        mine = list(dict.fromkeys(fix.edits))
        others = [each for edit in mine for each in edits.get(edit.span.source, ())]
        if not mine or any(_touch(edit, other) for edit in mine for other in others):
            continue
        chosen.append(fix)
        for edit in mine:
            edits.setdefault(edit.span.source, []).append(edit)
    return chosen, {source: tuple(made) for source, made in edits.items()}


def _touch(one: Edit, other: Edit) -> bool:
    """Whether two edits overlap or meet; of insertions at one place the order is not known."""
    if one.span.source is not other.span.source:
        return False
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def mended(source: Source, edits: Iterable[Edit]) -> str:
    """The text of a source with the edits made; they must not overlap."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda each: each.span.start):
        pieces += [source.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, source.text[at:]])

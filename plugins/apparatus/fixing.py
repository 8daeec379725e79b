"""Mend texts: choose the fixes that can be made together, and make them.

Everything outside the edits stays as it is, character by character.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from apparatus.diagnostics import Edit, Fix
from apparatus.model import Source, Span

Edits = Mapping[Source, tuple[Edit, ...]]


def compatible(fixes: Iterable[Fix]) -> tuple[list[Fix], Edits]:
    """The fixes that do not touch what an earlier one changes, and their edits by source.

    What is left out can be asked for again when these have been made.
    """
    chosen: list[Fix] = []
    edits: dict[Source, list[Edit]] = {}
    taken: defaultdict[Source, _Taken] = defaultdict(_Taken)
    for fix in fixes:
        mine = list(dict.fromkeys(fix.edits))
        if not mine or any(taken[edit.span.source].touches(edit.span) for edit in mine):
            continue
        chosen.append(fix)
        for edit in mine:
            taken[edit.span.source].add(edit.span)
            edits.setdefault(edit.span.source, []).append(edit)
    return chosen, {source: tuple(made) for source, made in edits.items()}


class _Taken:
    """The stretches of a text that are to be changed, in order; those that touch are one.

    Spans that only meet touch: of insertions at one place the order is not known.
    """

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def touches(self, span: Span) -> bool:
        first, behind = self._near(span)
        return first < behind

    def add(self, span: Span) -> None:
        near = slice(*self._near(span))
        self.starts[near] = [min([span.start, *self.starts[near]])]
        self.ends[near] = [max([span.end, *self.ends[near]])]

    def _near(self, span: Span) -> tuple[int, int]:
        """Between which places the stretches are that touch a span, or where it is put in."""
        return bisect_left(self.ends, span.start), bisect_right(self.starts, span.end)


def mended(source: Source, edits: Iterable[Edit]) -> str:
    """The text of a source with the edits made; they must not overlap."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda each: each.span.start):
        pieces += [source.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, source.text[at:]])

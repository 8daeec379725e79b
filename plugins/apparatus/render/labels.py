"""Where names stand beside points so that none covers another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_FARTHEST = 9  # lines up or down


class Box(NamedTuple):
    """A rectangle; its edges in the units of the picture, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Label(NamedTuple):
    """A name's box, and whether it is far enough from its point to need a line to it."""

    box: Box
    on_the_right: bool
    needs_line: bool


def place_labels(
    points: Sequence[tuple[float, float]],
    widths: Sequence[float],
    height: float,
    gap: float,
    frame: Box,
) -> list[Label]:
    """A place for the name of every point, in their order; always the same for the same points.

    The most crowded points choose first. Each takes the first place that is free: to its right,
    to its left, then a line higher, a line lower, and so on. ``widths`` and ``height`` are those
    of the names, ``gap`` is between a point and its name. Where nothing is free, names overlap.
    """
    marks = [Box(x - gap / 2, y - gap / 2, x + gap / 2, y + gap / 2) for x, y in points]
    near = 6 * height
    crowd = [sum(abs(x - a) < near and abs(y - b) < near for a, b in points) for x, y in points]
    found: dict[int, Label] = {}
    for i in sorted(range(len(points)), key=lambda i: (-crowd[i], points[i][1], points[i][0], i)):
        taken = [label.box for label in found.values()]
        taken += [mark for j, mark in enumerate(marks) if points[j] != points[i]]
        choices = list(_choices(points[i], widths[i], height, gap))
        free = (c for c in choices if _is_free(c, points[i], taken, frame))
        found[i] = next(free, choices[0])
    return [found[i] for i in range(len(points))]


def _choices(
    point: tuple[float, float], width: float, height: float, gap: float
) -> Iterator[Label]:
    x, y = point
    for lines in sorted(range(-_FARTHEST, _FARTHEST + 1), key=lambda lines: (abs(lines), lines)):
        middle = y + lines * height * 0.8
        away = gap + min(abs(lines), 3) * gap
        for right in (True, False):
            left = x + away if right else x - away - width
            box = Box(left, middle - height / 2, left + width, middle + height / 2)
            yield Label(box, right, lines != 0)


def _is_free(label: Label, point: tuple[float, float], taken: Sequence[Box], frame: Box) -> bool:
    box = label.box
    if box.left < frame.left or box.right > frame.right:
        return False
    if box.top < frame.top or box.bottom > frame.bottom:
        return False
    on_the_way = list(_line(label, point)) if label.needs_line else []
    return not any(box.overlaps(other) or any(map(other.overlaps, on_the_way)) for other in taken)


def _line(label: Label, point: tuple[float, float]) -> Iterator[Box]:
    """The line from a point to its name, as small boxes along it."""
    (x, y), (to_x, to_y) = point, end_of_line(label)
    for i in range(1, 8):
        at_x, at_y = x + (to_x - x) * i / 8, y + (to_y - y) * i / 8
        yield Box(at_x - 1, at_y - 1, at_x + 1, at_y + 1)


def end_of_line(label: Label) -> tuple[float, float]:
    """Where a line from the point meets the name."""
    box = label.box
    return box.left if label.on_the_right else box.right, (box.top + box.bottom) / 2

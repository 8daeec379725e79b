"""Names beside points: none covers another, and the same points give the same places."""

from __future__ import annotations

import random
from itertools import combinations

from apparatus.render.labels import Box, place_labels

FRAME = Box(0, 0, 900, 700)


def test_a_name_stands_to_the_right_of_a_point_that_is_alone() -> None:
    (label,) = place_labels([(100, 100)], [50], 16, 10, FRAME)
    assert label.box == Box(110, 92, 160, 108)
    assert (label.on_the_right, label.needs_line) == (True, False)


def test_a_name_that_would_leave_the_picture_stands_to_the_left() -> None:
    (label,) = place_labels([(880, 100)], [50], 16, 10, FRAME)
    assert label.box.right == 870


def test_a_third_name_at_one_place_stands_on_another_line() -> None:
    labels = place_labels([(100, 100)] * 3, [50] * 3, 16, 10, FRAME)
    assert [label.needs_line for label in labels] == [False, False, True]


def test_in_a_crowd_no_name_covers_a_name_or_a_point() -> None:
    chance = random.Random(7)
    points = [(chance.uniform(300, 500), chance.uniform(200, 400)) for _ in range(14)]
    labels = place_labels(points, [80] * 14, 16, 10, FRAME)
    boxes = [label.box for label in labels]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    for i, (x, y) in enumerate(points):
        assert not any(box.overlaps(Box(x, y, x, y)) for j, box in enumerate(boxes) if j != i)
    assert labels == place_labels(points, [80] * 14, 16, 10, FRAME)

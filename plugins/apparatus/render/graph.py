"""The neighbourhood of a page as a picture: a tree of two sides, drawn as SVG.

Nothing moves and nothing is fetched; every name is a link. The foot of the page says in words
what is related, and who links here, so that the picture may be left out on a small screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from apparatus.cross_references import Neighbour, neighbourhood
from apparatus.render.links import Links
from apparatus.render.shapes import SIGNS, shape
from apparatus.render.text import escape

_WIDTH, _ROW, _MIDDLE = 720, 38, 360
_REACH, _HALF = 108, 78  # from the middle: where the names begin, where the box ends
_MOST = 14
_LINE, _LINE_OF_CENTRE = 27, 19


class _Spot(NamedTuple):
    """Where a neighbour stands: on which side, how high."""

    neighbour: Neighbour
    side: int
    y: float


def neighbourhood_svg(name: str, links: Links) -> str:
    """The page in the middle and its neighbours around it; '' where it has none."""
    unique = {each.page: each for each in reversed(neighbourhood(links.site, name))}
    order = list(links.site.page_types.types)
    near = sorted(
        list(reversed(unique.values()))[:_MOST],
        key=lambda each: order.index(links.site.typed[each.page][2].name),
    )
    if not near:
        return ""
    height = max(3, (len(near) + 1) // 2) * _ROW + 16
    spots = _spots(near, height)
    drawn = "".join(_edge(spot, height / 2) for spot in spots)
    drawn += "".join(_name(spot, links) for spot in spots)
    title = f"Neighbourhood of {links.title(name)}"
    return (
        f'<figure class="neighbourhood"><svg viewBox="0 0 {_WIDTH} {height}" role="group" '
        f'aria-label="{escape(title)}">{drawn}{_centre(links.title(name), height / 2)}</svg>'
        f"<figcaption>{_legend(near, links)}</figcaption></figure>"
    )


def _spots(near: Sequence[Neighbour], height: float) -> list[_Spot]:
    """The first half on the left, the rest on the right, each side spread over the height."""
    half = (len(near) + 1) // 2
    spots = []
    for side, part in ((-1, near[:half]), (1, near[half:])):
        step = height / max(1, len(part))
        spots += [_Spot(each, side, step * (i + 0.5)) for i, each in enumerate(part)]
    return spots


def _edge(spot: _Spot, middle: float) -> str:
    kind = "relation" if spot.neighbour.kind else "mention"
    start, end = _MIDDLE + spot.side * _HALF, _MIDDLE + spot.side * _REACH
    bend = (start + end) / 2
    path = f"M{start} {middle:g}C{bend:g} {middle:g} {bend:g} {spot.y:g} {end} {spot.y:g}"
    return f'<path class="edge is-{kind}" d="{path}"/>'


def _name(spot: _Spot, links: Links) -> str:
    page = spot.neighbour.page
    order = list(links.site.page_types.types)
    title = links.title(page)
    x, y = _MIDDLE + spot.side * _REACH, spot.y
    mark = shape(order.index(links.site.typed[page][2].name), x + spot.side * 5, y)
    anchor = "start" if spot.side > 0 else "end"
    relation = f"{spot.neighbour.kind}: " if spot.neighbour.kind else ""
    return (
        f'<a href="{escape(links.urls[page])}"><title>{escape(relation + title)}</title>{mark}'
        f'<text text-anchor="{anchor}">'
        f"{_lines(_wrapped(title, _LINE, 2), x + spot.side * 15, y, 16)}</text></a>"
    )


def _centre(title: str, y: float) -> str:
    lines = _wrapped(title, _LINE_OF_CENTRE, 3)
    height = 18 * len(lines) + 14
    return (
        f'<rect class="centre" x="{_MIDDLE - _HALF}" y="{y - height / 2:g}" rx="3" '
        f'width="{2 * _HALF}" height="{height}"/>'
        f'<text class="centre-name" text-anchor="middle">{_lines(lines, _MIDDLE, y, 18)}</text>'
    )


def _lines(lines: Sequence[str], x: float, y: float, apart: int) -> str:
    """Lines of text around the height ``y``."""
    first = y + 5 - apart / 2 * (len(lines) - 1)
    return "".join(
        f'<tspan x="{x:g}" y="{first + apart * i:g}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )


def _wrapped(title: str, longest: int, most: int) -> list[str]:
    """A title in at most so many lines; the last takes what is left."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= longest and len(lines) < most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _legend(near: Sequence[Neighbour], links: Links) -> str:
    """The shapes and lines that occur, in words."""
    order = list(links.site.page_types.types)
    kinds = {links.site.typed[each.page][2].name for each in near}
    parts = [f"{SIGNS[i % len(SIGNS)]} {name}" for i, name in enumerate(order) if name in kinds]
    lines = {bool(each.kind) for each in near}
    parts += ["— stated relation"] if True in lines else []
    parts += ["┄ link"] if False in lines else []
    return escape("  ".join(parts))

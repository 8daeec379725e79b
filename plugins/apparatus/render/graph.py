"""The neighbourhood of a page as a picture: a tree of two sides, drawn as SVG.

Nothing moves and nothing is fetched; every name is a link. The lists beneath it say the
same in words, so that the picture may be left out on a small screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from apparatus.cross_references import Neighbour, neighbourhood
from apparatus.render.links import Links
from apparatus.render.text import escape

_WIDTH, _ROW, _MIDDLE = 720, 29, 360
_REACH, _HALF = 108, 78  # from the middle: where the names begin, where the box ends
_MOST = 14
_LONGEST_NAME, _LINE = 33, 19
_SHAPES = "●■◆"


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
    kind = links.site.typed[page][2].name
    title = links.title(page)
    shown = title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1].rstrip()}…"
    x, y = _MIDDLE + spot.side * _REACH, spot.y
    anchor = "start" if spot.side > 0 else "end"
    relation = f"{spot.neighbour.kind}: " if spot.neighbour.kind else ""
    return (
        f'<a href="{escape(links.urls[page])}"><title>{escape(relation + title)}</title>'
        f'{_mark(kind, links, x + spot.side * 5, y)}<text x="{x + spot.side * 15}" y="{y + 5:g}" '
        f'text-anchor="{anchor}">{escape(shown)}</text></a>'
    )


def _mark(kind: str, links: Links, x: float, y: float) -> str:
    """A shape for the type, so that colour is not all that tells."""
    index = list(links.site.page_types.types).index(kind) % 3
    shape = (
        f'<circle cx="{x:g}" cy="{y:g}" r="4.5"/>',
        f'<rect x="{x - 4:g}" y="{y - 4:g}" width="8" height="8"/>',
        f'<path d="M{x:g} {y - 5.5:g}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"/>',
    )[index]
    return f'<g class="mark is-type-{index}">{shape}</g>'


def _centre(title: str, y: float) -> str:
    lines = _wrapped(title)
    height = 18 * len(lines) + 14
    text = "".join(
        f'<tspan x="{_MIDDLE}" dy="{18 if i else 0}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    first = y + 5 - 9 * (len(lines) - 1)
    return (
        f'<rect class="centre" x="{_MIDDLE - _HALF}" y="{y - height / 2:g}" rx="3" '
        f'width="{2 * _HALF}" height="{height}"/>'
        f'<text class="centre-name" y="{first:g}" text-anchor="middle">{text}</text>'
    )


def _wrapped(title: str) -> list[str]:
    """A title in at most three lines."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LINE and len(lines) < 3:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _legend(near: Sequence[Neighbour], links: Links) -> str:
    """The shapes and lines that occur, in words."""
    order = list(links.site.page_types.types)
    kinds = {links.site.typed[each.page][2].name for each in near}
    parts = [f"{_SHAPES[i % 3]} {name}" for i, name in enumerate(order) if name in kinds]
    lines = {bool(each.kind) for each in near}
    parts += ["— stated relation"] if True in lines else []
    parts += ["┄ link"] if False in lines else []
    return escape("  ".join(parts))

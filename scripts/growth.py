"""How time and memory grow with a site, drawn as SVG: both axes logarithmic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from typing import Any

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 340, 260, 46, 24, 26, 40
_DASHES = ("", "6 3", "2 3")
_PANELS = (("seconds", "s"), ("memory", "MiB"))


def growth_svg(
    pages: Mapping[str, int], found: Mapping[str, Mapping[str, Any]], curves: Sequence[str]
) -> str:
    """Two panels, seconds and MiB over pages, with a curve for each case, and a key to them.

    ``found`` has by size and case what was used. A thin line in each panel shows what it is to
    grow with the number of pages.
    """
    parts = [_panel(index, pages, found, curves) for index in range(len(_PANELS))]
    keys = [
        f'<g transform="translate({_LEFT + 300 * (n % 2)} {_HEIGHT + 14 + 18 * (n // 2)})">'
        f"{_line([(0, -4), (30, -4)], _DASHES[n])}<text x='38'>{escape(_plain(name))}</text></g>"
        for n, name in enumerate(curves)
    ]
    height = _HEIGHT + 14 + 18 * ceil(len(curves) / 2)
    return (
        f'<div><svg viewBox="0 0 {2 * _WIDTH} {height}" role="img" '
        'aria-label="Seconds and memory by the number of pages; the table has the figures" '
        'font-size="11" fill="currentColor" stroke-linecap="round">'
        f"{''.join(parts)}{''.join(keys)}</svg></div>"
    )


def _plain(name: str) -> str:
    return name.replace("`", "")


def _panel(
    index: int,
    pages: Mapping[str, int],
    found: Mapping[str, Mapping[str, Any]],
    curves: Sequence[str],
) -> str:
    """One panel with its axes."""
    attribute, unit = _PANELS[index]
    values = {
        name: [
            (pages[size], getattr(used[name], attribute))
            for size, used in found.items()
            if name in used
        ]
        for name in curves
    }
    numbers = [value for curve in values.values() for _, value in curve]
    across, up = _decades(pages.values()), _decades(numbers)

    def place(x: float, y: float) -> tuple[float, float]:
        wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        part = (log10(x) - across[0]) / (across[1] - across[0])
        share = (log10(y) - up[0]) / (up[1] - up[0])
        return _LEFT + part * wide, _TOP + (1 - share) * high

    drawn = [*_axes(across, up, unit, place)]
    first = values[curves[0]][0]
    top = min(10 ** across[1], first[0] * 10 ** up[1] / first[1])
    straight = [place(*first), place(top, first[1] * top / first[0])]
    drawn.append(f'<g opacity="0.35">{_line(straight, "")}</g>')
    for dash, curve in zip(_DASHES, values.values(), strict=False):
        places = [place(*each) for each in curve]
        drawn.append(_line(places, dash))
        drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, y in places]
    return f'<g transform="translate({index * _WIDTH} 0)">{"".join(drawn)}</g>'


def _axes(across: tuple[int, int], up: tuple[int, int], unit: str, place: Any) -> Iterator[str]:
    bottom, top = 10 ** up[0], 10 ** up[1]
    yield f'<text x="{_LEFT}" y="14">{unit}</text>'
    yield f'<text x="{_WIDTH - _RIGHT}" y="{_HEIGHT - 8}" text-anchor="end">pages</text>'
    for power in range(across[0], across[1] + 1):
        x, y = place(10**power, bottom)
        yield f'<g opacity="0.25">{_line([(x, y), place(10**power, top)], "")}</g>'
        yield f'<text x="{x:.1f}" y="{y + 14:.1f}" text-anchor="middle">{10**power:,}</text>'
    for power in range(up[0], up[1] + 1):
        x, y = place(10 ** across[0], 10**power)
        yield f'<g opacity="0.25">{_line([(x, y), place(10 ** across[1], 10**power)], "")}</g>'
        yield f'<text x="{x - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{10**power:,g}</text>'


def _decades(numbers: Iterable[float]) -> tuple[int, int]:
    """The powers of ten around some numbers."""
    known = [log10(number) for number in numbers]
    return floor(min(known)), max(ceil(max(known)), floor(min(known)) + 1)


def _line(places: Sequence[tuple[float, float]], dash: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    look = 'fill="none" stroke="currentColor" stroke-width="1.5"'
    return f'<polyline points="{points}" {look}{dashes}/>'

"""The map: every page that has coordinates as a point, with the same as a table beneath it.

Land is a grid of dots, a degree apart; no border is drawn. The projection is the equidistant
cylindrical one, with the middle latitude of the picture as its standard parallel φ₁:
x = (λ − λ₀) cos φ₁, y = φ (Snyder, Map projections, USGS Professional Paper 1395, 1987,
pp. 90–91). Nothing is fetched. A narrow screen has numbers in place of the names: both are
drawn, and the style sheet shows one. Points on both sides of the date line lie far apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil, cos, floor, radians
from typing import NamedTuple

from apparatus.land import is_land
from apparatus.render.labels import Box, Label, end_of_line, place_labels
from apparatus.render.links import Links
from apparatus.render.shapes import SIGNS, shape
from apparatus.render.text import escape, inert

MARKER = "<!-- apparatus: map -->"
"""What an author writes where the picture is to stand on a page of its own text."""

_WIDTH = 900
_MARGIN, _LEAST = 4, 24  # degrees around the points, and from side to side
_LONGEST_NAME = 40


class Located(NamedTuple):
    """A page with coordinates in degrees; ``group`` is its type's name and its own group."""

    page: str
    latitude: float
    longitude: float
    group: tuple[str, str]


class _Frame(NamedTuple):
    """What is shown, in degrees, and how large a degree of latitude is drawn."""

    south: int
    west: int
    north: int
    east: int

    @property
    def squeeze(self) -> float:
        return cos(radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        return _WIDTH / ((self.east - self.west) * self.squeeze)

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        x = (longitude - self.west) * self.squeeze * self.scale
        return x, (self.north - latitude) * self.scale


def located_pages(links: Links) -> list[Located]:
    """Every page that has coordinates, by type, by group, by title."""
    order = [
        (kind.name, group)
        for kind in links.site.page_types.types.values()
        for group in [*kind.groups, ""]
    ]
    found = []
    for name, (_, front, kind) in links.site.typed.items():
        if front.coordinates:
            group = (kind.name, front.group if front.group in kind.groups else "")
            found.append(Located(name, *front.coordinates, group))
    return sorted(found, key=lambda each: (order.index(each.group), links.title(each.page)))


def map_page(links: Links) -> str:
    """The map as a page: the picture, what its points stand for, the table, what has none."""
    located = located_pages(links)
    said = links.site.page_types.points
    lead = f"{len(located)} page{'' if len(located) == 1 else 's'} with a place."
    rows = "".join(_row(i, each, links) for i, each in enumerate(located, 1))
    return (
        "---\ntitle: Map\nhide: [toc]\n---\n\n# Map\n\n"
        f"{lead} {inert(escape(said))}\n\n{inert(map_svg(links))}\n\n"
        '<p class="map-remark">No borders are drawn: where they run is often what is in dispute.'
        " Dots are land, a degree apart.</p>\n\n"
        '<div class="comparison places-region" role="region" aria-label="Places" tabindex="0">'
        '<table class="places-table"><thead><tr><th scope="col">No.</th><th scope="col">Page</th>'
        '<th scope="col">Kind</th><th scope="col">Places named</th><th scope="col">Point</th>'
        f'<th scope="col">Discussed in</th></tr></thead><tbody>{inert(rows)}</tbody></table></div>'
        f"\n{inert(_elsewhere(links))}"
    )


def _row(number: int, each: Located, links: Links) -> str:
    page, front, kind = links.site.typed[each.page]
    cited = (place for place in links.cited_on(page) if place[0] == "paragraph")
    return (
        f'<tr><td>{number}</td><th scope="row">{links.page(each.page)}</th>'
        f"<td>{escape(kind.groups.get(front.group, kind.title))}</td>"
        f"<td>{escape(', '.join(front.places))}</td><td>{_degrees(each)}</td>"
        f"<td>{links.places(cited)}</td></tr>"
    )


def _degrees(each: Located) -> str:
    north = "N" if each.latitude >= 0 else "S"
    east = "E" if each.longitude >= 0 else "W"
    return f"{abs(each.latitude):g}°\u00a0{north}, {abs(each.longitude):g}°\u00a0{east}"


def _elsewhere(links: Links) -> str:
    """The pages that name places and have no point, of types whose pages may have one."""
    names = [
        name
        for name, (_, front, kind) in links.site.typed.items()
        if "coordinates" in {*kind.required, *kind.optional}
        and front.places
        and front.coordinates is None
    ]
    names.sort(key=links.title)
    return f"\n<p>Without a point: {links.pages(names)}.</p>\n" if names else ""


# --- the picture ---------------------------------------------------------------------


def map_svg(links: Links) -> str:
    """The picture alone; '' where nothing has coordinates."""
    located = located_pages(links)
    if not located:
        return ""
    frame = _frame(located)
    groups = list(dict.fromkeys(each.group for each in located))
    names = [_shortened(links.title(each.page)) for each in located]
    numbers = [str(i) for i in range(1, len(located) + 1)]
    layers = "".join(
        f'<g class="{kind}">{"".join(_links(shown, located, size, frame, links))}</g>'
        for kind, shown, size in (("names", names, 15.0), ("numbers", numbers, 30.0))
    )
    return (
        f'<figure class="map"><svg viewBox="0 0 {_WIDTH} {ceil(frame.height)}" role="group" '
        f'aria-label="Map">{_land(frame)}{layers}</svg>'
        f"<figcaption>{_legend(groups, links)}</figcaption></figure>"
    )


def _frame(located: Sequence[Located]) -> _Frame:
    south, north = _stretch([each.latitude for each in located])
    west, east = _stretch([each.longitude for each in located])
    return _Frame(max(south, -90), west, min(north, 90), east)


def _stretch(degrees: Sequence[float]) -> tuple[int, int]:
    margin = max(_MARGIN, (_LEAST - max(degrees) + min(degrees)) / 2)
    return floor(min(degrees) - margin), ceil(max(degrees) + margin)


def _points(
    located: Sequence[Located], frame: _Frame, apart: float
) -> Iterator[tuple[float, float]]:
    """Where every page stands; those of one place stand side by side, so far apart."""
    there: dict[tuple[float, float], int] = {}
    for each in located:
        x, y = frame.place(each.latitude, each.longitude)
        beside = there.get((x, y), 0)
        there[x, y] = beside + 1
        yield x + apart * beside, y


def _land(frame: _Frame) -> str:
    """A line for every run of land, dashed into dots: none of a dash, a degree of a gap."""
    step, runs = frame.squeeze * frame.scale, []
    for south in range(frame.south, frame.north):
        for first, length in _runs_of_land(south, frame):
            x, y = frame.place(south + 0.5, first + 0.5)
            runs.append(f"M{x:.1f} {y:.1f}h{(length - 1) * step + 0.1:.1f}")
    return (
        f'<path class="land" d="{"".join(runs)}" stroke-width="{frame.scale * 0.42:.1f}" '
        f'stroke-linecap="round" stroke-dasharray="0 {step:.4f}"/>'
    )


def _runs_of_land(south: int, frame: _Frame) -> Iterator[tuple[int, int]]:
    """Where each run of land in a row of cells begins, and how many cells it has."""
    lands = [is_land(south, west) for west in range(frame.west, frame.east)]
    west = frame.west
    for land, run in groupby(lands):
        length = len(list(run))
        if land:
            yield west, length
        west += length


def _links(
    shown: Sequence[str],
    located: Sequence[Located],
    size: float,
    frame: _Frame,
    links: Links,
) -> Iterator[str]:
    """For every page its mark, its name or number and, where need be, a line between them."""
    groups = list(dict.fromkeys(each.group for each in located))
    points = list(_points(located, frame, size * 0.75))
    widths = [0.52 * size * len(text) for text in shown]
    around = Box(4, 4, _WIDTH - 4, frame.height - 4)
    labels = place_labels(points, widths, size * 1.2, size * 0.75, around)
    for each, text, (x, y), label in zip(located, shown, points, labels, strict=True):
        mark = shape(groups.index(each.group), x, y, size * 0.32)
        title = links.title(each.page)
        said = title if text == title else f"{text}: {title}"
        yield (
            f'<a href="{escape(links.urls[each.page])}" aria-label="{escape(said)}">'
            f"{_reach(label, x, y, size)}{_leader(label, x, y)}{mark}{_text(label, text, size)}</a>"
        )


def _reach(label: Label, x: float, y: float, size: float) -> str:
    """What a pointer may hit between a point and its name, unseen."""
    to_x, to_y = end_of_line(label)
    return (
        f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" fill="none" stroke="none" '
        f'stroke-width="{size:g}" stroke-linecap="round" pointer-events="stroke"/>'
    )


def _leader(label: Label, x: float, y: float) -> str:
    to_x, to_y = end_of_line(label)
    return f'<path class="leader" d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"/>' * label.needs_line


def _text(label: Label, text: str, size: float) -> str:
    x, y = end_of_line(label)
    anchor = "start" if label.on_the_right else "end"
    x += 2 if label.on_the_right else -2
    return (
        f'<text x="{x:.1f}" y="{y + size * 0.34:.1f}" font-size="{size:g}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1].rstrip()}…"


def _legend(groups: Sequence[tuple[str, str]], links: Links) -> str:
    """The shapes that occur, in words."""
    types: Mapping[str, str] = {
        kind.name: kind.title for kind in links.site.page_types.types.values()
    }
    titles = (
        links.site.page_types.types[kind].groups.get(group, types[kind]) for kind, group in groups
    )
    return "".join(
        f"<span>{SIGNS[i % len(SIGNS)]}\u00a0{escape(title)}</span> "
        for i, title in enumerate(titles)
    ).strip()

"""The timeline: every page that has dates, drawn as SVG with the list beneath it.

The scale ends where the site's horizon lies, if the table of page types gives its date. The bar
of an interval that is open points beyond it. Nothing moves and nothing is
fetched; the list says the same in words, so the picture may be left out on a small screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from apparatus.edition import PageType
from apparatus.model import is_number
from apparatus.render.dates import date, interval
from apparatus.render.links import Links
from apparatus.render.text import escape, inert

_WIDTH, _ROW, _HEAD, _FOOT, _NAMES = 900, 24, 30, 20, 310
_EDGE = 14  # beyond the end of the scale, for what is open
_LONGEST_NAME = 40


class Dated(NamedTuple):
    """A page with dates: from and to in years and parts of years; ``open`` has no end."""

    page: str
    kind: PageType
    start: float
    end: float
    open: bool


def dated_pages(links: Links) -> list[Dated]:
    """Every page that has dates, by type, then by the time at which they begin."""
    found = []
    for name, (_, front, kind) in links.site.typed.items():
        first, slash, last = front.dates.partition("/")
        if not _year(first):
            continue
        is_open = bool(slash) and not _year(last)
        end = _end(last if slash and not is_open else first)
        found.append(Dated(name, kind, _start(first), end, is_open))
    order = list(links.site.page_types.types)
    return sorted(found, key=lambda each: (order.index(each.kind.name), each.start, each.end))


def _year(date: str) -> int:
    year = date.strip("~?% ").partition("-")[0]
    return int(year) if is_number(year) and len(year) < 5 else 0  # every year is drawn


def _month(date: str) -> int:
    """The month from 1, or 0 where only the year is known; seasons (21 to 24) do not count."""
    month = date.strip("~?% ")[5:7]
    return int(month) if is_number(month) and 1 <= int(month) <= 12 else 0


def _start(date: str) -> float:
    return _year(date) + max(0, _month(date) - 1) / 12


def _end(date: str) -> float:
    return _year(date) + (_month(date) or 12) / 12


def timeline_page(links: Links) -> str:
    """The timeline as a page: the picture, then a list for every type."""
    dated = dated_pages(links)
    lists = "\n".join(
        f"## {inert(escape(kind.title))}\n\n{inert(_list(list(pages), links))}\n"
        for kind, pages in groupby(dated, key=lambda each: each.kind)
    )
    lead = (
        f"{len(dated)} page{'' if len(dated) == 1 else 's'} with dates, as the edited work "
        "gives them. A paler bar with a point has no end in it."
    )
    horizon = links.site.page_types.horizon
    said = f'\n<p class="horizon">{inert(escape(horizon))}</p>\n' if horizon else ""
    return (
        f"---\ntitle: Timeline\nhide: [toc]\n---\n\n# Timeline\n\n{lead}\n{said}\n"
        f"{inert(timeline_svg(dated, links))}\n\n{lists}"
    )


def _list(dated: Sequence[Dated], links: Links) -> str:
    items = "".join(
        f'<li><span class="dates">{escape(_dates(each, links))}</span> {links.page(each.page)}</li>'
        for each in dated
    )
    return f'<ol class="timeline-list">{items}</ol>'


def _dates(each: Dated, links: Links) -> str:
    return interval(links.site.typed[each.page][1].dates)


# --- the picture ---------------------------------------------------------------------


class _Scale(NamedTuple):
    """From years to places across the picture; ``horizon`` is the date at its end, or ''."""

    first: int
    last: float
    horizon: str

    def x(self, year: float) -> float:
        room = _WIDTH - _NAMES - _EDGE
        return _NAMES + (min(year, self.last) - self.first) / (self.last - self.first) * room


def timeline_svg(dated: Sequence[Dated], links: Links) -> str:
    """The picture alone; '' where nothing has dates."""
    if not dated:
        return ""
    scale = _scale(dated, links.site.page_types.horizon_date)
    kinds = [kind for kind, _ in groupby(dated, key=lambda each: each.kind)]
    height = _HEAD + (len(dated) + len(kinds)) * _ROW + _FOOT
    parts, y = [_years(scale, height)], _HEAD
    for kind, pages in groupby(dated, key=lambda each: each.kind):
        parts.append(f'<text class="kind" x="0" y="{y + 16}">{escape(kind.title)}</text>')
        y += _ROW
        for each in pages:
            parts.append(_row(each, scale, y, links))
            y += _ROW
    return (
        f'<figure class="timeline"><svg viewBox="0 0 {_WIDTH} {height}" role="group" '
        f'aria-label="Timeline, {scale.first} to {int(scale.last)}">{"".join(parts)}</svg></figure>'
    )


def _scale(dated: Sequence[Dated], horizon: str) -> _Scale:
    """From the first year to the horizon; to the end of the last year where no date is given
    for it, or something begins behind it.
    """
    first = int(min(each.start for each in dated))
    if _year(horizon) and _end(horizon) > max(each.start for each in dated):
        return _Scale(first, _end(horizon), horizon)
    return _Scale(first, int(max(each.end for each in dated) + 0.999), "")


def _years(scale: _Scale, height: int) -> str:
    """Every year as a faint line, every fifth with its number; the horizon with its date."""
    marks, foot = [], height - _FOOT + 4
    for year in range(scale.first, int(scale.last) + 1):
        x, grave = scale.x(year), year % 5 == 0
        marks.append(
            f'<path class="year{" is-fifth" if grave else ""}" d="M{x:.1f} {_HEAD - 6}V{foot}"/>'
        )
        if grave and year < scale.last:
            marks.append(f'<text class="year-name" x="{x:.1f}" y="14">{year}</text>')
    if scale.horizon:
        x = scale.x(scale.last)
        marks.append(
            f'<path class="horizon-line" d="M{x:.1f} {_HEAD - 6}V{foot}"/>'
            f'<text class="year-name is-horizon" x="{x:.1f}" y="{height - 3}">'
            f"{escape(date(scale.horizon))}</text>"
        )
    return "".join(marks)


def _row(each: Dated, scale: _Scale, y: int, links: Links) -> str:
    title = links.title(each.page)
    shown = title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1].rstrip()}…"
    said = escape(f"{title}: {_dates(each, links)}")
    x, end = scale.x(each.start), scale.x(each.end)
    return (
        f'<a href="{escape(links.urls[each.page])}"><title>{said}</title>'
        f'<text x="{_NAMES - 12}" y="{y + 16}" text-anchor="end">{escape(shown)}</text>'
        f"{_open_bar(x, y + 7) if each.open else _bar(x, end, y + 7)}</a>"
    )


def _bar(x: float, end: float, y: int) -> str:
    width = max(6.0, end - x)
    return f'<rect class="bar" x="{x:.1f}" y="{y}" width="{width:.1f}" height="10" rx="1.5"/>'


def _open_bar(x: float, y: int) -> str:
    """A bar that points over the end of the scale."""
    return f'<path class="bar is-open" d="M{x:.1f} {y}H{_WIDTH - 8}l8 5l-8 5H{x:.1f}z"/>'

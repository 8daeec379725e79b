"""The comparison of pages by principles: a table, and the same as CSV.

A cell has the gist from the front matter, and as evidence the places of the edited work
that the page cites under the heading of the principle; it leads to that heading.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from apparatus.cross_references import cited_places
from apparatus.edition import Site
from apparatus.model import Page
from apparatus.render import text
from apparatus.render.links import MARKS, Links
from apparatus.render.text import escape, inert, safe_cell


class _Row(NamedTuple):
    """A page with its group: key and title, and per principle the gist and its evidence."""

    page: str
    group: str
    group_title: str
    cells: tuple[tuple[str, str, Sequence[tuple[str, int]]], ...]


def _rows(site: Site) -> Iterator[_Row]:
    """The pages that say something to a principle, by the order of their groups."""
    found = []
    for name, (page, front, kind) in site.typed.items():
        if front.principles:
            groups = list(kind.groups)
            rank = groups.index(front.group) if front.group in groups else len(groups)
            cells = tuple(
                (key, front.principles.get(key, ""), _evidence(site, page, title))
                for key, title in site.page_types.principles.items()
            )
            title = kind.groups.get(front.group, front.group)
            found.append((rank, page.title, _Row(name, front.group, title, cells)))
    yield from (row for _, _, row in sorted(found, key=lambda each: each[:2]))


def _evidence(site: Site, page: Page, title: str) -> Sequence[tuple[str, int]]:
    """What is cited between the heading of a principle and the next heading."""
    for heading, following in zip_longest(page.headings, page.headings[1:]):
        if heading.title == title and site.witness:
            end = following.span.start if following else None
            return cited_places(page, site.witness.work, heading.span.end, end)
    return ()


def comparison_page(links: Links) -> str:
    """The table, complete without scripts, and the way to it as CSV if that is made."""
    data = links.file("comparison_data")
    table = links.site.page_types
    rows = list(_rows(links.site))
    heads = "".join(
        f'<th scope="col" data-key="{escape(key)}">{escape(title)}</th>'
        for key, title in table.principles.items()
    )
    body = "".join(_row(row, links) for row in rows)
    return (
        "---\ntitle: Comparison\nhide: [toc]\n---\n\n# Comparison\n\n"
        f"{len(rows)} cases by the principles. Every cell leads to the "
        "place where the case is worked through; behind it stand the paragraphs, notes and "
        "printed pages that are its evidence. A dash: nothing is said of it.\n\n"
        f"{inert(escape(table.horizon))}\n\n"
        '<div class="comparison" role="region" aria-labelledby="comparison-caption" tabindex="0">'
        '<table class="matrix" data-sortable>'
        '<caption id="comparison-caption">Cases and principles</caption>'
        f'<thead><tr><th scope="col" data-key="case">Case</th>{inert(heads)}</tr></thead>'
        f"<tbody>{inert(body)}</tbody></table></div>\n\n"
        + (f'<p><a href="{escape(data)}" download>The table as CSV</a></p>\n' if data else "")
    )


def _row(row: _Row, links: Links) -> str:
    titles = links.site.page_types.principles
    cells = "".join(
        f"<td>{_cell(row.page, titles[key], gist, evidence, links)}</td>"
        for key, gist, evidence in row.cells
    )
    return (
        f'<tr data-group="{escape(row.group)}"><th scope="row">{links.page(row.page)}'
        f'<span class="group">{escape(row.group_title)}</span></th>{cells}</tr>'
    )


def _cell(
    page: str, title: str, gist: str, evidence: Sequence[tuple[str, int]], links: Links
) -> str:
    if not gist:
        return '<span class="nothing" aria-label="nothing is said">–</span>'
    url = f"{links.urls[page]}#{text.slug(title)}"
    places = f'<span class="places">{links.places(evidence)}</span>' if evidence else ""
    return f'<a class="gist" href="{escape(url)}">{escape(gist)}</a>{places}'


def comparison_csv(links: Links) -> str:
    """The same table: a column per principle and one for its evidence; UTF-8, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    titles = links.site.page_types.principles.values()
    heads = [head for title in titles for head in (title, f"{title}: evidence")]
    writer.writerow(["Case", "Group", *heads])
    for row in _rows(links.site):
        cells = [cell for _, gist, places in row.cells for cell in (gist, _named(places))]
        writer.writerow([safe_cell(x) for x in (links.title(row.page), row.group_title, *cells)])
    return out.getvalue()


def _named(places: Sequence[tuple[str, int]]) -> str:
    return "; ".join(f"{MARKS[unit][0]} {number}" for unit, number in places)

"""The index of works: a table, complete without scripts, that a script makes filterable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from apparatus.model import Entry
from apparatus.people import ROLES
from apparatus.render.addresses import people_names, person_of, works_of
from apparatus.render.citing import cited_in, citing_places
from apparatus.render.links import Links
from apparatus.render.personal_names import names
from apparatus.render.record import Record, record
from apparatus.render.references import short_reference
from apparatus.render.text import capital, escape, inert, slug, unaccented
from apparatus.render.works import downloads_html, listed

_HEADS = {"work": "Work", "kind": "Kind", "year": "Year", "language": "Language"}


_CITED = {"notes": "In notes", "pages": "On pages"}
"""The columns that say how many notes of the edited work cite a work, and how many pages here."""


class _Choice(NamedTuple):
    """A value by which rows are chosen, what it is called, and the group it stands in."""

    value: str
    title: str
    group: str = ""


class _Row(NamedTuple):
    """A work with the choices under which it is found, by the name of the filter."""

    entry: Entry
    work: Record
    cited: tuple[int, int]
    choices: Mapping[str, Sequence[_Choice]]


_NONE = '<span class="nothing" aria-label="none">–</span>'
_LIBRARY = ("library", "library_ris", "library_csl")


def works_index(links: Links) -> str:
    """Every work by its first name, and the whole library for download."""
    files = [links.made[kind] for kind in _LIBRARY if kind in links.made]
    rows = [_row(entry, links) for entry in works_of(links.site).values()]
    downloads = downloads_html(files, links)
    heads = "".join(
        f'<th scope="col" data-key="{key}">{title}</th>'
        for key, title in {**_HEADS, **_CITED}.items()
    )
    body = "\n".join(_row_html(rank, row, links) for rank, row in enumerate(rows))
    told = (
        " The last two columns say in how many notes of the edited work it is cited, and on how "
        "many pages of this edition."
        if links.site.witness
        else ""
    )
    return (
        "---\ntitle: Works\nhide: [toc]\n---\n\n# Works\n\n"
        f"{_count(links, len(rows))}, each with a page that says where it is cited, in which "
        f"words, and how its data were checked.{told}\n\n"
        + (f"{inert(downloads)}\n\n" if downloads else "")
        + inert(_form(rows))
        + '\n\n<div class="comparison works stacks" role="region" aria-labelledby="works-caption" '
        'tabindex="0" data-search-exclude>'
        '<table class="matrix works-table" id="works-table" data-sortable>'
        f'<caption id="works-caption">Works</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>\n{inert(body)}\n</tbody></table></div>\n"
    )


def _count(links: Links, works: int) -> str:
    """``95 works and Roe, *The whole*``: the edited work is none of those that it cites."""
    entry = links.site.library.entries.get(links.site.witness.work) if links.site.witness else None
    number = works - (entry is not None)
    counted = f"{number} work{'' if number == 1 else 's'}"
    return f"{counted} and {inert(short_reference(entry))}" if entry else counted


def _row(entry: Entry, links: Links) -> _Row:
    work = record(entry)
    places = citing_places(links.site, links.in_text).get(entry.key, ())
    pages = dict.fromkeys(each.page for each in places if each.page in links.site.typed)
    people = dict.fromkeys(
        person_of(name, links.site) for role in ROLES for name in names(entry.get(role))
    )
    slugs = people_names(links.site)
    year = f"{work.issued[0].year}" if work.issued else ""
    language = work.language
    choices = {
        "kind": [_Choice(slug(work.kind.words), capital(work.kind.words))],
        "year": [_Choice(year, year)] if year else [],
        "language": [_Choice(language.code or slug(language.name), language.name)]
        if language.name
        else [],
        "person": [_Choice(slugs[name], name.inverted) for name in people],
        "on": [
            _Choice(quote(page[:-3]), links.title(page), links.site.typed[page][2].title)
            for page in pages
        ],
    }
    return _Row(entry, work, cited_in(places), choices)


def _row_html(rank: int, row: _Row, links: Links) -> str:
    data = "".join(
        f' data-{name}="{escape(" ".join(each.value for each in choices))}"'
        for name, choices in row.choices.items()
        if choices
    )
    shown = {name: escape(", ".join(c.title for c in row.choices[name])) for name in _HEADS_CHOSEN}
    cells = "".join(f'<td data-label="{_HEADS[name]}">{shown[name]}</td>' for name in shown)
    cited = "".join(
        f'<td data-label="{title}" data-order="{number:05}">{number or _NONE}</td>'
        for title, number in zip(_CITED.values(), row.cited, strict=True)
    )
    return (
        f'<tr class="work" id="{escape(row.entry.key)}"{data}>'
        f'<th scope="row" data-order="{rank:05}">{listed(row.entry, links)}</th>'
        f"{cells}{cited}</tr>"
    )


_HEADS_CHOSEN = ("kind", "year", "language")
_FILTERS = {
    "kind": "Kind",
    "year": "Year",
    "language": "Language",
    "person": "Person",
    "on": "Cited on",
}


def _form(rows: Sequence[_Row]) -> str:
    """The filters, hidden until a script can use them."""
    selects = "".join(
        f'<label>{title} <select name="{name}"><option value="">all</option>'
        f"{_options(row.choices[name] for row in rows)}</select></label> "
        for name, title in _FILTERS.items()
        if any(row.choices[name] for row in rows)
    )
    return (
        '<form class="controls" data-for="works-table" hidden data-search-exclude>'
        f'<label>Find <input type="search" name="find"></label> {selects}<output></output></form>'
    )


def _options(found: Iterable[Sequence[_Choice]]) -> str:
    """Every choice once, sorted; those of a group together."""
    groups: dict[str, set[_Choice]] = {}
    for choices in found:
        for choice in choices:
            groups.setdefault(choice.group, set()).add(choice)
    return "".join(
        f'<optgroup label="{escape(group)}">{_sorted(choices)}</optgroup>'
        if group
        else _sorted(choices)
        for group, choices in sorted(groups.items())
    )


def _sorted(choices: Iterable[_Choice]) -> str:
    return "".join(
        _option_html(sorted(choices, key=lambda each: (unaccented(each.title).casefold(), each)))
    )


def _option_html(choices: Iterable[_Choice]) -> Iterator[str]:
    for each in choices:
        yield f'<option value="{escape(each.value)}">{escape(each.title)}</option>'

"""Pages that no one writes: the works with the places that cite them, and the emendations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from apparatus.edition import Emendation, Site
from apparatus.emendation_kinds import KINDS
from apparatus.model import Entry
from apparatus.render.emendations import line_html, tail_of
from apparatus.render.links import Links
from apparatus.render.references import full_reference, sort_name, with_stop
from apparatus.render.text import decode, escape, inert


class _Place(NamedTuple):
    """Where a work is cited: what the place is called, its address, the locator."""

    name: str
    url: str
    locator: str


def works_page(links: Links) -> str:
    """Every work of the library: its reference, where it is cited, how it was verified."""
    site = links.site
    entries = sorted(
        (each for each in site.library.entries.values() if each.type != "xdata"), key=sort_name
    )
    corrected: dict[str, list[Emendation]] = {}
    for emendation in site.emendations:
        corrected.setdefault(emendation.work, []).append(emendation)
    places = _places(links)
    works = "\n".join(
        _work(entry, places.get(entry.key, []), corrected.get(entry.key, [])) for entry in entries
    )
    lead = f"{len(entries)} works, each with the places that cite it."
    return (
        f"---\ntitle: Works\n---\n\n# Works\n\n{lead}\n\n"
        f'<div class="works">\n{inert(works)}\n</div>\n'
    )


def _places(links: Links) -> dict[str, list[_Place]]:
    site = links.site
    sections = [section.page for section in site.witness.sections] if site.witness else []
    order = [name for name in sections if name in site.pages]
    order += [name for name in site.pages if name not in sections]
    found: dict[str, list[_Place]] = {}
    for name in order:
        for citation in site.pages[name].citations:
            printed = name in sections and site.pages[name].printed_number(citation.note)
            called = f"n. {citation.note}" if printed else site.pages[name].title or name
            anchor = f"#n{citation.note}" if printed else ""
            for item in citation.items:
                locator = item.locator.text if item.locator else ""
                place = _Place(called, f"{links.urls[name]}{anchor}", locator)
                if place not in found.setdefault(item.key, []):
                    found[item.key].append(place)
    return found


def _work(entry: Entry, places: list[_Place], corrections: list[Emendation]) -> str:
    lines = [f"<p>{with_stop(full_reference(entry))}</p>"]
    cyrillic = [decode(entry.get(f"{name}cyrillic")) for name in ("author", "title")]
    if any(cyrillic):
        shown = escape(", ".join(filter(None, cyrillic)))
        lines.append(f'<p class="original" lang="{_language(entry)}">{shown}</p>')
    if places:
        lines.append(f'<p class="cited-in">Cited in {", ".join(map(_place, places))}.</p>')
    for name, words in (("verified", "Verified"), ("unverified", "Not verified")):
        if entry.get(name):
            lines.append(f'<p class="provenance">{words}: {escape(decode(entry.get(name)))}</p>')
    if corrections:
        items = "".join(f"<li>{_place_of(each)}: {line_html(each)}</li>" for each in corrections)
        lines.append(f'<ul class="emended">{items}</ul>')
    return f'<div class="work" id="{escape(entry.key)}">\n' + "\n".join(lines) + "\n</div>"


def _language(entry: Entry) -> str:
    return {"russian": "ru", "ukrainian": "uk", "bulgarian": "bg"}.get(entry.get("langid"), "ru")


def _place(place: _Place) -> str:
    locator = f" ({escape(place.locator)})" if place.locator else ""
    return f'<a href="{escape(place.url)}">{escape(place.name)}</a>{locator}'


def emendations_page(links: Links, script: str = "") -> str:
    """Every emendation in the order of its place, in a table that a script makes filterable."""
    site = links.site
    counts = Counter(each.kind for each in site.emendations)
    kinds = "; ".join(f"{KINDS.get(kind, kind)}: {number}" for kind, number in counts.most_common())
    rows = "\n".join(_emendation(links, each) for each in _in_order(site))
    return (
        "---\ntitle: Emendations\nhide: [navigation, toc]\n---\n\n# Emendations\n\n"
        f"{len(site.emendations)} places where this edition departs from the print or from its "
        f"scan, or explains what it keeps.\n\n{escape(kinds)}.\n\n"
        '<div class="comparison" role="region" aria-labelledby="emendations-caption" tabindex="0">'
        '<table class="matrix emendations-table" data-sortable data-group-label="Kind">'
        '<caption id="emendations-caption">Emendations</caption><thead><tr>'
        f"{_HEADS}</tr></thead><tbody>\n{inert(rows)}\n</tbody></table></div>\n"
        + (f'\n<script src="{escape(script)}" defer></script>\n' if script else "")
    )


_HEADS = "".join(
    f'<th scope="col" data-key="{head.lower()}">{head}</th>'
    for head in ("Place", "Kind", "Printed", "Right", "Evidence")
)


def _in_order(site: Site) -> Iterator[Emendation]:
    """Paragraphs first, then notes, each by number."""
    yield from sorted(
        site.emendations, key=lambda each: (each.note is not None, each.note or each.paragraph or 0)
    )


def _emendation(links: Links, each: Emendation) -> str:
    number = each.note or each.paragraph or 0
    url = links.targets.get(("note" if each.note else "paragraph", number))
    name = _place_of(each)
    place = f'<a href="{escape(url)}">{name}</a>' if url else name
    work = f'<span class="places"><code>{escape(each.work)}</code></span>' if each.work else ""
    field = f'<span class="places">{escape(each.field)}</span>' if each.field else ""
    kind = f'<span class="group">{escape(KINDS.get(each.kind, each.kind))}</span>{field}'
    return (
        f'<tr data-group="{escape(each.kind)}"><th scope="row" data-order="{number:04}'
        f'{"n" if each.note else ""}">{place}{work}</th><td>{kind}</td>'
        f"<td>{escape(each.printed)}</td><td>{escape(each.right or '')}</td>"
        f"<td>{escape(tail_of(each))}</td></tr>"
    )


def _place_of(each: Emendation) -> str:
    """What the place of an emendation is called."""
    return f"Note {each.note}" if each.note is not None else f"¶ {each.paragraph}"

"""The page of the emendations."""

from __future__ import annotations

from collections import Counter

from apparatus.edition import Emendation
from apparatus.emendation_kinds import KINDS
from apparatus.render.addresses import work_names
from apparatus.render.emendations import KEPT, in_order, kind_words, place_of, tail_of
from apparatus.render.field_words import field_words
from apparatus.render.links import Links
from apparatus.render.references import short_reference
from apparatus.render.text import capital, escape, inert, linked


def emendations_page(links: Links) -> str:
    """Every emendation in the order of its place, in a table that a script makes filterable."""
    site = links.site
    number = len(site.emendations)
    counts = Counter(each.kind for each in site.emendations)
    kinds = "; ".join(f"{KINDS.get(kind, kind)}, {number}" for kind, number in counts.most_common())
    rows = "\n".join(_emendation(links, each) for each in in_order(site))
    return (
        "---\ntitle: Emendations\nhide: [toc]\n---\n\n# Emendations\n\n"
        f"{number} place{'' if number == 1 else 's'} where this edition departs from the print "
        f"or from its scan, or explains what it keeps: {escape(kinds)}.\n\n"
        '<div class="comparison stacks" role="region" '
        'aria-labelledby="emendations-caption" tabindex="0">'
        '<table class="matrix emendations-table" data-sortable data-group-label="Kind">'
        '<caption id="emendations-caption">Emendations</caption><thead><tr>'
        f"{_HEADS}</tr></thead><tbody>\n{inert(rows)}\n</tbody></table></div>\n"
    )


_HEADINGS = ("Place", "About", "Printed", "Right", "Evidence")
_HEADS = "".join(f'<th scope="col" data-key="{head.lower()}">{head}</th>' for head in _HEADINGS)
_NOTHING = '<span class="nothing" aria-label="nothing">–</span>'


def _emendation(links: Links, each: Emendation) -> str:
    number = each.note or each.paragraph or 0
    url = links.targets.get(("note" if each.note else "paragraph", number))
    name = place_of(each)
    place = f'<a href="{escape(url)}">{name}</a>' if url else name
    field = capital(field_words(each.field))
    about = f'{escape(field)}<span class="group">{escape(kind_words(each))}</span>'
    right = escape(each.right or "") or (f"<i>{KEPT}</i>" if each.printed else _NOTHING)
    cells = (about, escape(each.printed) or _NOTHING, right, linked(tail_of(each)))
    shown = "".join(
        f'<td data-label="{head}">{cell}</td>'
        for head, cell in zip(_HEADINGS[1:], cells, strict=True)
    )
    return (
        f'<tr data-group="{escape(each.kind)}"><th scope="row" data-order="{number:04}'
        f'{"n" if each.note else ""}">{place}{_work(each.work, links)}</th>{shown}</tr>'
    )


def _work(key: str, links: Links) -> str:
    """The work that a record is about, a link to its page."""
    if not key:
        return ""
    entry = links.site.library.entries.get(key)
    page = links.work(work_names(links.site).get(key, ""))
    name = short_reference(entry) if entry else escape(key)
    linked_name = f'<a href="{escape(page)}">{name}</a>' if page else name
    return f'<span class="places">{linked_name}</span>'

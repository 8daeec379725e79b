"""The page of the emendations."""

from __future__ import annotations

from collections import Counter

from apparatus.edition import Emendation
from apparatus.emendation_kinds import KINDS
from apparatus.render.addresses import work_names
from apparatus.render.emendations import in_order, place_of, tail_of
from apparatus.render.links import Links
from apparatus.render.text import escape, inert


def emendations_page(links: Links) -> str:
    """Every emendation in the order of its place, in a table that a script makes filterable."""
    site = links.site
    counts = Counter(each.kind for each in site.emendations)
    kinds = "; ".join(f"{KINDS.get(kind, kind)}: {number}" for kind, number in counts.most_common())
    rows = "\n".join(_emendation(links, each) for each in in_order(site))
    return (
        "---\ntitle: Emendations\nhide: [toc]\n---\n\n# Emendations\n\n"
        f"{len(site.emendations)} places where this edition departs from the print or from its "
        f"scan, or explains what it keeps.\n\n{escape(kinds)}.\n\n"
        '<div class="comparison" role="region" aria-labelledby="emendations-caption" tabindex="0">'
        '<table class="matrix emendations-table" data-sortable data-group-label="Kind">'
        '<caption id="emendations-caption">Emendations</caption><thead><tr>'
        f"{_HEADS}</tr></thead><tbody>\n{inert(rows)}\n</tbody></table></div>\n"
    )


_HEADS = "".join(
    f'<th scope="col" data-key="{head.lower()}">{head}</th>'
    for head in ("Place", "Kind", "Printed", "Right", "Evidence")
)


def _emendation(links: Links, each: Emendation) -> str:
    number = each.note or each.paragraph or 0
    url = links.targets.get(("note" if each.note else "paragraph", number))
    name = place_of(each)
    place = f'<a href="{escape(url)}">{name}</a>' if url else name
    key, page = escape(each.work), links.work(work_names(links.site).get(each.work, ""))
    named = f'<a href="{escape(page)}"><code>{key}</code></a>' if page else f"<code>{key}</code>"
    work = f'<span class="places">{named}</span>' if each.work else ""
    field = f'<span class="places">{escape(each.field)}</span>' if each.field else ""
    kind = f'<span class="group">{escape(KINDS.get(each.kind, each.kind))}</span>{field}'
    return (
        f'<tr data-group="{escape(each.kind)}"><th scope="row" data-order="{number:04}'
        f'{"n" if each.note else ""}">{place}{work}</th><td>{kind}</td>'
        f"<td>{escape(each.printed)}</td><td>{escape(each.right or '')}</td>"
        f"<td>{escape(tail_of(each))}</td></tr>"
    )

"""The concordance: notes and paragraphs of the edited work, where each is printed and where
it stands here, what it cites, how much of the site draws on it. As tables and as CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from apparatus.concordance import NoteRow, ParagraphRow, note_rows, paragraph_rows
from apparatus.edition import Section
from apparatus.model import CitationItem
from apparatus.render.addresses import work_names
from apparatus.render.links import Links
from apparatus.render.notes import printed_locator
from apparatus.render.references import short_reference
from apparatus.render.text import escape, inert, safe_cell

_NOTE_HEADS = {
    "note": "Note",
    "paragraph": "¶",
    "page": "Page",
    "section": "Section",
    "works": "Works cited",
    "draws": "Drawn on by",
}
_PARAGRAPH_HEADS = ("¶", "Pages", "Section", "Notes", "Drawn on by")
_NOTHING = '<span class="nothing" aria-label="none">–</span>'


def concordance_page(links: Links) -> str:
    """Two tables, complete without scripts, and the way to them as CSV if that is made."""
    data = links.file("concordance_data")
    notes, paragraphs = note_rows(links.site), paragraph_rows(links.site)
    heads = "".join(
        f'<th scope="col" data-key="{key}">{head}</th>' for key, head in _NOTE_HEADS.items()
    )
    rows = "\n".join(_note(row, links) for row in notes)
    plain_heads = "".join(f'<th scope="col">{head}</th>' for head in _PARAGRAPH_HEADS)
    plain_rows = "\n".join(_paragraph(row, links) for row in paragraphs)
    return (
        "---\ntitle: Concordance\nhide: [toc]\n---\n\n# Concordance\n\n"
        f"The {len(notes)} notes and {len(paragraphs)} paragraphs of the work: the printed page "
        "of each, its place on this site, the works that it cites, and how many pages of the "
        "site draw on it.\n\n"
        + (f'<p><a href="{escape(data)}" download>Both tables as CSV</a></p>\n\n' if data else "")
        + "## By note\n\n"
        + _table("notes", "Notes", heads, rows, ' data-sortable data-group-label="Section"')
        + "\n## By paragraph\n\n"
        + _table("paragraphs", "Paragraphs", plain_heads, plain_rows)
    )


def _table(name: str, caption: str, heads: str, rows: str, more: str = "") -> str:
    return (
        f'<div class="comparison" role="region" aria-labelledby="concordance-{name}" tabindex="0">'
        f'<table class="matrix concordance concordance-of-{name}"{more}>'
        f'<caption id="concordance-{name}">{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>\n{inert(rows)}\n</tbody></table></div>\n"
    )


def _note(row: NoteRow, links: Links) -> str:
    group = escape(row.section.page)
    cited = "; ".join(_item(item, links) for item in row.items) or _NOTHING
    return (
        f'<tr data-group="{group}">{_head("note", row.number, links)}'
        f"{_number('paragraph', row.paragraph, links)}{_number('page', row.page, links)}"
        f'<td data-order="{row.section.paragraphs.start:05}">{_section(row.section, links)}</td>'
        f'<td>{cited}</td><td data-order="{row.draws:05}">{row.draws}</td></tr>'
    )


def _paragraph(row: ParagraphRow, links: Links) -> str:
    printed = [("page", n) for n in dict.fromkeys((row.first, row.last)) if n is not None]
    pages = "–".join(_link(unit, number, links) for unit, number in printed) or _NOTHING
    notes = links.places(("note", number) for number in row.notes) or _NOTHING
    return (
        f"<tr>{_head('paragraph', row.number, links)}<td>{pages}</td>"
        f"<td>{_section(row.section, links)}</td><td>{notes}</td><td>{row.draws}</td></tr>"
    )


def _head(unit: str, number: int, links: Links) -> str:
    return f'<th scope="row" data-order="{number:05}">{_link(unit, number, links)}</th>'


def _number(unit: str, number: int | None, links: Links) -> str:
    if number is None:
        return f"<td>{_NOTHING}</td>"
    return f'<td data-order="{number:05}">{_link(unit, number, links)}</td>'


def _link(unit: str, number: int, links: Links) -> str:
    url = links.targets.get((unit, number))
    return f'<a href="{escape(url)}">{number}</a>' if url else str(number)


def _section(section: Section, links: Links) -> str:
    title = escape(section.title or links.title(section.page))
    url = links.urls.get(section.page, "")
    return f'<a class="group" href="{escape(url)}">{title}</a>'


def _item(item: CitationItem, links: Links) -> str:
    """A work by its short title and its locator, a link to its page."""
    entry = links.site.library.entries.get(item.key)
    name = short_reference(entry) if entry else escape(item.key)
    url = links.work(work_names(links.site).get(item.key, ""))
    name = f'<a href="{escape(url)}">{name}</a>' if url else name
    return ", ".join(filter(None, [name, escape(printed_locator(item.locator))]))


def concordance_csv(root: Links, base: str = "") -> str:
    """Both tables in one, a row per note and then per paragraph; UTF-8, CRLF.

    ``root`` has the addresses relative to the site's root; ``base`` is where that is.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["Unit", "Number", "Paragraph", "Page", "Section", "Address", "Works cited", "Drawn on by"]
    )
    writer.writerows(_safe(_note_cells(row, root, base)) for row in note_rows(root.site))
    writer.writerows(_safe(_paragraph_cells(row, root, base)) for row in paragraph_rows(root.site))
    return out.getvalue()


def _note_cells(row: NoteRow, root: Links, base: str) -> list[object]:
    cited = "; ".join(
        ", ".join(filter(None, [item.key, printed_locator(item.locator)])) for item in row.items
    )
    place = [row.paragraph or "", row.page or ""]
    where = _where(row.section, "note", row.number, root, base)
    return ["note", row.number, *place, *where, cited, row.draws]


def _paragraph_cells(row: ParagraphRow, root: Links, base: str) -> list[object]:
    place = [row.number, row.first or ""]
    where = _where(row.section, "paragraph", row.number, root, base)
    return ["paragraph", row.number, *place, *where, "", row.draws]


def _where(section: Section, unit: str, number: int, root: Links, base: str) -> list[object]:
    url = root.targets.get((unit, number), "").removeprefix("./")
    return [section.title or root.title(section.page), f"{base}{url}" if url else ""]


def _safe(cells: Iterable[object]) -> list[str]:
    return [safe_cell(str(cell)) for cell in cells]

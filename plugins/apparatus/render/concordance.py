"""The concordance: notes and paragraphs of the edited work, where each is printed and where
it stands here, what it cites, how much of the site draws on it. As tables and as CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from apparatus.concordance import NoteRow, ParagraphRow, note_rows, paragraph_rows
from apparatus.edition import Imprint, Section
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
    "draws": "Discussed on",
}
_PARAGRAPH_HEADS = {
    "paragraph": "¶",
    "page": "Pages",
    "section": "Section",
    "notes": "Notes",
    "draws": "Discussed on",
}
_NOTHING = '<span class="nothing" aria-label="none">–</span>'


class _Cell(NamedTuple):
    """A cell of a table: its HTML, and the number by which it is sorted, if that is no text."""

    html: str
    order: int | None = None

    def show(self, head: str, is_first: bool) -> str:
        """The cell as HTML; ``head`` is what it is called where the table has no columns."""
        order = "" if self.order is None else f' data-order="{self.order:05}"'
        if is_first:
            return f'<th scope="row"{order}>{self.html}</th>'
        return f'<td data-label="{head}"{order}>{self.html}</td>'


_Row = tuple[Section, Sequence[_Cell]]


def concordance_page(links: Links) -> str:
    """Two tables, complete without scripts, and the way to them as CSV if that is made."""
    data = links.file("concordance_data")
    notes, paragraphs = note_rows(links.site), paragraph_rows(links.site)
    return (
        "---\ntitle: Concordance\nhide: [toc]\n---\n\n# Concordance\n\n"
        f"The {len(notes)} notes and {len(paragraphs)} paragraphs of the work: the printed page "
        "of each, its place on this site, the works that it cites, and how many pages of the "
        "site discuss it.\n\n"
        + (f'<p><a href="{escape(data)}" download>Both tables as CSV</a></p>\n\n' if data else "")
        + "## By note\n\n"
        + _table("notes", _NOTE_HEADS, [_note(row, links) for row in notes])
        + "\n## By paragraph\n\n"
        + _table("paragraphs", _PARAGRAPH_HEADS, [_paragraph(row, links) for row in paragraphs])
    )


def _table(name: str, heads: Mapping[str, str], rows: Iterable[_Row]) -> str:
    titles = list(heads.values())
    head = "".join(f'<th scope="col" data-key="{key}">{title}</th>' for key, title in heads.items())
    body = "\n".join(
        f'<tr data-group="{escape(section.page)}">'
        + "".join(cell.show(titles[at], at == 0) for at, cell in enumerate(cells))
        + "</tr>"
        for section, cells in rows
    )
    state = "" if name == "notes" else f' data-state="{name}-"'
    return (
        '<div class="comparison stacks" role="region" '
        f'aria-labelledby="concordance-{name}" tabindex="0">'
        f'<table class="matrix concordance concordance-of-{name}" data-sortable '
        f'data-group-label="Section"{state}>'
        f'<caption id="concordance-{name}">{name.capitalize()}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{inert(body)}\n</tbody></table></div>\n"
    )


def _note(row: NoteRow, links: Links) -> _Row:
    cited = "; ".join(_item(item, links, row.language) for item in row.items) or _NOTHING
    return row.section, [
        _number("note", row.number, links),
        _number("paragraph", row.paragraph, links),
        _number("page", row.page, links),
        _section(row.section, links),
        _Cell(cited),
        _discussed(row.draws),
    ]


def _paragraph(row: ParagraphRow, links: Links) -> _Row:
    printed = range(row.first, (row.last or row.first) + 1) if row.first is not None else ()
    pages, notes = (
        links.places((unit, number) for number in numbers).partition("\u00a0")[2]
        for unit, numbers in (("page", printed), ("note", row.notes))
    )
    return row.section, [
        _number("paragraph", row.number, links),
        _Cell(pages or _NOTHING, row.first),
        _section(row.section, links),
        _Cell(notes or _NOTHING, row.notes[0] if row.notes else None),
        _discussed(row.draws),
    ]


def _discussed(pages: int) -> _Cell:
    if not pages:
        return _Cell(_NOTHING, 0)
    return _Cell(f"{pages} page{'' if pages == 1 else 's'}", pages)


def _number(unit: str, number: int | None, links: Links) -> _Cell:
    return _Cell(_NOTHING) if number is None else _Cell(_link(unit, number, links), number)


def _link(unit: str, number: int, links: Links) -> str:
    url = links.targets.get((unit, number))
    return f'<a href="{escape(url)}">{number}</a>' if url else str(number)


def _section(section: Section, links: Links) -> _Cell:
    title = escape(section.title or links.title(section.page))
    url = links.urls.get(section.page, "")
    return _Cell(f'<a class="group" href="{escape(url)}">{title}</a>', section.paragraphs.start)


def _item(item: CitationItem, links: Links, language: str) -> str:
    """A work by its short title and its locator, a link to its page."""
    entry = links.site.library.entries.get(item.key)
    name = short_reference(entry) if entry else escape(item.key)
    url = links.work(work_names(links.site).get(item.key, ""))
    name = f'<a href="{escape(url)}">{name}</a>' if url else name
    return ", ".join(filter(None, [name, escape(printed_locator(item.locator, language))]))


def concordance_csv(root: Links, imprint: Imprint) -> str:
    """Both tables in one, a row per note and then per paragraph; UTF-8, CRLF.

    ``root`` has the addresses relative to the site's root, ``imprint`` says where that is.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["Unit", "Number", "Paragraph", "Page", "Section", "Address", "Works cited", "Discussed on"]
    )
    writer.writerows(_safe(_note_cells(row, root, imprint.url)) for row in note_rows(root.site))
    writer.writerows(
        _safe(_paragraph_cells(row, root, imprint.url)) for row in paragraph_rows(root.site)
    )
    return out.getvalue()


def _note_cells(row: NoteRow, root: Links, base: str) -> list[object]:
    cited = "; ".join(
        ", ".join(filter(None, [item.key, printed_locator(item.locator, row.language)]))
        for item in row.items
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

"""How to cite: the edition, one of its paragraphs, and the edited work at that paragraph."""

from __future__ import annotations

from apparatus.concordance import ParagraphRow, paragraph_rows
from apparatus.edition import Imprint, Site
from apparatus.model import Entry
from apparatus.render.exports import export_bibtex, write_bibtex
from apparatus.render.inline import with_stop
from apparatus.render.links import Links
from apparatus.render.references import full_reference
from apparatus.render.text import escape, page_range, safe_url


def edited_work(site: Site) -> Entry | None:
    """The entry of the work that the site edits, if it edits one that the library has."""
    return site.library.entries.get(site.witness.work) if site.witness else None


def cite_html(number: int, root: Links, imprint: Imprint) -> str:
    """A disclosure beneath a paragraph: how it is cited, and the edited work with it; '' where
    the edition has no title. ``root`` has the addresses relative to the site's root.
    """
    rows = {row.number: row for row in paragraph_rows(root.site)}
    if not imprint.title or number not in rows:
        return ""
    row, work = rows[number], edited_work(root.site)
    url = _address(row, root, imprint)
    parts = [("This paragraph", _paragraph(row, url, imprint, root))]
    if work:
        parts.append(("Its source", with_stop(full_reference(work, printed(row)))))
    bibtex = _paragraph_bibtex(row, url, imprint, root) + (export_bibtex([work]) if work else "")
    parts.append(("BibTeX", f"<pre>{escape(bibtex.strip())}</pre>"))
    listed = "".join(f"<dt>{name}</dt><dd>{html}</dd>" for name, html in parts)
    return (
        f'<details class="cite" data-search-exclude><summary>Cite ¶\u00a0{number}</summary>'
        f"<dl>{listed}</dl></details>"
    )


def printed(row: ParagraphRow) -> str:
    """The printed pages of a paragraph as a locator: ``p. 663``, ``pp. 663–4``."""
    if row.first is None or row.last is None:
        return ""
    if row.first == row.last:
        return f"p. {row.first}"
    return f"pp. {page_range(str(row.first), str(row.last))}"


def _address(row: ParagraphRow, root: Links, imprint: Imprint) -> str:
    place = root.targets.get(("paragraph", row.number), "")
    return f"{safe_url(imprint.url)}{place.removeprefix('./')}"


def _section(row: ParagraphRow, root: Links) -> str:
    return row.section.title or root.title(row.section.page)


def _paragraph(row: ParagraphRow, url: str, imprint: Imprint, root: Links) -> str:
    """Section, paragraph, edition, editors, version and address, in the manner of a note."""
    parts = [f"‘{escape(_section(row, root))}’", f"¶ {row.number}"]
    parts += [f"in <cite>{escape(imprint.title)}</cite>"]
    parts += [escape(_edited_by(imprint))] if imprint.editors else []
    parts += [f"version {escape(imprint.version)}"] if imprint.version else []
    parts += [f'<a class="cite-address" href="#p{row.number}">{escape(url)}</a>'] if url else []
    return f"{', '.join(parts)}."


def _edited_by(imprint: Imprint) -> str:
    *others, last = imprint.editors
    names = " and ".join(filter(None, [", ".join(others), last]))
    return f"ed. {names}"


def _paragraph_bibtex(row: ParagraphRow, url: str, imprint: Imprint, root: Links) -> str:
    fields = {
        "title": f"{_section(row, root)}, ¶ {row.number}",
        "booktitle": imprint.title,
        **_edition_fields(imprint, url if imprint.url else ""),
    }
    return _bibtex("incollection", f"edition-p{row.number}", fields)


def edition_bibtex(root: Links, imprint: Imprint) -> str:
    """The edition and the edited work as one .bib text."""
    fields = {"title": imprint.title, **_edition_fields(imprint, imprint.url)}
    work = edited_work(root.site)
    return _bibtex("online", "edition", fields) + (export_bibtex([work]) if work else "")


def _edition_fields(imprint: Imprint, url: str) -> dict[str, str]:
    return {
        "editor": " and ".join(f"{{{name}}}" for name in map(_unbraced, imprint.editors)),
        "note": f"version {imprint.version}" if imprint.version else "",
        "url": safe_url(url),
    }


def _bibtex(kind: str, key: str, fields: dict[str, str]) -> str:
    """One entry without its empty fields; only editors' names keep braces."""
    kept = {
        name: value if name == "editor" else _unbraced(value)
        for name, value in fields.items()
        if value
    }
    return write_bibtex([(kind, key, kept)])


def _unbraced(value: str) -> str:
    """A value that ends no field and begins no macro."""
    return "".join(c for c in value if c not in "{}\\")

"""The library for other people's programs. The only room that imports bibtexparser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from apparatus.model import Entry
from apparatus.render.kinds import source_kind
from apparatus.render.text import safe_url

_OURS = frozenset({"verified", "unverified", "onlinedate", "crossref", "xdata"})
"""Fields that mean something here only, or that inheritance has resolved already."""


def export_bibtex(entries: Iterable[Entry]) -> str:
    """Entries as one .bib text in biblatex's fields, sorted by key.

    What was inherited is written out, so that every entry stands alone. Two fields are said
    twice, since reference managers read only the one: ``langid`` as ``language``, and the
    organization whose site a page is on as ``journaltitle``. An address that no reader may
    follow is left out.
    """
    blocks = []
    for entry in sorted(entries, key=lambda each: each.key.casefold()):
        values = {name: f.value for name, f in entry.fields.items() if name not in _OURS}
        if values.get("langid"):
            values.setdefault("language", values["langid"])
        if values.get("organization") and source_kind(entry.type).csl == "webpage":
            values.setdefault("journaltitle", values["organization"])
        if not safe_url(values.get("url", "").strip()):
            values.pop("url", None)
        blocks.append((entry.type, entry.key, values))
    return write_bibtex(blocks)


def write_bibtex(entries: Iterable[tuple[str, str, Mapping[str, str]]]) -> str:
    """A .bib text of entries, each with its type, its key and its fields."""
    # Imported late: it takes 45 ms, and the check does without.
    from bibtexparser import Library, write_string
    from bibtexparser.model import Entry as Block
    from bibtexparser.model import Field
    from bibtexparser.writer import BibtexFormat

    blocks = [
        Block(kind, key, [Field(name, value) for name, value in fields.items()])
        for kind, key, fields in entries
    ]
    style = BibtexFormat()
    style.indent = "  "
    style.value_column = "auto"
    style.block_separator = "\n"
    text: str = write_string(Library(blocks), bibtex_format=style)
    return text

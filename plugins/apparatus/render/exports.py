"""The library for other people's programs. The only room that imports bibtexparser."""

from __future__ import annotations

from collections.abc import Iterable

from apparatus.model import Entry

_OURS = frozenset({"verified", "unverified", "onlinedate", "crossref", "xdata"})
"""Fields that mean something here only, or that inheritance has resolved already."""


def export_bibtex(entries: Iterable[Entry]) -> str:
    """Entries as one .bib text in biblatex's fields, sorted by key.

    What was inherited is written out, so that every entry stands alone; ``language`` is
    added beside ``langid``, since reference managers read only that.
    """
    # Imported late: it takes 45 ms, and the check does without.
    from bibtexparser import Library, write_string
    from bibtexparser.model import Entry as Block
    from bibtexparser.model import Field
    from bibtexparser.writer import BibtexFormat

    blocks = []
    for entry in sorted(entries, key=lambda each: each.key.casefold()):
        values = {name: f.value for name, f in entry.fields.items() if name not in _OURS}
        if values.get("langid"):
            values.setdefault("language", values["langid"])
        fields = [Field(name, value) for name, value in values.items()]
        blocks.append(Block(entry.type, entry.key, fields))
    style = BibtexFormat()
    style.indent = "  "
    style.value_column = "auto"
    style.block_separator = "\n"
    text: str = write_string(Library(blocks), bibtex_format=style)
    return text

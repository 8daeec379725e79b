"""The exported library is read back with the same values."""

from __future__ import annotations

from apparatus.model import Source
from apparatus.parse.library import parse_library
from apparatus.render.exports import export_bibtex
from tests.conftest import ROOT

OURS = {"verified", "unverified", "onlinedate", "language"}


def test_what_is_written_is_read_back() -> None:
    paths = sorted((ROOT / "bibliography").glob("*.bib"))
    library = parse_library([Source(p.name, p.read_text(encoding="utf-8")) for p in paths])
    text = export_bibtex(library.entries.values())
    again = parse_library([Source("library.bib", text)])
    assert again.faults == ()
    assert "verified" not in text
    for key, entry in library.entries.items():
        values = {n: f.value for n, f in entry.fields.items() if n not in OURS}
        found = {n: f.value for n, f in again.entries[key].fields.items() if n not in OURS}
        assert found == values


def test_inherited_fields_are_written_out() -> None:
    library = parse_library(
        [Source("x", "@book{b, title={B}, date=2000}\n@inbook{c, title={C}, crossref={b}}")]
    )
    text = export_bibtex(library.entries.values())
    assert "booktitle = {B}" in " ".join(text.split())
    assert "crossref" not in text

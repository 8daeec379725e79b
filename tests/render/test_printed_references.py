"""References of all kinds in both styles and all languages, against what is expected of them.

`UPDATE_EXPECTED=1 pytest tests/render/test_printed_references.py` writes what is printed now.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from apparatus.entry_types import FIELDS, REFERRING
from apparatus.model import Entry, Source
from apparatus.parse.library import parse_library
from apparatus.render.choosing import load_style
from apparatus.render.inline import inline_html
from apparatus.render.text import plain
from apparatus.styles import Inline, Style

HERE = Path(__file__).resolve().parent.parent
SHELF = HERE / "references"
GUIDE = HERE.parent / "docs" / "api" / "references.md"
STYLES = ("notes", "author-date")
LANGUAGES = ("en", "de", "es", "fr", "ru")
UPDATE = bool(os.environ.get("UPDATE_EXPECTED"))


def _said(style: Style, entry: Entry) -> str:
    html = inline_html(style.reference(entry))
    return plain(re.sub(r"</?cite[^>]*>", "*", html))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STYLES)
def test_references(name: str, language: str) -> None:
    text = (SHELF / "library.bib").read_text(encoding="utf-8")
    library = parse_library([Source("library.bib", text)])
    style = load_style(name, library, language)
    entries = library.entries.values()
    made = "".join(f"{entry.key}\n    {_said(style, entry)}.\n" for entry in entries)
    expected = SHELF / f"{name}.{language}.txt"
    if UPDATE:
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")


# --- which fields are printed ----------------------------------------------------------------

_VALUES = {
    "date": "2011",
    "number": "12",
    "integer": "13",
    "range": "14--15",
    "uri": "https://x.y/",
}
_UNSAID = {"crossref", "key", "verbatim", "datepart", "unprinted"}
PRINTABLE = [
    name
    for name, kind in FIELDS.items()
    if kind not in _UNSAID and name not in REFERRING
] + ["doi", "eprint"]  # fmt: skip
KINDS = (
    "article book collection inbook incollection inproceedings manual misc online patent report "
    "software thesis unpublished"
).split()


@cache
def _whole(kind: str) -> Entry:
    """An entry that has every field."""
    values = {name: _VALUES.get(FIELDS[name], f"Value of {name}") for name in PRINTABLE}
    body = ", ".join(f"{name}={{{value}}}" for name, value in (values | {"doi": "10.1/y"}).items())
    (found,) = parse_library([Source("x.bib", f"@{kind}{{x, {body}}}")]).entries.values()
    return found


_MANY = set(PRINTABLE) - {"doi", "number", "pages", "url", "volumes"}
_HOUSE = {"howpublished", "institution", "publisher"}
_SURROUNDINGS = (
    {"title"},
    _MANY,
    {name for name in _MANY if not name.startswith(("book", "main"))},
    {name for name in _MANY if not name.startswith(("journal", "issue"))} - _HOUSE - {"date"},
)
"""What else an entry has: many fields hide one another, or want another to be there."""
_PRINTERS = {name: load_style(name, parse_library([])) for name in STYLES}


def _printed(style: str, kind: str, name: str) -> bool:
    """Whether a field makes a difference to what is printed of a kind of work."""
    return any(
        _reference(style, kind, frozenset(others - {name}))
        != _reference(style, kind, frozenset(others | {name}))
        for others in _SURROUNDINGS
    )


@cache
def _reference(style: str, kind: str, names: frozenset[str]) -> Inline:
    whole = _whole(kind)
    fields = {name: field for name, field in whole.fields.items() if name in names}
    return _PRINTERS[style].reference(replace(whole, fields=fields))


def _where_printed(style: str, name: str) -> str:
    kinds = [kind for kind in KINDS if _printed(style, kind, name)]
    missing = [kind for kind in KINDS if kind not in kinds]
    if not missing:
        return "all"
    if len(missing) < 5:
        return "all but " + ", ".join(f"`{kind}`" for kind in missing)
    return ", ".join(f"`{kind}`" for kind in kinds) or "—"


def _table() -> Iterator[str]:
    """The rows of the table in the guide; fields of which the same is to be said share one."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(PRINTABLE):
        rows.setdefault(tuple(_where_printed(style, name) for style in STYLES), []).append(name)
    yield f"| Fields | {' | '.join(f'`{style}`' for style in STYLES)} |"
    yield "| --- | --- | --- |"
    for cells, names in sorted(rows.items(), key=lambda row: (set(row[0]) == {"—"}, row[1])):
        yield f"| {', '.join(f'`{name}`' for name in names)} | {' | '.join(cells)} |"


def test_the_guide_says_which_fields_are_printed() -> None:
    begin, end = "<!-- fields -->\n\n", "\n<!-- /fields -->"
    text = GUIDE.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    made = f"{before}{begin}" + "".join(f"{row}\n" for row in _table()) + f"{end}{after}"
    if UPDATE:
        GUIDE.write_text(made, encoding="utf-8")
    assert made == GUIDE.read_text(encoding="utf-8")

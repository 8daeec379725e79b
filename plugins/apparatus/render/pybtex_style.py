"""Styles of pybtex, ours and other people's: ``style: pybtex.unsrt``.

The only room that imports pybtex. It formats what a page cites for the first time and what a
list has; a later mention is the short form of the notes. A work that a style cannot format, for
it misses a field or holds braces without their partners, is printed as the notes print it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import ClassVar

from pybtex.backends import BaseBackend
from pybtex.database import Entry as BibtexEntry
from pybtex.database import Person
from pybtex.plugin import enumerate_plugin_names, find_plugin

from apparatus.model import Entry, Library
from apparatus.names import split_names
from apparatus.render.dates import days, issued, years
from apparatus.render.references import NoteStyle
from apparatus.render.wording import term, wording
from apparatus.styles import Cited, Inline, Run, inline, joined

_GROUP = "pybtex.style.formatting"
_TYPES = {
    "collection": "book",
    "electronic": "misc",
    "inreference": "incollection",
    "mvbook": "book",
    "mvcollection": "book",
    "online": "misc",
    "report": "techreport",
    "thesis": "phdthesis",
    "www": "misc",
}
"""BibTeX's types for biblatex's; those that BibTeX has itself stand for themselves."""
_FIELDS = {
    "booktitle": ("booktitle", "maintitle"),
    "journal": ("journaltitle",),
    "address": ("location",),
    "school": ("institution",),
}
"""BibTeX's fields and those of biblatex that say the same."""


def style_names() -> Sequence[str]:
    """The styles that pybtex knows, those of other packages among them."""
    return sorted(enumerate_plugin_names(_GROUP))


class PybtexStyle:
    """A style of pybtex for notes."""

    in_text = False

    def __init__(self, name: str, library: Library, language: str = "") -> None:
        self._style = find_plugin(_GROUP, name)()
        self._notes = NoteStyle(library, language)
        self._format = lru_cache(maxsize=32768)(self._formatted)

    def cite(self, cited: Cited) -> Inline:
        if not cited.first or cited.suppress_author:
            return self._notes.cite(cited)
        return joined(", ", _without_stop(self.reference(cited.entry)), cited.place)

    def name(self, entry: Entry) -> Inline:
        return self._notes.name(entry)

    def reference(self, entry: Entry) -> Inline:
        return self._format(entry)

    def _formatted(self, entry: Entry) -> Inline:
        try:
            made: Inline = self._style.format_entry("", _bibtex(entry)).text.render(_Runs())
        except Exception:  # pybtex has many ways to refuse what an author wrote
            return self._notes.reference(entry)
        return _without_stop(made)


def _bibtex(entry: Entry) -> BibtexEntry:
    """An entry as BibTeX knows it."""
    written = issued(entry) or entry.get("year")
    month = f"{days(written)[0].month:02}" if days(written) else ""
    fields = {name: field.value for name, field in entry.fields.items()}
    fields |= {name: entry.get(*sources) for name, sources in _FIELDS.items()}
    fields |= {"year": years(written), "month": _MONTHS.get(month, fields.get("month", ""))}
    if entry.get("subtitle"):
        fields["title"] = f"{entry.get('title')}: {entry.get('subtitle')}"
    names = ("author", "editor")
    people = {role: [Person(name) for name in split_names(entry.get(role))] for role in names}
    if entry.get("type") in wording().terms:  # one of biblatex's keys
        fields["type"] = term(entry.get("type"))
    kept = {name: value for name, value in fields.items() if value and name not in names}
    people = {role: found for role, found in people.items() if found}
    made = BibtexEntry(_TYPES.get(entry.type, entry.type), kept, people)
    made.key = entry.key
    return made


_MONTHS: Mapping[str, str] = {
    f"{number:02}": name
    for number, name in enumerate(
        "January February March April May June July August September October November "
        "December".split(),
        1,
    )
}


def _without_stop(runs: Inline) -> Inline:
    """A text without the full stop at its end, which notes and lists set themselves."""
    *before, last = runs or (Run(""),)
    words = last.text.rstrip()
    return (*before, last._replace(text=words.removesuffix("."))) if words.endswith(".") else runs


class _Runs(BaseBackend):  # type: ignore[misc]  # pybtex has no types
    """pybtex's rich text as the stretches of a style."""

    RenderType = tuple
    symbols: ClassVar = {
        "ndash": inline("–"),
        "newblock": inline(" "),
        "nbsp": inline("\u00a0"),
    }

    def __init__(self) -> None:
        super().__init__("utf-8")

    def format_str(self, str_: str) -> Inline:
        return inline(str_)

    def format_tag(self, tag_name: str, text_: Inline) -> Inline:
        return tuple(run._replace(italic=run.italic or tag_name in ("em", "i")) for run in text_)

    def format_href(self, url: str, text_: Inline, external: bool = False) -> Inline:
        return tuple(run._replace(to=url) for run in text_)

    def format_protected(self, text_: Inline) -> Inline:
        return text_

    def render_sequence(self, rendered_list: Sequence[Inline]) -> Inline:
        return tuple(run for part in rendered_list for run in part)

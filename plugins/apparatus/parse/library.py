"""The library: entries of all .bib files, macros joined, aliases and inheritance resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from apparatus.entry_types import FIELD_ALIASES, FIELDS, MONTHS
from apparatus.model import Entry, Fault, Field, Library, Source, Waiver
from apparatus.parse.bibtex import Blocks, RawEntry, RawField, tokenize
from apparatus.parse.latex import unprintable_macros
from apparatus.parse.locator import parse_pages
from apparatus.parse.waivers import bibtex_waivers

_NOT_INHERITED = frozenset(
    (
        "crossref xref xdata ids entryset entrysubtype execute label options presort related "
        "relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey shorttitle "
        "keywords verified unverified"
    ).split()
)
_CONTAINER_TYPES = frozenset({"book", "collection", "proceedings", "mvbook", "mvcollection"})
_PRINTED = ("literal", "name")
_MOST_ANCESTORS = 100
_MAXIMUM = 1_000_000  # characters in one value; a chain of macros can grow without end


def parse_library(sources: Iterable[Source], faults: Iterable[Fault] = ()) -> Library:
    """Read all files of a library; ``faults`` are those found on the way to the text."""
    read = [(source, tokenize(source)) for source in sources]
    found = [*faults, *(fault for _, blocks in read for fault in blocks.faults)]
    waivers: list[Waiver] = []
    macros = _macros([blocks for _, blocks in read], found)
    entries: dict[str, Entry] = {}
    folded: dict[str, str] = {}
    duplicates: list[tuple[Entry, Entry]] = []
    broken: set[str] = set()
    for source, blocks in read:
        allowed, wrong = bibtex_waivers(source, blocks.comments, [e.span for e in blocks.entries])
        waivers += allowed
        found += wrong
        for raw in blocks.entries:
            if not raw.whole:
                broken.add(raw.key)
            if not raw.key or not raw.whole:
                continue
            entry = _entry(raw, macros, found)
            first = folded.setdefault(entry.key.casefold(), entry.key)
            if first in entries:
                duplicates.append((entries[first], entry))
            else:
                entries[entry.key] = entry
    aliases = Library(entries).aliases
    named = {**{alias: entries[key] for alias, key in aliases.items()}, **entries}
    return Library(
        entries={key: _inherit(entry, named) for key, entry in entries.items()},
        duplicates=tuple(duplicates),
        broken=frozenset(broken - set(entries) - {""}),
        waivers=tuple(waivers),
        faults=tuple(found),
        sources=tuple(source for source, _ in read),
    )


def _macros(files: list[Blocks], faults: list[Fault]) -> dict[str, str]:
    macros = dict(MONTHS)
    for blocks in files:
        for raw in blocks.strings:
            macros[raw.name] = _joined(raw, macros, faults)
    return macros


def _joined(raw: RawField, macros: Mapping[str, str], faults: list[Fault]) -> str:
    """The value of a field: literals and macros joined, white space folded."""
    if len(raw.tokens) == 1 and not raw.tokens[0][0]:
        return " ".join(raw.tokens[0][1].split())
    pieces: list[str] = []
    size = 0
    for is_macro, text in raw.tokens:
        if is_macro and text.lower() not in macros:
            faults.append(Fault("undefined-string", raw.value_span, text))
        pieces.append(macros.get(text.lower(), text) if is_macro else text)
        size += len(pieces[-1])
        if size > _MAXIMUM and len(raw.tokens) > 1:
            faults.append(Fault("expansion-limit", raw.value_span, raw.name))
            return ""
    value = "".join(pieces)
    return " ".join(value.split())


def _entry(raw: RawEntry, macros: Mapping[str, str], faults: list[Fault]) -> Entry:
    fields: dict[str, Field] = {}
    seen: dict[str, RawField] = {}
    for each in raw.fields:
        if each.name in seen:
            faults.append(Fault("duplicate-field", each.span, each.name))
            continue
        seen[each.name] = each
        name = FIELD_ALIASES.get(each.name, each.name)
        if name in fields and name != each.name:
            continue
        fields[name] = Field(name, _joined(each, macros, faults), each.span, each.value_span)
        if FIELDS.get(name) in _PRINTED and "\\" in fields[name].value:
            faults.extend(unprintable_macros(each.value_span))
    assert raw.key_span
    return Entry(raw.type, raw.key, fields, raw.span, raw.type_span, raw.key_span)


def _inherit(entry: Entry, entries: Mapping[str, Entry]) -> Entry:
    """The entry with what it takes from its ``xdata`` and ``crossref`` entries.

    A parent's title becomes the booktitle of a child that sits inside it (biblatex's
    default inheritance). Every ancestor is asked once, so a cycle ends by itself.
    """
    if not entry.fields.keys() & {"xdata", "crossref", "pages"}:
        return entry
    fields = dict(entry.fields)
    asked = {entry.key}
    waiting = [(entry, False)]
    while waiting and len(asked) < _MOST_ANCESTORS:
        heir, contained = waiting.pop(0)
        for name in ("xdata", "crossref"):
            for key in heir.get(name).split(","):
                parent = entries.get(key.strip())
                if parent is None or parent.key in asked:
                    continue
                asked.add(parent.key)
                inside = contained or (name == "crossref" and parent.type in _CONTAINER_TYPES)
                for inherited in parent.fields.values():
                    renamed = _inherited_name(inherited.name, inside)
                    if renamed and renamed not in _NOT_INHERITED:
                        fields.setdefault(renamed, inherited._replace(name=renamed))
                waiting.append((parent, inside))
    pages = parse_pages(fields["pages"].value) if "pages" in fields else ()
    return replace(entry, fields=fields, pages=pages)


def _inherited_name(name: str, contained: bool) -> str | None:
    if not contained:
        return name
    if name in ("title", "subtitle", "titleaddon"):
        return f"book{name}" if name != "titleaddon" else "booktitleaddon"
    return None if name in ("pages", "pagetotal", "doi", "url", "urldate") else name

"""The library: entries of all .bib files, macros joined, aliases and inheritance resolved."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from apparatus.entry_types import FIELD_ALIASES, FIELDS, MONTHS
from apparatus.model import Entry, Fault, Field, Library, Source, Waiver
from apparatus.parse.bibtex import RawEntry, RawField, tokenize
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
_INHERITING = ("xdata", "crossref")
_PRINTED = ("literal", "name")
_MOST_ANCESTORS = 100
_MOST_GENERATIONS = 16
_MAXIMUM = 1_000_000  # characters in one value; a chain of macros can grow without end
_MOST_OF_ALL = 10_000_000  # characters that macros stand for in all values together


def parse_library(sources: Iterable[Source], faults: Iterable[Fault] = ()) -> Library:
    """Read all files of a library; ``faults`` are those found on the way to the text."""
    read = [(source, tokenize(source)) for source in sources]
    found = [*faults, *(fault for _, blocks in read for fault in blocks.faults)]
    waivers: list[Waiver] = []
    joiner = _Joiner(found)
    for _, blocks in read:
        for macro in blocks.strings:
            joiner.macros[macro.name] = joiner.joined(macro)
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
            entry = _entry(raw, joiner, found)
            first = folded.setdefault(entry.key.casefold(), entry.key)
            if first in entries:
                duplicates.append((entries[first], entry))
            else:
                entries[entry.key] = entry
    aliases = Library(entries).aliases
    named = {**{alias: entries[key] for alias, key in aliases.items()}, **entries}
    return Library(
        entries={key: _inherit(entry, named, found) for key, entry in entries.items()},
        duplicates=tuple(duplicates),
        broken=frozenset(broken - set(entries) - {""}),
        waivers=tuple(waivers),
        faults=tuple(found),
        sources=tuple(source for source, _ in read),
    )


class _Joiner:
    """Joins the literals and macros of values, as long as they keep a measure."""

    def __init__(self, faults: list[Fault]) -> None:
        self.macros = dict(MONTHS)
        self.faults = faults
        self.expanded = 0  # characters that macros have stood for

    def joined(self, raw: RawField) -> str:
        """The value of a field, white space folded; '' of one that grows without measure."""
        if len(raw.tokens) == 1 and not raw.tokens[0][0]:
            return " ".join(raw.tokens[0][1].split())
        pieces: list[str] = []
        size = 0
        for is_macro, text in raw.tokens:
            piece = text
            if is_macro:
                known = self.macros.get(text.lower())
                if known is None:
                    self.faults.append(Fault("undefined-string", raw.value_span, text))
                else:
                    piece = known
                    self.expanded += len(known)
            pieces.append(piece)
            size += len(piece)
            too_much = size > _MAXIMUM and len(raw.tokens) > 1
            if too_much or (is_macro and self.expanded > _MOST_OF_ALL):
                self.faults.append(Fault("expansion-limit", raw.value_span, raw.name))
                return ""
        return " ".join("".join(pieces).split())


def _entry(raw: RawEntry, joiner: _Joiner, faults: list[Fault]) -> Entry:
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
        fields[name] = Field(name, joiner.joined(each), each.span, each.value_span)
        if FIELDS.get(name) in _PRINTED and "\\" in fields[name].value:
            faults.extend(unprintable_macros(each.value_span))
    assert raw.key_span
    return Entry(raw.type, raw.key, fields, raw.span, raw.type_span, raw.key_span)


def _inherit(entry: Entry, entries: Mapping[str, Entry], faults: list[Fault]) -> Entry:
    """The entry with what it takes from its ``xdata`` and ``crossref`` entries.

    A parent's title becomes the booktitle of a child that sits inside it (biblatex's
    default inheritance). Every ancestor is asked once, so a cycle ends by itself; so does a
    chain or a list that is longer than any library needs, and that is a fault.
    """
    if not entry.fields.keys() & _INHERITING:
        return _with_pages(entry, entry.fields)
    fields = dict(entry.fields)
    asked = {entry.key}
    waiting = deque([(entry, False, 0)])
    while waiting:
        heir, contained, generation = waiting.popleft()
        for name in _INHERITING:
            for key in heir.get(name).split(","):
                parent = entries.get(key.strip())
                if parent is None or parent.key in asked:
                    continue
                if generation == _MOST_GENERATIONS or len(asked) > _MOST_ANCESTORS:
                    named = next(entry.fields[n] for n in _INHERITING if n in entry.fields)
                    faults.append(Fault("expansion-limit", named.value_span, named.name))
                    return _with_pages(entry, fields)
                asked.add(parent.key)
                inside = contained or (name == "crossref" and parent.type in _CONTAINER_TYPES)
                for inherited in parent.fields.values():
                    renamed = _inherited_name(inherited.name, inside)
                    if renamed and renamed not in _NOT_INHERITED:
                        fields.setdefault(renamed, inherited._replace(name=renamed))
                waiting.append((parent, inside, generation + 1))
    return _with_pages(entry, fields)


def _with_pages(entry: Entry, fields: Mapping[str, Field]) -> Entry:
    if fields is entry.fields and "pages" not in fields:
        return entry
    pages = parse_pages(fields["pages"].value) if "pages" in fields else ()
    return replace(entry, fields=fields, pages=pages)


def _inherited_name(name: str, contained: bool) -> str | None:
    if not contained:
        return name
    if name in ("title", "subtitle", "titleaddon"):
        return f"book{name}" if name != "titleaddon" else "booktitleaddon"
    return None if name in ("pages", "pagetotal", "doi", "url", "urldate") else name

"""Works of the library as TEI ``bibl`` elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from apparatus.model import Entry
from apparatus.render.dates import issued
from apparatus.render.personal_names import Name, names
from apparatus.render.text import decode, safe_url
from apparatus.render.titles import full_title
from apparatus.short_forms import kind_of

_NAME = re.compile(r"[\w.-]+")
_WHEN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LEVELS = {"thesis": "u", "unpublished": "u"} | dict.fromkeys(
    ("article", "inbook", "incollection", "inproceedings", "review"), "a"
)
_SCOPES = {"volume": "volume", "number": "issue", "pages": "page"}


def bibl_id(key: str) -> str:
    """The xml:id of a work; a key that is no XML name is spelled out."""
    if _NAME.fullmatch(key):
        return f"bibl-{key}"
    return "bibl-" + "".join(c if _NAME.fullmatch(c) else f"_{ord(c):x}_" for c in key)


def add_bibl(parent: Element, entry: Entry, name: str) -> None:
    """A work with what the library says of it, field by field, nothing else."""
    kind = kind_of(entry)
    bibl = SubElement(parent, "bibl", {"xml:id": name, "type": re.sub(r"[^\w.-]", "_", kind)})
    for role in ("author", "editor"):
        for each in names(entry.get(role)):
            _name(SubElement(bibl, role), each)
    SubElement(bibl, "title", {"level": _LEVELS.get(kind, "m")}).text = full_title(entry)
    for tag, attributes, text in _details(entry):
        SubElement(bibl, tag, attributes).text = text
    for each in (bibl, *bibl):
        each.tail = "\n"


def _name(element: Element, name: Name) -> None:
    if not name.given or name.suffix:
        SubElement(element, "name").text = name.natural
        return
    made = SubElement(element, "persName")
    family = " ".join(filter(None, [name.particle, name.family]))
    for tag, text, tail in (("forename", name.given, " "), ("surname", family, "")):
        part = SubElement(made, tag)
        part.text, part.tail = text, tail


def _details(entry: Entry) -> Iterator[tuple[str, dict[str, str], str]]:
    """Elements behind the title, each with its attributes and its text."""
    for name, level in (("journaltitle", "j"), ("booktitle", "m"), ("series", "s")):
        if entry.get(name):
            yield "title", {"level": level}, decode(entry.get(name))
    for name, unit in _SCOPES.items():
        if entry.get(name):
            yield "biblScope", {"unit": unit}, decode(entry.get(name))
    for fields, tag in (
        (("publisher", "institution", "organization"), "publisher"),
        (("location", "address"), "pubPlace"),
    ):
        if entry.get(*fields):
            yield tag, {}, decode(entry.get(*fields))
    date = issued(entry) or entry.get("year")
    if date:
        yield "date", {"when": date} if _WHEN.fullmatch(date) else {}, date
    if entry.get("doi"):
        yield "idno", {"type": "DOI"}, entry.get("doi")
    url = safe_url(entry.get("url"))
    if url:
        yield "idno", {"type": "URL"}, url

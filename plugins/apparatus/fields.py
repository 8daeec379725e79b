"""The fields of an entry as rules read, compare and mend them.

A value is searched as it is written, so that what is found has a place; it is compared
without LaTeX, accents and case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from apparatus.diagnostics import Edit, Fix
from apparatus.entry_types import FIELDS, REFERRING
from apparatus.model import Entry, Field, Library, Span
from apparatus.words import words_of

TEXT = frozenset({"name", "literal"})
_MACRO = re.compile(r"\\[A-Za-z]+\s*|\\.|[{}]")
_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}(?:\.\d+)*/[^\s\"{}]+)", re.I
)
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_COMMA_BEHIND = re.compile(r"\s*,[ \t]*")
_LINE_END = re.compile(r"[ \t]*(?:\r|\n|\Z)")


def own_values(entry: Entry) -> dict[str, str]:
    """What the entry itself says, by field; blank fields say nothing."""
    return {field.name: field.value for field in entry.own_fields if field.value.strip()}


def text_fields(library: Library) -> Iterator[Field]:
    """Every field of the library that is printed as text: names, titles, publishers."""
    for entry in library.entries.values():
        for field in entry.own_fields:
            if FIELDS.get(field.name) in TEXT:
                yield field


def referred_to(field: Field) -> list[str]:
    """The keys that a field such as ``crossref`` or ``entryset`` names."""
    return [key.strip() for key in field.value.split(",") if key.strip()]


def refer_to_each_other(one: Entry, two: Entry) -> bool:
    """Whether one of two entries names the other as its parent, its member or its like."""
    return any(
        there.key in referred_to(here.fields[name])
        for here, there in ((one, two), (two, one))
        for name in REFERRING
        if name in here.fields
    )


def occurrences(field: Field, pattern: re.Pattern[str]) -> Iterator[tuple[Span, re.Match[str]]]:
    """Where a pattern occurs in a value as it is written."""
    source, start = field.value_span.source, field.value_span.start
    for found in pattern.finditer(field.value_span.text):
        yield Span(source, start + found.start(), start + found.end()), found


def inner(field: Field) -> Span:
    """The value without its braces or quotation marks; all of it where it is no one literal."""
    span = field.value_span
    written = span.text
    if written[:1] in ("{", '"') and " ".join(written[1:-1].split()) == field.value:
        return Span(span.source, span.start + 1, span.end - 1)
    return span


def rewrite_field(field: Field, value: str, safe: bool = False) -> Fix | None:
    """The fix that gives a field another value; None where a macro has a part in the old one."""
    place = inner(field)
    literal = place != field.value_span
    if not literal and not place.text.isdecimal():
        return None
    return Fix(f"write '{value}'", (Edit(place, value if literal else f"{{{value}}}"),), safe)


def added(field: Field, name: str, value: str) -> Edit:
    """The edit that puts another field behind a field, on a line of its own where that has one."""
    text, start, end = field.span.source.text, field.span.start, field.span.end
    before = text[max(0, start - 500) : start]
    indent = before[len(before.rstrip()) :]
    return Edit(Span(field.span.source, end, end), f",{indent}{name} = {{{value}}}")


def removed(span: Span) -> tuple[Edit, ...]:
    """The edit that takes a field out, with its comma and, if nothing else is there, its line."""
    text = span.source.text
    comma = _COMMA_BEHIND.match(text, span.end)
    end = comma.end() if comma else span.end
    start = span.start
    if _LINE_END.match(text, end):
        before = text[max(0, start - 500) : start]
        start -= len(before) - len(before.rstrip())
    return (Edit(Span(span.source, start, end), ""),)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Text as it is compared: its words without LaTeX, accents, case and punctuation."""
    plain = _MACRO.sub("", text) if "\\" in text or "{" in text else text
    if plain.isascii():  # most text is, and this is ten times as fast
        return " ".join(_ASCII_WORD.findall(plain.replace("'", "").lower()))
    return " ".join(word.text for word in words_of(unicodedata.normalize("NFC", plain)))


def doi_of(text: str) -> str:
    """The DOI that a text is, without resolver and in small letters; '' if it is none.

    DOIs are compared without regard to case (ISO 26324).
    """
    found = _DOI.fullmatch(text.strip())
    return found.group(1).lower() if found else ""


def year_of(entry: Entry) -> str:
    """The year in which a work appeared, four digits, or ''."""
    found = re.search(r"\d{4}", entry.get("date", "year"))
    return found.group() if found else ""

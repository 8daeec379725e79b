"""The front matter of a page that has a type: a closed record of values with places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from apparatus.model import Fault, FrontMatter, Relation, Source, Span, Term
from apparatus.parse.yaml_nodes import (
    MappingNode,
    Node,
    NotYamlError,
    mapping,
    pairs,
    range_of,
    read,
    sequence,
    span_of,
    text_of,
    texts_of,
)

_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n)?\Z", re.M)
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,6})?")
_KIND = "malformed-front-matter"

_MOST_PARAGRAPHS = 20_000  # that a page draws on


def parse_front_matter(source: Source, body: int) -> tuple[FrontMatter | None, list[Fault]]:
    """Read ``source.text[:body]``; nothing and no fault for a page that names no type.

    A value of the wrong kind is a fault and is left out; keys that the type does not know
    are kept among the ``spans``, for a rule to judge.
    """
    if not body:
        return None, []
    closing = _CLOSING.search(source.text, 4, body)
    end = closing.start() if closing else body
    try:
        root = read(source, end)
    except NotYamlError as error:
        return None, [Fault(_KIND, error.span, str(error))]
    values, spans = {}, {}
    faults = []
    for key, key_node, value in pairs(root):
        if key in spans:
            faults.append(Fault(_KIND, span_of(source, key_node), f"'{key}' is given twice"))
        spans[key] = span_of(source, key_node)
        values[key] = value
    if "type" not in values:
        return None, faults
    read_values: dict[str, Any] = {"type": text_of(values.pop("type"))}
    for key, value in values.items():
        reader = _READERS.get(key)
        if reader is None:
            continue
        made = reader(source, value)
        if made is None:
            faults.append(Fault(_KIND, span_of(source, value), f"'{key}' must be {_EXPECTED[key]}"))
        else:
            read_values[key] = made
    first_line = Span(source, 0, len(source.text[:end].split("\n", 1)[0]))
    return FrontMatter(span=first_line, spans=spans, **read_values), faults


def _text(_: Source, node: Node) -> str | None:
    return text_of(node) or None


def _texts(_: Source, node: Node) -> tuple[str, ...] | None:
    return texts_of(node) or None


def _paragraphs(_: Source, node: Node) -> tuple[int, ...] | None:
    ranges = [range_of(part) for text in texts_of(node) for part in text.split(",")]
    if not ranges or None in ranges or sum(map(len, filter(None, ranges))) > _MOST_PARAGRAPHS:
        return None
    return tuple(dict.fromkeys(number for each in ranges if each for number in each))


def _coordinates(_: Source, node: Node) -> tuple[float, float] | None:
    texts = texts_of(node)
    if len(texts) != 2 or not all(map(_DEGREES.fullmatch, texts)):
        return None
    latitude, longitude = map(float, texts)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _principles(_: Source, node: Node) -> Mapping[str, str] | None:
    found = {key: text_of(value) for key, value in mapping(node).items()}
    return found if found and all(found.values()) else None


def _terms(source: Source, node: Node) -> tuple[Term, ...] | None:
    terms = []
    for item in sequence(node):
        fields = mapping(item)
        term, original, meaning = (
            text_of(fields.get(name)) for name in ("term", "original", "meaning")
        )
        if not (term and original and meaning) or len(fields) != 3:
            return None
        terms.append(Term(term, original, meaning, span_of(source, item)))
    return tuple(terms) or None


def _related(source: Source, node: Node) -> tuple[Relation, ...] | None:
    return tuple(_relations(source, node)) if isinstance(node, MappingNode) else None


def _relations(source: Source, node: Node) -> Iterator[Relation]:
    for kind, key, pages in pairs(node):
        for item in sequence(pages):
            yield Relation(kind, text_of(item), span_of(source, key), span_of(source, item))


_READERS: Mapping[str, Callable[[Source, Node], Any]] = {
    "title": _text,
    "group": _text,
    "summary": _text,
    "paragraphs": _paragraphs,
    "dates": _text,
    "places": _texts,
    "coordinates": _coordinates,
    "actors": _texts,
    "names": _texts,
    "principles": _principles,
    "terms": _terms,
    "related": _related,
}
_EXPECTED: Mapping[str, str] = {
    "title": "a text",
    "group": "a text",
    "summary": "a text",
    "paragraphs": "a list of numbers and ranges, like '3-5, 8'",
    "dates": "a date or an interval, like '2015-09/..'",
    "places": "a list of names",
    "coordinates": "latitude and longitude in degrees, like [33.5, 36.5]",
    "actors": "a list of names",
    "names": "a list of names",
    "principles": "a mapping from principles to texts",
    "terms": "a list, each item with 'term', 'original' and 'meaning'",
    "related": "a mapping from kinds of relation to lists of pages",
}

"""The list of people who are named in several ways: a YAML file of the site's."""

from __future__ import annotations

from apparatus.edition import Person
from apparatus.model import Fault, Source
from apparatus.parse.yaml_nodes import (
    Node,
    NotYamlError,
    SequenceNode,
    mapping,
    read,
    sequence,
    span_of,
    text_of,
)

_FIELDS = frozenset({"name", "variants", "note"})
_WANTED = "a person has a name, a list of variants, and a note that says how it is known"


def parse_people(source: Source) -> tuple[list[Person], list[Fault]]:
    """Read the records; one that lacks anything is a fault and unites nobody."""
    try:
        root = read(source)
    except NotYamlError as error:
        return [], [Fault("malformed-data-file", error.span, str(error))]
    if root is None:
        return [], []
    if not isinstance(root, SequenceNode):
        what = "the people are a list of records"
        return [], [Fault("malformed-data-file", span_of(source, root), what)]
    read_in = [_person(source, node) for node in root.value]
    people = [each for each in read_in if isinstance(each, Person)]
    return people, [each for each in read_in if isinstance(each, Fault)]


def _person(source: Source, node: Node) -> Person | Fault:
    fields = mapping(node)
    span = span_of(source, node)
    for name in sorted(fields.keys() - _FIELDS):
        return Fault("malformed-data-file", span, f"a person has no field '{name}'")
    name, note = text_of(fields.get("name")), text_of(fields.get("note"))
    variants = [
        (text_of(each), span_of(source, each))
        for each in sequence(fields.get("variants"))
        if text_of(each)
    ]
    if not (name and note and variants):
        return Fault("malformed-data-file", span, _WANTED)
    return Person((name, span_of(source, fields["name"])), tuple(variants), note)

"""The table of page types: a YAML file of the site's."""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.edition import PageType, PageTypes, SectionType
from apparatus.model import Fault, Source, is_below
from apparatus.parse.yaml_nodes import (
    Node,
    NotYamlError,
    mapping,
    pairs,
    range_of,
    read,
    span_of,
    text_of,
    texts_of,
)

_KEYS = frozenset("title folder lead groups required optional words sections horizon".split())


def parse_page_types(source: Source) -> tuple[PageTypes, list[Fault]]:
    """Read the table; a type that cannot be read is a fault and is left out."""
    try:
        root = mapping(read(source))
    except NotYamlError as error:
        return PageTypes(), [Fault("malformed-data-file", error.span, str(error))]
    types: dict[str, PageType] = {}
    faults: list[Fault] = []
    for name, key, node in pairs(root.get("types")):
        made = _page_type(source, name, node, key)
        faults += [made] if isinstance(made, Fault) else []
        if isinstance(made, PageType):
            types[name] = made
    if not types and not faults:
        faults.append(Fault("malformed-data-file", span_of(source, None), "no page types"))
    relations: dict[str, str] = {}
    for kind, _, inverse in pairs(root.get("relations")):
        relations[kind] = text_of(inverse)
        relations.setdefault(text_of(inverse), kind)
    principles = {name: text_of(node) for name, node in mapping(root.get("principles")).items()}
    said = (text_of(root.get(key)) for key in ("horizon", "language", "horizon-date", "points"))
    return PageTypes(types, relations, principles, *said), faults


def _page_type(source: Source, name: str, node: Node, key: Node) -> PageType | Fault:
    fields = mapping(node)
    span = span_of(source, key)
    for field, field_key, _ in pairs(node):
        if field not in _KEYS:
            what = f"a page type has no '{field}'"
            return Fault("malformed-data-file", span_of(source, field_key), what)
    words = range_of(text_of(fields.get("words"))) if "words" in fields else range(0, 10**9)
    if words is None or not text_of(fields.get("folder")):
        what = "a page type has a folder, and its words are a range like '150-600'"
        return Fault("malformed-data-file", span, what)
    folder = text_of(fields.get("folder")).strip("/")
    if not is_below(folder):
        return Fault("malformed-data-file", span, f"the folder '{folder}' lies outside the site")
    return PageType(
        name=name,
        title=text_of(fields.get("title")) or name,
        folder=folder,
        lead=text_of(fields.get("lead")),
        groups={each: text_of(title) for each, title in mapping(fields.get("groups")).items()},
        required=texts_of(fields.get("required")),
        optional=texts_of(fields.get("optional")),
        sections=tuple(_sections(fields.get("sections"))),
        words=words,
        has_horizon=text_of(fields.get("horizon")) == "true",
    )


def _sections(node: Node | None) -> Iterator[SectionType]:
    """Headings in order; one that ends with ``?`` may be left out."""
    for title, _, guidance in pairs(node):
        yield SectionType(title.removesuffix("?"), not title.endswith("?"), text_of(guidance))

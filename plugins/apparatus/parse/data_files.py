"""The edition's YAML files: the witness (structure of the work) and the emendations."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from apparatus.emendation_kinds import CERTAINTIES, FIELDS, KINDS
from apparatus.model import Emendation, Fault, Section, Source, Span, Witness, is_number
from apparatus.parse.locator import printed

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RANGE = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")


def parse_witness(source: Source) -> tuple[Witness | None, list[Fault]]:
    """Read the structure of the edited work: its sections, and per note its citations."""
    root, faults = _root(source)
    if not isinstance(root, yaml.MappingNode):
        return None, faults or [_fault(source, root, "the witness is a mapping")]
    fields = _mapping(root)
    sections = []
    for node in _sequence(fields.get("sections")):
        section = _section(source, node)
        if isinstance(section, Fault):
            faults.append(section)
        else:
            sections.append(section)
    if not sections and not faults:
        faults.append(_fault(source, root, "the witness has no sections"))
    notes: dict[int, tuple[tuple[str, str], ...]] = {}
    notes_node = fields.get("notes")
    if isinstance(notes_node, yaml.MappingNode):
        for key, value in notes_node.value:
            if not is_number(str(key.value)):
                faults.append(_fault(source, key, f"'{key.value}' is no number of a note"))
                continue
            notes[int(key.value)] = tuple(_cited(each) for each in _sequence(value))
    for section in sections if notes else ():
        missing = [number for number in section.notes if number not in notes]
        if missing:
            what = f"nothing is recorded of note {missing[0]}"
            faults.append(Fault("malformed-data-file", section.span, what))
    begins = {}
    for number, page in _mapping(fields.get("begins")).items():
        if is_number(number) and is_number(_text(page)):
            begins[int(number)] = int(_text(page))
        else:
            faults.append(_fault(source, page, f"'{number}' is no paragraph with a page"))
    return Witness(_text(fields.get("work")), tuple(sections), notes, begins), faults


def parse_emendations(source: Source) -> tuple[list[Emendation], list[Fault]]:
    """Read the records of what is printed, what is right, and how that is known."""
    root, faults = _root(source)
    if root is None:
        return [], faults
    if not isinstance(root, yaml.SequenceNode):
        return [], [_fault(source, root, "the emendations are a list of records")]
    records = []
    for node in root.value:
        fields = _mapping(node)
        for name in fields.keys() - FIELDS:
            faults.append(_fault(source, node, f"an emendation has no field '{name}'"))
        if not fields:
            faults.append(_fault(source, node, "an emendation is a mapping"))
            continue
        kind, note = _text(fields.get("kind")), _text(fields.get("note"))
        paragraph = _text(fields.get("paragraph"))
        if kind not in KINDS:
            faults.append(_fault(source, node, f"'{kind}' is no kind of emendation"))
        certainty = _text(fields.get("certainty"))
        if certainty and certainty not in CERTAINTIES:
            faults.append(_fault(source, node, f"'{certainty}' is no degree of certainty"))
        if note and not is_number(note):
            faults.append(_fault(source, node, f"'{note}' is no number of a note"))
        if not note and not is_number(paragraph):
            faults.append(_fault(source, node, "an emendation names a note or a paragraph"))
        if not _text(fields.get("printed")) and kind != "lost":
            faults.append(_fault(source, node, "an emendation says what is printed"))
        records.append(
            Emendation(
                note=int(note) if is_number(note) else None,
                work=_text(fields.get("work")),
                field=_text(fields.get("field")),
                printed=_text(fields.get("printed")),
                right=_text(fields.get("right")) or None,
                kind=kind,
                evidence=_text(fields.get("evidence")),
                certainty=certainty,
                remark=_text(fields.get("remark")),
                span=_span(source, node),
                paragraph=int(paragraph) if is_number(paragraph) else None,
            )
        )
    return records, faults


def _root(source: Source) -> tuple[yaml.Node | None, list[Fault]]:
    try:
        return yaml.compose(source.text, Loader=_Loader), []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = _offset(source, mark) if mark else 0
        problem = getattr(error, "problem", None) or "not YAML"
        return None, [Fault("malformed-data-file", Span(source, at, at), problem)]


def _section(source: Source, node: yaml.Node) -> Section | Fault:
    fields = _mapping(node)
    page = _text(fields.get("page"))
    paragraphs, notes, printed_pages = (
        _range(_text(fields.get(name))) for name in ("paragraphs", "notes", "printed")
    )
    if not page or paragraphs is None:
        return _fault(
            source, node, "a section has a page and its paragraphs, like 'paragraphs: 3-13'"
        )
    empty = range(0)
    return Section(
        page,
        _text(fields.get("title")),
        paragraphs,
        notes or empty,
        printed_pages or empty,
        _span(source, node),
    )


def _range(text: str) -> range | None:
    found = _RANGE.fullmatch(text)
    return range(int(found.group(1)), int(found.group(2) or found.group(1)) + 1) if found else None


def _cited(node: yaml.Node) -> tuple[str, str]:
    key, _, locator = _text(node).partition(",")
    return key.strip(), printed(locator.strip())


def _mapping(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): value for key, value in node.value}


def _sequence(node: yaml.Node | None) -> Iterator[yaml.Node]:
    yield from node.value if isinstance(node, yaml.SequenceNode) else ()


def _text(node: yaml.Node | None) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":null"):
        return ""
    return str(node.value).strip()


def _span(source: Source, node: yaml.Node) -> Span:
    start, end = _offset(source, node.start_mark), _offset(source, node.end_mark)
    end = len(source.text[:end].rstrip())
    return Span(source, start, max(start, end))


def _offset(source: Source, mark: yaml.Mark) -> int:
    """Where a mark of the YAML reader's lies; it may point behind the last line."""
    starts = source.line_starts
    return min(starts[min(mark.line, len(starts) - 1)] + mark.column, len(source.text))


def _fault(source: Source, node: yaml.Node | None, what: str) -> Fault:
    span = _span(source, node) if node is not None else Span(source, 0, 0)
    return Fault("malformed-data-file", span, what)

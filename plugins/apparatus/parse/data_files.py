"""The edition's YAML files: the witness (structure of the work) and the emendations."""

from __future__ import annotations

from apparatus.edition import Emendation, Section, Witness
from apparatus.emendation_kinds import CERTAINTIES, FIELDS, KINDS
from apparatus.model import Fault, Source, is_number
from apparatus.parse.locator import printed
from apparatus.parse.yaml_nodes import (
    MappingNode,
    Node,
    NotYamlError,
    SequenceNode,
    mapping,
    range_of,
    read,
    sequence,
    span_of,
    text_of,
)


def parse_witness(source: Source) -> tuple[Witness | None, list[Fault]]:
    """Read the structure of the edited work: its sections, and per note its citations."""
    root, faults = _root(source)
    if not isinstance(root, MappingNode):
        return None, faults or [_fault(source, root, "the witness is a mapping")]
    fields = mapping(root)
    sections = []
    for node in sequence(fields.get("sections")):
        section = _section(source, node)
        if isinstance(section, Fault):
            faults.append(section)
        else:
            sections.append(section)
    if not sections and not faults:
        faults.append(_fault(source, root, "the witness has no sections"))
    notes: dict[int, tuple[tuple[str, str], ...]] = {}
    notes_node = fields.get("notes")
    if isinstance(notes_node, MappingNode):
        for key, value in notes_node.value:
            if not is_number(str(key.value)):
                faults.append(_fault(source, key, f"'{key.value}' is no number of a note"))
                continue
            notes[int(key.value)] = tuple(_cited(each) for each in sequence(value))
    for section in sections if notes else ():
        missing = [number for number in section.notes if number not in notes]
        if missing:
            what = f"nothing is recorded of note {missing[0]}"
            faults.append(Fault("malformed-data-file", section.span, what))
    begins = {}
    for number, page in mapping(fields.get("begins")).items():
        if is_number(number) and is_number(text_of(page)):
            begins[int(number)] = int(text_of(page))
        else:
            faults.append(_fault(source, page, f"'{number}' is no paragraph with a page"))
    allowed = ((text_of(node), span_of(source, node)) for node in sequence(fields.get("allowed")))
    budget = {}
    for name, node in mapping(fields.get("budget")).items():
        if name in ("quotation", "page", "site") and is_number(text_of(node)):
            budget[name] = int(text_of(node))
        else:
            what = f"'{name}' is no budget; they are quotation, page and site, each a number"
            faults.append(_fault(source, node, what))
    work = text_of(fields.get("work"))
    return Witness(work, tuple(sections), notes, begins, tuple(allowed), budget), faults


def parse_emendations(source: Source) -> tuple[list[Emendation], list[Fault]]:
    """Read the records of what is printed, what is right, and how that is known."""
    root, faults = _root(source)
    if root is None:
        return [], faults
    if not isinstance(root, SequenceNode):
        return [], [_fault(source, root, "the emendations are a list of records")]
    records = []
    for node in root.value:
        fields = mapping(node)
        for name in sorted(fields.keys() - FIELDS):
            faults.append(_fault(source, node, f"an emendation has no field '{name}'"))
        if not fields:
            faults.append(_fault(source, node, "an emendation is a mapping"))
            continue
        kind, note = text_of(fields.get("kind")), text_of(fields.get("note"))
        paragraph = text_of(fields.get("paragraph"))
        if kind not in KINDS:
            faults.append(_fault(source, node, f"'{kind}' is no kind of emendation"))
        certainty = text_of(fields.get("certainty"))
        if certainty and certainty not in CERTAINTIES:
            faults.append(_fault(source, node, f"'{certainty}' is no degree of certainty"))
        if note and not is_number(note):
            faults.append(_fault(source, node, f"'{note}' is no number of a note"))
        if not note and not is_number(paragraph):
            faults.append(_fault(source, node, "an emendation names a note or a paragraph"))
        if not text_of(fields.get("printed")) and kind != "lost":
            faults.append(_fault(source, node, "an emendation says what is printed"))
        if text_of(fields.get("printed")) == text_of(fields.get("right")) != "":
            faults.append(_fault(source, node, "what is printed and what is right are the same"))
        records.append(
            Emendation(
                note=int(note) if is_number(note) else None,
                work=text_of(fields.get("work")),
                field=text_of(fields.get("field")),
                printed=text_of(fields.get("printed")),
                right=text_of(fields.get("right")) or None,
                kind=kind,
                evidence=text_of(fields.get("evidence")),
                certainty=certainty,
                remark=text_of(fields.get("remark")),
                span=span_of(source, node),
                paragraph=int(paragraph) if is_number(paragraph) else None,
            )
        )
    return records, faults


def _root(source: Source) -> tuple[Node | None, list[Fault]]:
    try:
        return read(source), []
    except NotYamlError as error:
        return None, [Fault("malformed-data-file", error.span, str(error))]


def _section(source: Source, node: Node) -> Section | Fault:
    fields = mapping(node)
    page = text_of(fields.get("page"))
    names = ("paragraphs", "notes", "printed")
    paragraphs, notes, printed_pages = (range_of(text_of(fields.get(name))) for name in names)
    if not page or paragraphs is None:
        return _fault(
            source, node, "a section has a page and its paragraphs, like 'paragraphs: 3-13'"
        )
    for name, found in (("notes", notes), ("printed", printed_pages)):
        if found is None and text_of(fields.get(name)):
            what = f"'{text_of(fields.get(name))}' is no range like '3-13'"
            return _fault(source, fields.get(name), what)
    empty = range(0)
    return Section(
        page,
        text_of(fields.get("title")),
        paragraphs,
        notes or empty,
        printed_pages or empty,
        span_of(source, node),
    )


def _cited(node: Node) -> tuple[str, str]:
    key, _, locator = text_of(node).partition(",")
    return key.strip(), printed(locator.strip())


def _fault(source: Source, node: Node | None, what: str) -> Fault:
    return Fault("malformed-data-file", span_of(source, node), what)

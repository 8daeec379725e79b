"""Damage to the data files of the edition: emendations, witness, page types, fingerprint."""

from __future__ import annotations

import random
import re
from base64 import b64encode
from collections.abc import Iterator

from apparatus.edition import Emendation, Section, Site
from apparatus.emendation_kinds import PARTS
from apparatus.fingerprint import quotation_digest
from apparatus.model import Source, Span
from apparatus.quotations import own_words, site_quotations
from tests.mutations.mutant import Line, Mutant, change, data_file, insert, line_of, printed, within


def lines_like(source: Source, pattern: str) -> Iterator[Span]:
    """Where the first group of a pattern stands, each time that it is found in a file."""
    for found in re.finditer(pattern, source.text, re.M):
        yield Span(source, found.start(1), found.end(1))


# --- people ----------------------------------------------------------------------------


def name_misspelt(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """In a form of a name, be it the one that is used or another."""
    for person in site.people:
        for text, span in (person.name, *person.variants):
            yield change(span, f'"{text}x"')


def name_listed_twice(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for person in site.people:
        for _, span in person.variants:
            yield change(span, f"{span.text}, {span.text}")


def person_without_a_reason(site: Site, chance: random.Random) -> Iterator[Mutant]:
    source = data_file("people")
    for key in lines_like(source, r"^  (note): "):
        yield change(key, "ntoe", source.text.rindex("\n- ", 0, key.start) + 1)


# --- emendations -----------------------------------------------------------------------


def records(site: Site, name: str) -> Iterator[tuple[Emendation, Span]]:
    """Every emendation that has a field of this name, with the value as it is written."""
    source = data_file("emendations")
    for each in site.emendations:
        value = within(Span(source, *each.span[1:]), rf"^[- ]*{name}:[ ]*(.+)$")
        if value:
            yield each, value


def _record(each: Emendation, value: Span, text: str) -> Mutant:
    return change(value, text, each.span.start, f"emendation {each.span.start}")


def kind_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (_record(each, value, "guess") for each, value in records(site, "kind"))


def certainty_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (_record(each, value, "maybe") for each, value in records(site, "certainty"))


def record_key_misspelt(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for each, value in records(site, "evidence"):
        start = value.source.text.rindex("evidence", 0, value.start)
        yield _record(each, Span(value.source, start, start + 8), "evidense")


def nothing_printed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for each, value in records(site, "printed"):
        if each.kind != "lost":
            yield _record(each, value, '""')


def right_as_printed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    right = {each.span.start: value for each, value in records(site, "right")}
    for each, value in records(site, "printed"):
        if each.printed and each.right:
            yield _record(each, right[each.span.start], value.text)


def field_of_no_entry(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for each, value in records(site, "field"):
        if each.work and each.field not in PARTS:
            yield _record(each, value, "isrn")


def right_value_wrong(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for each, value in records(site, "right"):
        if each.work and each.field not in PARTS and each.right:
            yield _record(each, value, '"Changed"')


def pinpoint_not_as_printed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for each, value in records(site, "printed"):
        if each.kind == "pinpoint":
            yield _record(each, value, '"p. 999"')


def note_not_there(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (_record(each, value, "999") for each, value in records(site, "note"))


def note_no_number(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (_record(each, value, "many") for each, value in records(site, "note"))


def paragraph_not_there(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (_record(each, value, "99") for each, value in records(site, "paragraph"))


def note_of_another_work(site: Site, chance: random.Random) -> Iterator[Mutant]:
    assert site.witness
    for each, value in records(site, "note"):
        if each.work:
            others = [n for n, works in site.witness.notes.items() if each.work not in dict(works)]
            yield _record(each, value, str(chance.choice(others)))


def work_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (_record(each, value, f"{each.work}q") for each, value in records(site, "work"))


def record_doubled(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for each in site.emendations:
        _source, _, end = each.span
        path, line = line_of(each.span, end)
        edit = (Span(data_file("emendations"), end, end), f"\n- {each.span.text}")
        yield Mutant((edit,), frozenset({(path, line + 1)}))


# --- the witness -----------------------------------------------------------------------


def _sections(site: Site, name: str) -> Iterator[tuple[int, Section, Span]]:
    """The sections with a range of this name, and where that stands."""
    assert site.witness
    for index, section in enumerate(site.witness.sections):
        value = within(Span(data_file("witness"), *section.span[1:]), rf"^[- ]*{name}:[ ]*(.+)$")
        if value:
            yield index, section, value


def _longer(numbers: range) -> str:
    return f"{numbers[0]}-{numbers[-1] + 1}"


def section_with_a_note_more(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """It shows behind the last note of the page; of the last section, at its record."""
    pages = dict(printed(site))
    for _, section, value in _sections(site, "notes"):
        last = next(n for n in pages[section.page].notes if n.label == str(section.notes[-1]))
        lines = frozenset({line_of(last.span), line_of(section.span)})
        yield Mutant(((value, _longer(section.notes)),), lines, section.page)


def section_with_a_paragraph_more(site: Site, chance: random.Random) -> Iterator[Mutant]:
    pages = dict(printed(site))
    for _, section, value in _sections(site, "paragraphs"):
        marks = [m for m in pages[section.page].milestones if m.unit == "paragraph"]
        lines = frozenset({line_of(marks[-1].span)})
        yield Mutant(((value, _longer(section.paragraphs)),), lines, section.page)


def section_without_its_page(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, section, value in _sections(site, "page"):
        yield change(value, f"{section.page}x", section.span.start)


def section_with_no_range(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, section, value in _sections(site, "paragraphs"):
        yield change(value, "some", section.span.start)


def print_with_a_page_more(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """Of the last section only: a page may be marked in the section that follows."""
    _, section, value = list(_sections(site, "printed"))[-1]
    marks = [m for m in dict(printed(site))[section.page].milestones if m.unit == "page"]
    lines = frozenset({line_of(marks[-1].span)})
    yield Mutant(((value, _longer(section.printed)),), lines)


def _note_records(site: Site) -> Iterator[tuple[int, Span, Span]]:
    """Per printed note: its number, where that stands in the witness, and its list."""
    source = data_file("witness")
    start = source.text.index("\nnotes:")
    for found in re.finditer(r"^  (\d+): (\[.*\])$", source.text[start:], re.M):
        number, works = (Span(source, start + found.start(i), start + found.end(i)) for i in (1, 2))
        yield int(number.text), number, works


def note_unrecorded(site: Site, chance: random.Random) -> Iterator[Mutant]:
    assert site.witness
    for number, _, works in _note_records(site):
        section = next(s for s in site.witness.sections if number in s.notes)
        line = Span(works.source, works.source.text.rindex("\n", 0, works.start), works.end)
        yield change(line, "", section.span.start)


def note_unnumbered(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(number, "some") for _, number, _ in _note_records(site))


def work_of_a_note_changed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """Another work in the record of a note; it shows at the note."""
    notes = {n.label: n for _, page in printed(site) for n in page.notes}
    keys = sorted(site.library.entries)
    for number, _, works in _note_records(site):
        key = within(works, r"(\w+)")
        if key:
            other = chance.choice([k for k in keys if k not in works.text])
            lines = frozenset({line_of(notes[str(number)].span)})
            yield Mutant(((key, other),), lines, f"note {number}")


def locator_of_a_note_changed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    notes = {n.label: n for _, page in printed(site) for n in page.notes}
    for number, _, works in _note_records(site):
        locator = within(works, r", (p\. \d+)\"")
        if locator:
            lines = frozenset({line_of(notes[str(number)].span)})
            yield Mutant(((locator, "p. 12345"),), lines, f"note {number}")


def budget_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for name in ("quotation", "page", "site"):
        for span in lines_like(data_file("witness"), rf"^budget:.*\b({name}):"):
            yield change(span, f"{name}s")


def budget_of_two_words(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """It shows at every quotation; all of three words and more are read."""
    lines = frozenset(line_of(quotation.span) for _, quotation in site_quotations(site))
    for span in lines_like(data_file("witness"), r"^budget:.*quotation: (\d+)"):
        yield Mutant(((span, "2"),), lines)


def budget_of_a_page(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """It shows at the title of every page that quotes the author."""
    held = site.held
    lines = frozenset(line_of(held[name].headings[0].span) for name in own_words(site).by_page)
    for span in lines_like(data_file("witness"), r"^budget:.*page: (\d+)"):
        yield Mutant(((span, "1"),), lines)


def name_allowed_in_vain(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for span in lines_like(data_file("witness"), r"^allowed:\n()"):
        yield insert(span.source, span.start, '  - "Society for the Building of Ships"\n')


# --- page types ------------------------------------------------------------------------


def _pages_of(site: Site, kind: str) -> frozenset[tuple[str, int]]:
    """The lines of the front matter of all pages of a type."""
    heads = [
        (page, page.source.position(page.body)[0])
        for page, f, _ in site.typed.values()
        if f.type == kind
    ]
    return frozenset((page.source.path, n) for page, last in heads for n in range(1, last))


def _types(site: Site, pattern: str) -> Iterator[tuple[str, Span]]:
    """Where a pattern's first group stands in the record of each page type."""
    source = data_file("page_types")
    for name in site.page_types.types:
        start = source.text.index(f"\n  {name}:\n") + 1
        found = re.compile(r"\n  (?=\S)").search(source.text, start)
        record = Span(source, start, found.start() if found else len(source.text))
        for match in re.finditer(pattern, record.text, re.M):
            yield name, Span(source, start + match.start(1), start + match.end(1))


def type_key_misspelt(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(span, f"{span.text}x") for _, span in _types(site, r"^    (\w+):"))


def words_unreadable(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for name, span in _types(site, r"^    words: (.+)$"):
        at = span.source.text.index(f"\n  {name}:\n") + 1
        yield change(span, "few", at)


def words_few(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for name, span in _types(site, r"^    words: (.+)$"):
        yield Mutant(((span, "2-3"),), _pages_of(site, name))


def group_renamed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for name, span in _types(site, r"^      ([\w-]+): [^.\n]+$"):
        if any(f.group == span.text for _, f, _ in site.typed.values()):
            yield Mutant(((span, f"{span.text}x"),), _pages_of(site, name))


def section_renamed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for name, span in _types(site, r"^      ([A-Z][\w ]+): "):
        pages = [page for page, f, _ in site.typed.values() if f.type == name]
        lines = {line_of(h.span) for page in pages for h in page.headings}
        yield Mutant(((span, f"{span.text}x"),), frozenset(lines) | _pages_of(site, name))


def required_key_dropped(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for name, span in _types(site, r"^    required: .*(, paragraphs)"):
        yield Mutant(((span, ""),), _pages_of(site, name))


def required_key_added(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for name, span in _types(site, r"^    required: \[()"):
        yield Mutant(((span, "signature, "),), _pages_of(site, name))


def relation_dropped(site: Site, chance: random.Random) -> Iterator[Mutant]:
    stated = {relation.kind for _, f, _ in site.typed.values() for relation in f.related}
    for span in lines_like(data_file("page_types"), r"^(  [a-z ]+: [a-z ]+\n)(?=  |\n)"):
        if span.text.strip().partition(":")[0] in stated:
            pages = frozenset().union(*(_pages_of(site, kind) for kind in site.page_types.types))
            yield Mutant(((span, ""),), pages)


# --- the fingerprint -------------------------------------------------------------------


def digest_of_a_quotation_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """It shows wherever the quotation stands."""
    assert site.fingerprint
    quoted: dict[str, set[Line]] = {}
    for _, quotation in site_quotations(site):
        found = quotation_digest(quotation.parts, site.fingerprint.salt)
        quoted.setdefault(b64encode(found).decode(), set()).add(line_of(quotation.span))
    for found, lines in quoted.items():
        for span in lines_like(data_file("fingerprint"), rf"^(  {re.escape(found)}: .*\n)"):
            yield Mutant(((span, ""),), frozenset(lines), found)


def call_ascribed_elsewhere(site: Site, chance: random.Random) -> Iterator[Mutant]:
    source = data_file("fingerprint")
    calls = {r.label: r for _, page in printed(site) for r in page.references}
    start = source.text.index("\ncalls:")
    for found in re.finditer(r"\b(\d+): (\d+)\b", source.text[start:]):
        span = Span(source, start + found.start(2), start + found.end(2))
        other = "2" if found.group(2) == "1" else "1"
        lines = frozenset({line_of(calls[found.group(1)].span)})
        yield Mutant(((span, other),), lines, f"call {found.group(1)}")


def not_yaml(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """A mark that YAML keeps for itself at the beginning of a file's first key."""
    for name in ("emendations", "witness", "page_types", "fingerprint"):
        for span in list(lines_like(data_file(name), r"^()[a-z-]"))[:1]:
            yield insert(span.source, span.start, "@")

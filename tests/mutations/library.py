"""Damage to the library: braces and commas, keys and types, the values of fields."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

from apparatus.edition import Site
from apparatus.emendation_kinds import PARTS
from apparatus.model import Entry, Field, Span
from tests.mutations.mutant import Mutant, change, insert, line_of, printed, within

VERBATIM = frozenset({"verified", "unverified"})


def entries(site: Site) -> Iterator[Entry]:
    yield from site.library.entries.values()


def fields(site: Site, *names: str) -> Iterator[tuple[Entry, Field]]:
    """The fields of these names, of any name if none is given; none that is inherited."""
    for entry in entries(site):
        for field in entry.fields.values():
            own = field.span.within(entry.span)
            if own and (field.name in names or (not names and field.name not in VERBATIM)):
                yield entry, field


def rewritten(entry: Entry, field: Field, text: str) -> Mutant:
    """Another value of a field; entries are damaged one by one."""
    return change(field.value_span, text, unit=entry.key)


def anywhere(entry: Entry, span: Span, text: str = "") -> Mutant:
    """A damage that may show in any line of its entry."""
    path, first = line_of(entry.span)
    last = line_of(entry.span, entry.span.end)[1]
    return Mutant(((span, text),), frozenset((path, line) for line in range(first, last + 1)))


# --- syntax ----------------------------------------------------------------------------


def entry_not_closed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry in entries(site):
        source, start, end = entry.span
        yield change(Span(source, end - 1, end), "", start)


def entry_not_opened(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry in entries(site):
        at = entry.span.source.text.index("{", entry.span.start)
        yield anywhere(entry, Span(entry.span.source, at, at + 1))


def comma_behind_a_key_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry in entries(site):
        source, start, end = entry.key_span
        yield change(Span(source, end, end + 1), "", start)


def value_not_closed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, field in fields(site):
        source, start, end = field.value_span
        yield change(Span(source, end - 1, end), "", start)


def value_not_opened(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site):
        source, start, _ = field.value_span
        yield anywhere(entry, Span(source, start, start + 1))


def comma_behind_a_field_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, field in fields(site):
        source, _, end = field.value_span
        if source.text[end] == ",":
            yield change(Span(source, end, end + 1), "", end - 1)


def field_doubled(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site):
        source, _, end = field.value_span
        if source.text[end] == ",":
            text = f" {field.span.text.split('=')[0].strip()} = {field.value_span.text},"
            yield insert(source, end + 1, text, unit=entry.key)


def string_undefined(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (rewritten(entry, field, "nostring") for entry, field in fields(site))


def type_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(e.type_span, f"{e.type}x", unit=e.key) for e in entries(site))


# --- keys ------------------------------------------------------------------------------


def entry_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """It shows wherever the entry is cited."""
    for entry in entries(site):
        citing = [item for page in site.pages.values() for item in page.items()]
        lines = frozenset(line_of(i.key_span) for i in citing if i.key == entry.key)
        if lines:
            yield Mutant(((entry.span, ""),), lines)


def entry_doubled(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry in entries(site):
        source, _, end = entry.span
        path, line = line_of(entry.span, end)
        edit = (Span(source, end, end), f"\n\n{entry.span.text}")
        yield Mutant((edit,), frozenset({(path, line + 2)}))


def entry_doubled_in_another_file(site: Site, chance: random.Random) -> Iterator[Mutant]:
    first, second = site.library.sources[0], site.library.sources[1]
    line = second.text.count("\n") + 2
    for entry in entries(site):
        if entry.span.source is first:
            edit = (Span(second, len(second.text), len(second.text)), f"\n{entry.span.text}\n")
            yield Mutant((edit,), frozenset({(second.path, line)}))


def key_renamed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry in entries(site):
        citing = [item for page in site.pages.values() for item in page.items()]
        lines = frozenset(line_of(i.key_span) for i in citing if i.key == entry.key)
        if lines:
            yield Mutant(((entry.key_span, f"{entry.key}Old"),), lines, entry.key)


# --- fields ----------------------------------------------------------------------------


def title_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site, "title"):
        yield change(field.span, "", entry.key_span.start, entry.key)


def title_empty(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site, "title"):
        yield change(field.value_span, "{}", entry.key_span.start, entry.key)


def date_impossible(site: Site, chance: random.Random) -> Iterator[Mutant]:
    wrong = ("{2021-13}", "{2021-02-30}", "{2021-00-01}", "{20211}")
    return (rewritten(e, field, chance.choice(wrong)) for e, field in fields(site, "date"))


def date_in_words(site: Site, chance: random.Random) -> Iterator[Mutant]:
    names = ("date", "urldate", "eventdate", "origdate")
    return (rewritten(entry, field, "{9 June 2021}") for entry, field in fields(site, *names))


def doi_letter_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """One of the characters before the slash; behind it no letter can be missed."""
    for entry, field in fields(site, "doi"):
        at = field.value_span.start + 1 + chance.randrange(3)
        span = Span(field.value_span.source, at, at + 1)
        yield change(span, "", unit=entry.key)


def url_without_scheme(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site, "url"):
        rest = field.value_span.text.partition("://")[2]
        yield rewritten(entry, field, chance.choice(["{", "{javascript:", "{htp://"]) + rest)


def pages_backwards(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site, "pages"):
        first, dash, last = field.value_span.text.strip("{}").partition("--")
        if dash and first != last:
            yield rewritten(entry, field, f"{{{last}--{first}}}")


def people_joined_by_commas(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site, "author", "editor"):
        yield rewritten(entry, field, "{Doe, Jane, Roe, Richard}")


def corrected_value_lost(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """A field that an emendation corrects is changed; it shows at the emendation."""
    for each in site.emendations:
        field = site.library.entries[each.work].fields.get(each.field) if each.work else None
        if field and each.right and each.field not in PARTS:
            lines = frozenset({line_of(each.span)})
            yield Mutant(((field.value_span, "{Changed}"),), lines, each.work)


def isbn_digit_changed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """One digit, so that the last one no longer checks."""
    for entry, field in fields(site, "isbn"):
        value = field.value_span.text
        at = chance.choice([i for i, c in enumerate(value) if c.isdigit()])
        other = str((int(value[at]) + chance.randrange(1, 10)) % 10)
        yield rewritten(entry, field, f"{value[:at]}{other}{value[at + 1 :]}")


def year_of_another_age(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site, "date"):
        yield rewritten(entry, field, chance.choice(["{2201}", "{2191-05}"]))


def html_in_a_title(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site, "title"):
        start = field.value_span.start + 1
        residue = chance.choice(["&amp; ", "<i>so</i> ", "&#8217; "])
        yield insert(field.value_span.source, start, residue, unit=entry.key)


def conflict_left(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """Two versions of an entry, and the marks between them."""
    for entry in entries(site):
        source, start, end = entry.span
        text = entry.span.text
        both = f"<<<<<<< ours\n{text}\n=======\n{text}\n>>>>>>> theirs"
        yield change(Span(source, start, end), both, start, "the library")


def zero_width_space(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site, "title", "journaltitle", "publisher"):
        at = field.value_span.start + 1 + chance.randrange(3)
        yield insert(field.value_span.source, at, "\u200b", unit=entry.key)


def field_misspelt(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for entry, field in fields(site, "publisher", "location", "journaltitle", "booktitle"):
        at = field.span.start + 2
        yield change(Span(field.span.source, at, at + 1), "", unit=entry.key)


def parent_mistyped(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """A work says that it is in a book which is not there."""
    for entry, field in fields(site, "title"):
        yield insert(field.span.source, field.span.start, "crossref = {nowhere}, ", unit=entry.key)


def letter_before_a_field(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """A value without its equals sign."""
    for entry, field in fields(site):
        equals = within(field.span, r"(=)")
        if equals:
            yield anywhere(entry, equals)


def made_to_look_alike(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """A work gets the names and the short title of one that its pages cite twice."""
    for _, page in printed(site):
        cited = list(page.items())
        twice = {item.key for item in cited if sum(i.key == item.key for i in cited) > 1}
        for one, other in product(sorted(twice), sorted({item.key for item in cited})):
            edits = _likened(site.library.entries[one], site.library.entries[other])
            if one != other and edits:
                keys = {one, other}
                lines = frozenset(line_of(item.key_span) for item in cited if item.key in keys)
                yield Mutant(edits, lines, "the library")


def _likened(model: Entry, entry: Entry) -> tuple[tuple[Span, str], ...]:
    """The edits that give an entry the author and the short title of another of its type."""
    names = ("author", "shorttitle")
    if model.type != entry.type or not all(each.get(n) for each in (model, entry) for n in names):
        return ()
    return tuple((entry.fields[n].value_span, model.fields[n].value_span.text) for n in names)

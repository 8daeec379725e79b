"""Damage to the pages that have a type: front matter, headings, links, length."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from apparatus.cross_references import resolve
from apparatus.edition import PageType, Site
from apparatus.model import FrontMatter, Page, Relation, Span
from tests.mutations.mutant import Mutant, change, insert, line_of

Typed = tuple[str, Page, FrontMatter, PageType]


def typed(site: Site) -> Iterator[Typed]:
    for name, (page, front, kind) in site.typed.items():
        yield name, page, front, kind


def block(page: Page, key: Span) -> Span:
    """A key of the front matter with its value, up to the next key."""
    found = re.compile(r"\n(?=\S)").search(page.source.text, key.start)
    assert found
    return Span(page.source, key.start, found.end())


def value(page: Page, key: Span) -> Span:
    """What stands behind a key on its line."""
    line_end = page.source.text.index("\n", key.end)
    return Span(page.source, key.end + 2, line_end)


def key_misspelt(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        for key, span in front.spans.items():
            if key != "type":
                yield insert(page.source, span.end, "x", span.start)


def key_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, kind in typed(site):
        for key in kind.required:
            if key != "title":
                gone, (path, line) = block(page, front.spans[key]), line_of(front.spans["type"])
                if gone.start < front.spans["type"].start:
                    line -= gone.text.count("\n")
                yield Mutant(((gone, ""),), frozenset({(path, line)}))


def key_twice(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        key, span = chance.choice(list(front.spans.items()))
        end = block(page, span).end
        yield insert(page.source, end, f"{key}: again\n")


def value_of_another_kind(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        yield change(value(page, front.spans["paragraphs"]), "many")


def no_front_matter_at_all(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, _, _ in typed(site):
        yield change(Span(page.source, 0, page.body), "")


def group_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        yield change(value(page, front.spans["group"]), f"{front.group}x")


def relations(site: Site) -> Iterator[tuple[str, Relation]]:
    return ((name, each) for name, _, front, _ in typed(site) for each in front.related)


def relation_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, relation in relations(site):
        yield insert(relation.kind_span.source, relation.kind_span.end, "x")


def related_to_no_page(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, relation in relations(site):
        yield insert(relation.span.source, relation.span.start, "x")


def related_to_itself(site: Site, chance: random.Random) -> Iterator[Mutant]:
    return (change(relation.span, name) for name, relation in relations(site))


def principle_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        for name in front.principles:
            at = page.source.text.index(f"{name}:", front.spans["principles"].end)
            span = Span(page.source, at, at + len(name))
            yield change(span, f"{name}x", front.spans["principles"].start)


def half_a_summary(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        yield change(block(page, front.spans["summary"]), "summary: Too short.\n")


def type_unknown(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        yield change(value(page, front.spans["type"]), f"{front.type}x")


def type_of_another_folder(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        others = sorted(site.page_types.types.keys() - {front.type})
        yield change(value(page, front.spans["type"]), chance.choice(others))


def paragraph_uncited(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        yield insert(page.source, value(page, front.spans["paragraphs"]).end, ", 99")


def date_impossible(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        if front.dates:
            yield change(value(page, front.spans["dates"]), chance.choice(["2021-13", "in 2021"]))


# --- headings, links, length -----------------------------------------------------------


def heading_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, kind in typed(site):
        required = {section.title for section in kind.sections if section.required}
        for heading in page.headings:
            if heading.title in required:
                yield change(heading.span, "", front.spans["type"].start)


def heading_renamed(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, _, kind in typed(site):
        known = {section.title for section in kind.sections}
        for heading in page.headings:
            if heading.title in known:
                yield insert(page.source, heading.span.end, "s")


def nothing_under_a_heading(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, _, _ in typed(site):
        second = page.headings[1].span
        yield insert(page.source, second.start, f"{second.text}\n\n")


def link_gone(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """Every link whose text is a name of the page it leads to, at its first use."""
    for name, page in site.pages.items():
        seen: set[str] = set()
        for link in page.links:
            target = resolve(name, link.target)
            words = link.span.text[1 : link.span.text.index("](")]
            first = target not in seen
            seen.add(target)
            names = site.typed[target][1].names if target in site.typed else ()
            alone = sum(words in front.names for _, _, front, _ in typed(site)) == 1
            before = page.source.text[page.body : link.span.start]
            if first and words in names and alone and words not in before and name != target:
                yield change(link.span, words)


def orphaned(site: Site, chance: random.Random) -> Iterator[Mutant]:
    """All that leads to a page taken away: its links and the relations to it."""
    for name, _, front, _ in typed(site):
        edits: list[tuple[Span, str]] = []
        for other, page in site.pages.items():
            for link in page.links:
                if resolve(other, link.target) == name and other != name:
                    edits.append((link.span, link.span.text[1 : link.span.text.index("](")]))
        away = [relation for _, relation in relations(site) if relation.page == name]
        edits += [(relation.span, other_page(site, name)) for relation in away]
        yield Mutant(tuple(edits), frozenset({line_of(front.spans["type"])}), "the site")


def other_page(site: Site, name: str) -> str:
    return next(each for each in site.typed if each != name)


def cut_short(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        rest = Span(page.source, page.headings[1].span.end, len(page.source.text))
        yield change(rest, "\n\nToo short.\n", front.spans["type"].start)


def uncited(site: Site, chance: random.Random) -> Iterator[Mutant]:
    for _, page, front, _ in typed(site):
        edits = tuple((citation.span, "") for citation in page.citations)
        yield Mutant(edits, frozenset({line_of(front.spans["type"])}))

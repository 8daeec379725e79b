"""Coverage: every paragraph and note of the edited work and the pages that draw on it."""

from __future__ import annotations

from apparatus.cross_references import cross_references
from apparatus.edition import Section
from apparatus.render.links import Links
from apparatus.render.text import escape, inert


def coverage_page(links: Links) -> str:
    """A table per section, and at the head what is covered and what is not."""
    sections = links.site.witness.sections if links.site.witness else ()
    paragraphs = [("paragraph", number) for each in sections for number in each.paragraphs]
    notes = [("note", number) for each in sections for number in each.notes]
    counted = f"{_covered(links, paragraphs)} paragraphs and {_covered(links, notes)} notes"
    tables = "\n".join(_section(section, links) for section in sections)
    return (
        "---\ntitle: Coverage\n---\n\n# Coverage\n\n"
        f"{counted} are discussed on at least one page of this site.\n\n{tables}"
    )


def _covered(links: Links, places: list[tuple[str, int]]) -> str:
    draws = cross_references(links.site).draws
    return f"{sum(place in draws for place in places)} of {len(places)}"


def _section(section: Section, links: Links) -> str:
    places = [("paragraph", number) for number in section.paragraphs]
    places += [("note", number) for number in section.notes]
    rows = "".join(_row(place, links) for place in places)
    return (
        f"## {inert(escape(section.title or section.page))}\n\n"
        '<table class="coverage"><thead><tr><th scope="col">Place</th>'
        f'<th scope="col">Pages</th></tr></thead><tbody>{inert(rows)}</tbody></table>\n'
    )


def _row(place: tuple[str, int], links: Links) -> str:
    names = cross_references(links.site).draws.get(place, ())
    pages = links.pages(names) or '<em class="uncovered">no page</em>'
    return f'<tr><th scope="row">{links.places([place])}</th><td>{pages}</td></tr>'

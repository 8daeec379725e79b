"""A page for everyone who wrote, edited or translated a work of the library, and an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from apparatus.edition import Site
from apparatus.model import Entry
from apparatus.people import ROLES
from apparatus.render.addresses import people_of, person_of, works_of
from apparatus.render.kinds import language_of
from apparatus.render.links import Links
from apparatus.render.personal_names import Name, names
from apparatus.render.text import escape, inert, linked
from apparatus.render.works import front_title, listed, way_up

_TITLES = {"author": "Author of", "editor": "Editor of", "translator": "Translator of"}


def person_page(links: Links, slug: str) -> str:
    """The works of one person, by what they did."""
    name = people_of(links.site)[slug]
    also, why = _also(name, links.site)
    parts = [
        f"<section data-search-exclude><h2 data-search-exclude>{_TITLES[role]}</h2>"
        f'<ul class="listed-works">{"".join(f"<li>{listed(e, links)}</li>" for e in works)}</ul>'
        "</section>"
        for role, works in _works(links.site)[name].items()
    ]
    return (
        f"---\n{front_title(name.natural)}\nhide: [toc]\n---\n\n"
        f"{way_up('people', 'People', links)}# {inert(escape(name.natural))}\n\n"
        f"{inert(_original(name, links) + also)}\n\n"
        f"{inert(''.join(parts) + why)}\n"
    )


@lru_cache(maxsize=2)
def _works(site: Site) -> Mapping[Name, Mapping[str, Sequence[Entry]]]:
    """The works of everyone, by what they did."""
    found: dict[Name, dict[str, list[Entry]]] = {}
    for role in ROLES:
        for entry in works_of(site).values():
            for name in _people(entry, role, site):
                found.setdefault(name, {}).setdefault(role, []).append(entry)
    return found


def _people(entry: Entry, role: str, site: Site) -> set[Name]:
    """Those who had a part in a work, each under the name of their page."""
    return {person_of(name, site) for name in names(entry.get(role))}


def _also(name: Name, site: Site) -> tuple[str, str]:
    """The other forms of the name; how it is known that they are one person's."""
    for person in site.people:
        if name in names(person.name[0]):
            forms = [form.natural for text, _ in person.variants for form in names(text)]
            also = f'<p class="also-named">Also named {escape(" and ".join(forms))}.</p>'
            why = (
                "<section data-search-exclude><h2 data-search-exclude>One person</h2>"
                f'<p class="this-record provenance">{linked(person.note)}</p></section>'
            )
            return also, why
    return "", ""


def _original(name: Name, links: Links) -> str:
    """The name in its own script, where a work of which they are the only author has it."""
    for entry in _works(links.site)[name].get("author", ()):
        value = names(entry.get("authorcyrillic"))
        if _people(entry, "author", links.site) == {name} and len(value) == 1:
            code = language_of(entry.get("langid")).code or "ru"
            return f'<p class="original" lang="{code}">{escape(value[0].natural)}</p>'
    return ""


def people_index(links: Links) -> str:
    """Everyone by family name, with the number of their works."""
    people = people_of(links.site)
    counts = {
        name: len({entry.key for each in works.values() for entry in each})
        for name, works in _works(links.site).items()
    }
    items = "".join(
        f'<li><a href="{escape(links.person(slug))}">{escape(name.inverted)}</a>'
        + (f' <span class="count">{counts[name]} works</span>' if counts[name] > 1 else "")
        + "</li>"
        for slug, name in people.items()
    )
    return (
        "---\ntitle: People\nhide: [toc]\n---\n\n# People\n\n"
        "Everyone, people and organizations, who wrote, edited or translated one of the works: "
        f"{len(people)} in all.\n\n"
        f'<ul class="people" data-search-exclude>{inert(items)}</ul>\n'
    )

"""A page for everyone who wrote, edited or translated a work of the library, and an index."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from apparatus.model import Entry
from apparatus.render.addresses import ROLES, people_of, works_of
from apparatus.render.kinds import language_of
from apparatus.render.links import Links
from apparatus.render.record import Name, names
from apparatus.render.text import escape, inert
from apparatus.render.works import listed

_TITLES = {"author": "Author of", "editor": "Editor of", "translator": "Translator of"}


def person_page(links: Links, slug: str) -> str:
    """The works of one person, by what they did."""
    name = people_of(links.site)[slug]
    parts = [
        f"---\ntitle: {json.dumps(name.natural, ensure_ascii=False)}\nhide: [toc]\n---\n",
        f"# {inert(escape(name.natural))}\n",
        inert(_original(name, links)),
    ]
    for role, works in _works(name, links).items():
        items = "".join(f"<li>{listed(entry, links)}</li>" for entry in works)
        parts.append(f"## {_TITLES[role]}\n")
        parts.append(inert(f'<ul class="listed-works" data-search-exclude>{items}</ul>'))
    return "\n\n".join(filter(None, parts)) + "\n"


def _works(name: Name, links: Links) -> Mapping[str, Sequence[Entry]]:
    entries = works_of(links.site).values()
    found = {role: [e for e in entries if name in names(e.get(role))] for role in ROLES}
    return {role: works for role, works in found.items() if works}


def _original(name: Name, links: Links) -> str:
    """The name in its own script, where a work of which they are the only author has it."""
    for entry in works_of(links.site).values():
        value = names(entry.get("authorcyrillic"))
        if names(entry.get("author")) == (name,) and len(value) == 1:
            code = language_of(entry.get("langid")).code or "ru"
            return f'<p class="original" lang="{code}">{escape(value[0].natural)}</p>'
    return ""


def people_index(links: Links) -> str:
    """Everyone by family name, with the number of their works."""
    people = people_of(links.site)
    counts: dict[Name, int] = {}
    for entry in works_of(links.site).values():
        for name in {name for role in ROLES for name in names(entry.get(role))}:
            counts[name] = counts.get(name, 0) + 1
    items = "".join(
        f'<li><a href="{escape(links.person(slug))}">{escape(name.inverted)}</a>'
        + (f' <span class="count">{counts[name]} works</span>' if counts[name] > 1 else "")
        + "</li>"
        for slug, name in people.items()
    )
    return (
        "---\ntitle: People\nhide: [toc]\n---\n\n# People\n\n"
        f"{len(people)} people and organizations wrote, edited or translated the works cited.\n\n"
        f'<ul class="people">{inert(items)}</ul>\n'
    )

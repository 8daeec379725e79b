"""A page does not lie in the folder of its type, or lies in one and names no type.

Readers find pages of a kind in one place, beside their index. A page without a type in such a
folder is not in that index, and none of the rules for the type are applied to it. An
``index.md`` may lie in any folder.

Example:

    -- docs/cases/mast.md --
    ---
    title: Mast
    type: concept
    ---

    What a ship has and a house has not [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    What a ship has and a house has not [@doe2001, ¶ 3].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Span
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for name, page in site.pages.items():
        home = site.page_types.of_folder(name)
        if name in site.typed:
            _, front, kind = site.typed[name]
            if kind is not home:
                place = front.place_of("type")
                yield Finding(place, f"pages of the type '{kind.name}' lie in {kind.folder}/")
        elif home and page.front is None and not page.front_is_lost:
            first_line = Span(page.source, 0, len(page.source.text.split("\n", 1)[0]))
            yield Finding(first_line, f"a page in {home.folder}/ says 'type: {home.name}'")


RULE = Rule("misplaced-page", Severity.ERROR, Group.PAGES, check)

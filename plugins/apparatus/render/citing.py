"""Where works are cited: the call in the text, the note behind it, the words it stands behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from apparatus.edition import Site
from apparatus.model import Page
from apparatus.prose import plain_text, words_around
from apparatus.render.notes import Numbering, number_notes, printed_locator

_LONGEST_CONTEXT = 260


class CitingPlace(NamedTuple):
    """A place that cites a work.

    ``mark`` and ``note`` are the note's number and anchor, ``call`` the anchor in the text;
    ``paragraph`` is that of the edited work, ``section`` the heading on other pages;
    ``is_of_the_work`` says that a note of the edited work cites it, and none of the edition's.
    """

    page: str
    paragraph: int | None
    section: str
    mark: str
    note: str
    call: str
    locators: tuple[str, ...]
    context: str
    is_of_the_work: bool


@lru_cache(maxsize=2)
def citing_places(site: Site, in_text: str = "") -> Mapping[str, Sequence[CitingPlace]]:
    """By key: the places of the edited work in order, then those on pages by type.

    ``in_text`` must be as for the pages themselves, whose notes are numbered by it.
    """
    found: dict[str, dict[tuple[str, str], CitingPlace]] = {}
    for name in _page_order(site):
        page = site.pages[name]
        numbering = number_notes(page, in_text, site.notes_before.get(name, 0))
        calls = _first_calls(page)
        for citation in page.citations:
            at = calls.get(citation.note, citation.span.start)
            for item in citation.items:
                if item.key not in site.library.entries:
                    continue
                place = _place(name, page, numbering, at)
                locator = printed_locator(item.locator, page.language)
                mine = found.setdefault(item.key, {})
                seen = mine.setdefault((name, place.call), place)
                if locator and locator not in seen.locators:
                    mine[name, place.call] = seen._replace(locators=(*seen.locators, locator))
    return {key: tuple(places.values()) for key, places in found.items()}


def _page_order(site: Site) -> Sequence[str]:
    """The sections of the edited work, then pages by type, then the others."""
    kinds = list(site.page_types.types.values())
    by_type = sorted(site.typed, key=lambda name: kinds.index(site.typed[name][2]))
    sections = [each.page for each in site.witness.sections] if site.witness else []
    return [n for n in dict.fromkeys([*sections, *by_type, *site.pages]) if n in site.pages]


def _first_calls(page: Page) -> Mapping[str | None, int]:
    """Where in the text each note is first called."""
    calls = [each for each in page.references if each.note is None]
    return {each.label: each.span.start for each in reversed(calls)}


def _place(name: str, page: Page, numbering: Numbering, at: int) -> CitingPlace:
    call = numbering.calls.get(at)
    return CitingPlace(
        page=name,
        paragraph=page.paragraph_at(at),
        section=_section(page, at),
        mark=call.numbered.mark if call else "",
        note=call.numbered.anchor if call else "",
        call=call.anchor if call else numbering.places.get(at, ""),
        locators=(),
        context=words_around(page, at, _LONGEST_CONTEXT),
        is_of_the_work=call is not None and page.printed_number(call.numbered.mark) is not None,
    )


def _section(page: Page, at: int) -> str:
    """The heading above a place, as it is read; none directly under the title of the page."""
    heading = page.heading_at(at)
    if heading is None or heading.level == 1:
        return ""
    return plain_text(page, heading.span.start, heading.span.end)


def cited_in(places: Sequence[CitingPlace]) -> tuple[int, int]:
    """In how many notes of the edited work something is cited, and on how many other pages."""
    notes = {(each.page, each.note) for each in places if each.is_of_the_work}
    return len(notes), len({each.page for each in places if not each.is_of_the_work})

"""Addresses: of the site's pages, and of the places of the edited work that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from apparatus.cross_references import cited_places
from apparatus.edition import Site
from apparatus.model import Page
from apparatus.render.references import NOTES
from apparatus.render.text import escape, page_range
from apparatus.styles import Style

MARKS: Mapping[str, tuple[str, str, str]] = {
    "paragraph": ("¶", "¶¶", "p"),
    "note": ("n.", "nn.", "n"),
    "page": ("p.", "pp.", "page"),
}
"""Per unit of the edited work: its mark, the mark of several, what its anchors begin with."""


@dataclass(frozen=True)
class Links:
    """Links that stand on one page.

    ``urls`` has the address of every page and of every file that is made, relative to it;
    ``made`` says where what is made lies, a path or a folder for every kind of it;
    ``in_text`` says which citations are no notes, see `number_notes`; ``style`` is that of
    references.
    """

    site: Site
    urls: Mapping[str, str]
    made: Mapping[str, str] = field(default_factory=dict)
    in_text: str = ""
    style: Style = NOTES

    def title(self, page: str) -> str:
        """What a page is called."""
        return self.site.pages[page].title or page

    def cited_on(self, page: Page) -> tuple[tuple[str, int], ...]:
        """The places of the edited work that a page cites."""
        return cited_places(page, self.site.witness.work) if self.site.witness else ()

    def page(self, name: str, anchor: str = "") -> str:
        """A link to a page by its title, as HTML."""
        return f'<a href="{escape(self.urls[name] + anchor)}">{escape(self.title(name))}</a>'

    def pages(self, names: Iterable[str]) -> str:
        """Links to several pages, with commas."""
        return ", ".join(self.page(name) for name in names)

    @property
    def works(self) -> str:
        """The folder of the pages of works, '' if there are none."""
        return self.made.get("works", "")

    def file(self, kind: str) -> str:
        """The address of what is made of a kind; '' if it is not made."""
        return self.urls.get(self.made.get(kind, ""), "")

    def work(self, name: str) -> str:
        """The address of the page of a work, by the name of its file; '' if it has none."""
        return self._in_folder("works", name)

    def person(self, name: str) -> str:
        """The address of the page of a person, by the name of its file; '' if there is none."""
        return self._in_folder("people", name)

    def _in_folder(self, kind: str, name: str) -> str:
        folder = self.made.get(kind)
        return self.urls.get(f"{folder}/{name}.md", "") if name and folder else ""

    @cached_property
    def targets(self) -> Mapping[tuple[str, int], str]:
        """The address of every paragraph, note and printed page of the edited work."""
        found: dict[tuple[str, int], str] = {}
        for section in self.site.witness.sections if self.site.witness else ():
            page = self.site.pages.get(section.page)
            url = self.urls[section.page] if page and section.page in self.urls else None
            if page is None or url is None:
                continue
            places = [(each.unit, each.number) for each in page.milestones]
            places += [("note", number) for number in section.notes]
            found.update(((u, n), f"{url}#{MARKS[u][2]}{n}") for u, n in places)
        return found

    def places(self, places: Iterable[tuple[str, int]]) -> str:
        """``¶¶ 20–28, 34; n. 59``, every stretch a link to its beginning, as HTML."""
        by_unit: dict[str, list[int]] = {}
        for unit, number in places:
            by_unit.setdefault(unit, []).append(number)
        lists = []
        for unit, (mark, several, _) in MARKS.items():
            numbers = sorted(set(by_unit.get(unit, ())))
            if numbers:
                runs = ", ".join(self._run(unit, first, last) for first, last in _runs(numbers))
                lists.append(f"{several if len(numbers) > 1 else mark}\u00a0{runs}")
        return "; ".join(lists)

    def _run(self, unit: str, first: int, last: int) -> str:
        text = str(first) if first == last else f"{first}–{last}"
        if unit == "page" and first != last:
            text = page_range(str(first), str(last))
        url = self.targets.get((unit, first))
        return f'<a href="{escape(url)}">{text}</a>' if url else text


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Sorted numbers as stretches without gaps."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs

"""Under the title of a section of the edited work: which of how many it is, and what it holds."""

from __future__ import annotations

from collections.abc import Callable

from apparatus.edition import Section
from apparatus.render import text
from apparatus.render.furniture import behind_title
from apparatus.render.links import MARKS, Links
from apparatus.render.text import escape


def with_section_head(markdown: str, name: str, links: Links) -> str:
    """The Markdown of a page with its place in the edited work; as it is if it has none."""
    sections = links.site.witness.sections if links.site.witness else ()
    for number, section in enumerate(sections, 1):
        if section.page == name:
            head = section_head_html(section, number, len(sections))
            return behind_title(markdown, text.inert(head))
    return markdown


def section_head_html(section: Section, number: int, of: int) -> str:
    """``Section 5 of 9 · ¶¶ 21–28 · pp. 662–5``; what a section has none of is left out."""
    parts = [
        f"Section {number} of {of}",
        _stretch("paragraph", section.paragraphs, "{}–{}".format),
        _stretch("page", section.printed, lambda *ends: text.page_range(*map(str, ends))),
    ]
    said = " · ".join(escape(part) for part in parts if part)
    return f'<p class="section-place" data-search-exclude>{said}</p>'


def _stretch(unit: str, numbers: range, between: Callable[[int, int], str]) -> str:
    """Numbers with their mark; those from the first to the last are written ``between``."""
    if not numbers:
        return ""
    one, several, _ = MARKS[unit]
    if len(numbers) == 1:
        return f"{one}\u00a0{numbers[0]}"
    return f"{several}\u00a0{between(numbers[0], numbers[-1])}"

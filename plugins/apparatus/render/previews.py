"""What a link shows of the page, work, paragraph or note that it leads to, before one follows.

The data are a script and no JSON, so that they can be read from a folder on a disk, and
text and no HTML: whatever shows them has nothing to trust.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import chain
from urllib.parse import unquote

from apparatus.model import Library, Milestone, Note, Page
from apparatus.prose import plain_text, without_markup
from apparatus.render.inline import inline_html, with_stop
from apparatus.render.links import Links
from apparatus.render.notes import Citations
from apparatus.render.text import escape
from apparatus.styles import Style

_WORDS = 40
_CITE = re.compile(r"</?cite[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_CALL = re.compile(r"\[\^[^\[\]\s]+\]")
_OPEN, _SHUT = "\ue000", "\ue001"
_KEPT = re.compile(f"{_OPEN}(\\d+){_SHUT}")

Preview = tuple[str, ...]
"""A title, or '', and the text in pieces: upright and italic by turns."""


def previews_data(links: Links, work_url: Callable[[str], str]) -> str:
    """One script that sets one variable: previews by their address from the site's root.

    ``links`` are those of a page at the root; ``work_url`` has the address at which a work
    is to be found, or ''.
    """
    found = chain(_pages(links), _places(links), _works(links, work_url))
    data = {unquote(url).removeprefix("./"): preview for url, preview in found}
    text = json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":"))
    return f"window.apparatusPreviews = {text};\n"


def _pages(links: Links) -> Iterator[tuple[str, Preview]]:
    """Every typed page by its summary."""
    for name, (page, front, _) in links.site.typed.items():
        if front.summary and name in links.urls:
            yield links.urls[name], (page.title, front.summary)


def _places(links: Links) -> Iterator[tuple[str, Preview]]:
    """Every paragraph of the edited work by its first words on the site, and every note."""
    for section in links.site.witness.sections if links.site.witness else ():
        page = links.site.pages.get(section.page)
        title = section.title or (page.title if page else "")
        for milestone in page.milestones if page else ():
            url = links.targets.get((milestone.unit, milestone.number))
            if page and url and milestone.unit == "paragraph":
                name = f"¶ {milestone.number}" + (f", {title}" if title else "")
                yield url, (name, _first_words(page, milestone))
        for number, pieces in _notes(page, links) if page else ():
            url = links.targets.get(("note", number))
            if url:
                yield url, (f"Note {number}" + (f", {title}" if title else ""), *pieces)


def _first_words(page: Page, milestone: Milestone) -> str:
    """How a paragraph begins, at most to the end of its text."""
    start = milestone.span.end
    end = next((each.end for each in page.stretches if each.start <= start <= each.end), start)
    words = plain_text(page, start, end).split(" ")
    if len(words) <= _WORDS:
        return " ".join(words)
    return f"{' '.join(words[:_WORDS]).rstrip(',;:–')} …"


def _notes(page: Page, links: Links) -> Iterator[tuple[int, Preview]]:
    """Every printed note. It stands alone here, so its works are cited in full."""
    for note in page.notes:
        number = page.printed_number(note.label)
        if number is not None:
            yield number, _pieces(_note(page, note, links.site.library, links.style))


def _note(page: Page, note: Note, library: Library, style: Style) -> str:
    """The text of a note as HTML, without its own markup."""
    references: list[str] = []

    def kept(html: str) -> str:
        references.append(html)
        return f"{_OPEN}{len(references) - 1}{_SHUT}"

    citations = Citations(library, kept, style, language=page.language)
    text, at = "", note.text_span.start
    for each in page.citations:
        if each.span.within(note.text_span):
            text += f"{_own(page, at, each.span.start)}{citations.markdown(each)}"
            at = each.span.end
    text = escape(without_markup(f"{text}{_own(page, at, note.text_span.end)}"))
    return _KEPT.sub(lambda found: references[int(found.group(1))], text)


def _own(page: Page, start: int, end: int) -> str:
    """The author's text without calls, and without what stands for references here."""
    return _CALL.sub("", page.source.text[start:end]).replace(_OPEN, "")


def _pieces(html: str) -> Preview:
    """HTML as text, upright and italic by turns."""
    return tuple(unescape(_TAG.sub("", piece)) for piece in _CITE.split(html))


def _works(links: Links, work_url: Callable[[str], str]) -> Iterator[tuple[str, Preview]]:
    """Every work by its full reference."""
    for key, entry in links.site.library.entries.items():
        url = work_url(key) if entry.type != "xdata" else ""
        if url:
            yield url, ("", *_pieces(with_stop(inline_html(links.style.reference(entry)))))

"""What is added to a page’s tree: anchors, notes, the list of works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from apparatus.markdown.conversion import PLACEHOLDER, Conversion
from apparatus.render.emendations import emendations_html
from apparatus.render.notes import (
    NumberedNote,
    Numbering,
    back_link_html,
    places_of_html,
)
from apparatus.render.wording import Wording, wording

if TYPE_CHECKING:
    from apparatus.markdown import ApparatusExtension


_TAG = re.compile(r"\s*<(?:!--|/?([\w-]*))")
_ANCHORS = {False: "notes", True: "editors-notes"}


class Notes(Treeprocessor):
    """Gives paragraphs their anchors and adds the notes at the end."""

    def __init__(self, md: Markdown, extension: ApparatusExtension, conversion: Conversion) -> None:
        super().__init__(md)
        self.extension = extension
        self.conversion = conversion

    def run(self, root: ElementTree.Element) -> None:
        self._anchor_paragraphs(root)
        numbering = self.conversion.numbering
        for own in (False, True):
            notes = [n for n in (numbering.notes if numbering else ()) if n.own_series is own]
            places_of = "" if own else self.conversion.places_of
            if numbering and (notes or places_of):
                self._section(root, notes, numbering, own, places_of)
        if self.conversion.works:
            section = self._titled(root, "works-cited", "doc-bibliography", self._words.works)
            list_ = ElementTree.SubElement(section, "div")
            list_.text = self.conversion.set_aside(self.md, self.conversion.works)

    @property
    def _language(self) -> str:
        """The language of the page."""
        return self.conversion.page.language if self.conversion.page else ""

    @property
    def _words(self) -> Wording:
        return wording(self._language)

    def _titled(
        self, root: ElementTree.Element, anchor: str, role: str, title: str
    ) -> ElementTree.Element:
        """A part of the page behind its text."""
        kind = "works-cited" if role == "doc-bibliography" else "notes"
        anchor = self.conversion.apart + anchor
        label = self.conversion.prefix + anchor
        section = ElementTree.SubElement(
            root, "section", {"class": kind, "role": role, "aria-labelledby": label}
        )
        ElementTree.SubElement(section, "h2", {"id": anchor}).text = title
        return section

    def _anchor_paragraphs(self, root: ElementTree.Element) -> None:
        numbers = self.conversion.paragraphs
        for paragraph in list(root.iter("p")) if numbers else ():
            for found in PLACEHOLDER.finditer(paragraph.text or ""):
                number = numbers.get(int(found.group(1)))
                if number is not None:
                    paragraph.set("id", f"p{number}")
                    paragraph.set("class", "source-paragraph")
                    self._add_beneath(root, paragraph, number)

    def _add_beneath(
        self, root: ElementTree.Element, paragraph: ElementTree.Element, number: int
    ) -> None:
        """Behind a paragraph that stands alone: emendations, who draws on it, how to cite it."""
        emendations = [e for e in self.extension.edition.emendations if e.paragraph == number]
        html = emendations_html(emendations) if emendations else ""
        html += self.extension.surroundings.drawn_on(("paragraph", number))
        html += self.extension.surroundings.cite(number)
        if html and paragraph in list(root):
            block = ElementTree.Element("div", {"class": "beneath"})
            block.text = self.conversion.set_aside(self.md, html)
            root.insert(list(root).index(paragraph) + 1, block)

    def _section(
        self,
        root: ElementTree.Element,
        notes: Sequence[NumberedNote],
        numbering: Numbering,
        own: bool,
        places_of: str,
    ) -> None:
        title = self._words.own_notes if own else self._words.notes
        section = self._titled(root, _ANCHORS[own], "doc-endnotes", title)
        if places_of:
            html = self.conversion.set_aside(self.md, places_of_html(places_of))
            ElementTree.SubElement(section, "p", {"class": "places-of"}).text = html
        if not notes:
            return
        style = {"class": "note-list", "type": "a"} if own else {"class": "note-list"}
        items = ElementTree.SubElement(section, "ol", style)
        anchors: dict[str, list[str]] = {}
        for call in numbering.calls.values():
            anchors.setdefault(call.numbered.anchor, []).append(call.anchor)
        for numbered in notes:
            attributes = {"id": self.conversion.apart + numbered.anchor, "class": "note"}
            if not own:
                attributes["value"] = numbered.mark
            item = ElementTree.SubElement(items, "li", attributes)
            back = back_link_html(numbered, anchors.get(numbered.anchor, []), self._language)
            finished = self.conversion.finished.get(numbered.anchor)
            if finished is not None:
                note = self.conversion.set_aside(self.md, f"{finished} {back}")
                ElementTree.SubElement(item, "p").text = AtomicString(note)
                continue
            self._fill(item, self.conversion.bodies.get(numbered.anchor, ""))
            self._close(item, numbered, self.conversion.set_aside(self.md, back))

    def _fill(self, item: ElementTree.Element, text: str) -> None:
        # Inside an item of a list, Python-Markdown would take what is indented for a part of that.
        body = ElementTree.Element("div")
        self.md.parser.parseChunk(body, text)
        item.text = body.text
        item.extend(body)
        if len(item) == 0 or (item.text or "").strip():
            paragraph = ElementTree.Element("p")
            paragraph.text, item.text = item.text, ""
            item.insert(0, paragraph)

    def _close(self, item: ElementTree.Element, numbered: NumberedNote, back: str) -> None:
        """Add the ways back, the emendations of a printed note, the pages that draw on it."""
        last = item[-1]
        # A stretch of HTML is put in the place of a paragraph that holds nothing else.
        if last.tag != "p" or (not len(last) and self._is_block(last.text or "")):
            last = ElementTree.SubElement(item, "p")
        if len(last):
            last[-1].tail = f"{last[-1].tail or ''} {back}"
        else:
            last.text = f"{last.text or ''} {back}"
        for html in self._of_printed_note(numbered):
            ElementTree.SubElement(item, "div").text = self.conversion.set_aside(self.md, html)

    def _is_block(self, text: str) -> bool:
        """Whether a paragraph is nothing but HTML that was set aside, and that stands by itself."""
        found = PLACEHOLDER.fullmatch(text.strip())
        if not found:
            return False
        html = self.md.htmlStash.rawHtmlBlocks[int(found.group(1))]
        opening = _TAG.match(html) if isinstance(html, str) else None
        return bool(opening and self.md.is_block_level(opening.group(1)))

    def _of_printed_note(self, numbered: NumberedNote) -> Iterator[str]:
        page = self.conversion.page
        label = numbered.note.label if numbered.note else None
        number = page.printed_number(label) if page else None
        if number is None:
            return
        emendations = [each for each in self.extension.edition.emendations if each.note == number]
        if emendations:
            yield emendations_html(emendations)
        drawn_on = self.extension.surroundings.drawn_on(("note", number))
        if drawn_on:
            yield drawn_on

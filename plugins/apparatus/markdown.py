"""The Python-Markdown extension: notes and citations wherever Python-Markdown runs.

It reads the text with the same parser as the checker, puts finished HTML into
Python-Markdown's stash where citations, calls and milestones stood, and adds the notes
at the end. It judges nothing: what cannot be resolved is shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from apparatus.model import Citation, Emendation, Library, Page, Source, Span
from apparatus.parse.markdown import parse_page
from apparatus.project import Edition, load_edition, make_settings
from apparatus.render.emendations import emendations_html
from apparatus.render.notes import (
    Citations,
    NumberedNote,
    Numbering,
    back_link_html,
    broken_call,
    call_html,
    number_notes,
    page_break_html,
    paragraph_html,
)

_PLACEHOLDER = re.compile("\x02wzxhzdk:(\\d+)\x03")
_TITLES = {False: ("notes", "Notes"), True: ("editors-notes", "Editor’s notes")}


class ApparatusExtension(Extension):
    """Citations and notes from a BibTeX library.

    Options: ``bibliography`` (a path or a list of paths), ``emendations``, ``root`` (what
    the paths are relative to), ``bare_citations``. A host that has read the library
    already hands it over as ``edition`` instead.
    """

    def __init__(self, edition: Edition | None = None, **kwargs: Any) -> None:
        self.config = {
            "bibliography": [[], ".bib files or folders of them"],
            "emendations": ["", "YAML file of emendations"],
            "root": [".", "folder that the paths are relative to"],
            "bare_citations": [False, "take @key outside brackets as a citation"],
        }
        self._edition = edition
        self.works_url = ""
        self.notes: Numbering | None = None
        self.page: Page | None = None
        super().__init__(**kwargs)

    @property
    def edition(self) -> Edition:
        """The library and the emendations, read when they are first needed."""
        if self._edition is None:
            root = Path(str(self.getConfig("root"))).resolve()
            options = {name: self.getConfig(name) for name in ("bibliography", "emendations")}
            self._edition = load_edition(make_settings(root, root, options))
        return self._edition

    def extendMarkdown(self, md: Markdown) -> None:
        # Behind white space (30) and snippets (32), before fences (25) are taken out:
        # the parser must see the text as the author's editor does.
        md.preprocessors.register(_Text(md, self), "apparatus", 26)
        # Before inline patterns (20) run over the notes.
        md.treeprocessors.register(_Notes(md, self), "apparatus", 50)
        md.registerExtension(self)

    def reset(self) -> None:
        self.notes = self.page = None
        self.bodies: dict[str, str] = {}
        self.broken: set[str] = set()
        self.paragraphs: dict[int, int] = {}


def makeExtension(**kwargs: Any) -> ApparatusExtension:
    """Python-Markdown's way in."""
    return ApparatusExtension(**kwargs)


class _Text(Preprocessor):
    """Replaces what the parser found; keeps the bodies of the notes for the end."""

    def __init__(self, md: Markdown, extension: ApparatusExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        extension = self.extension
        source = Source("", "\n".join(lines))
        page = parse_page(source, bool(extension.getConfig("bare_citations")))
        numbering = number_notes(page)
        extension.page, extension.notes = page, numbering
        edits = self._notes(page, numbering, extension.edition.library)
        edits += [(note.span, "\n") for note in page.notes]
        edits += self._milestones(page)
        edits += [(span, "") for span in page.escapes]
        return _apply(source.text, edits, 0, len(source.text)).split("\n")

    def _stash(self, html: str) -> str:
        return str(self.md.htmlStash.store(html))

    def _notes(self, page: Page, numbering: Numbering, library: Library) -> list[tuple[Span, str]]:
        """Calls and citations of the running text; note bodies on the way, in note order."""
        extension = self.extension
        citations = Citations(library, self._stash, extension.works_url)
        names = {c: citations.names(c) for c in page.citations if c.in_text and c.note is None}
        inside = [c for c in page.citations if c.note is not None]
        for numbered in numbering.notes:
            mine = [c for c in inside if numbered.note and c.span.within(numbered.note.span)]
            if numbered.citation:
                mine = [numbered.citation]
            if any(citations.is_broken(citation) for citation in mine):
                extension.broken.add(numbered.anchor)
            edits = [(c.span, citations.markdown(c)) for c in mine]
            extension.bodies[numbered.anchor] = self._body(page, numbering, numbered, edits)
        made = []
        for citation in page.citations:
            if citation.note is None and citation.in_text:
                call = self._call(numbering, citation.span)
                made.append((citation.span, names[citation] + call))
            elif citation.note is None:
                made.append(_set_note(citation.span, self._call(numbering, citation.span)))
        for reference in page.references:
            if reference.note is None and not _inside(reference.span, page.citations):
                made.append((reference.span, self._call(numbering, reference.span)))
        return made

    def _call(self, numbering: Numbering, span: Span) -> str:
        call = numbering.calls.get(span.start)
        if call is None:
            return self._stash(broken_call(span.text.strip("[]^")))
        return self._stash(call_html(call, call.numbered.anchor in self.extension.broken))

    def _body(
        self,
        page: Page,
        numbering: Numbering,
        numbered: NumberedNote,
        edits: list[tuple[Span, str]],
    ) -> str:
        """The Markdown of a note with its citations printed."""
        if numbered.note is None:
            text = edits[0][1]
            return text if text.endswith((".", "!", "?")) else f"{text}."
        span = numbered.note.text_span
        nested = [r for r in page.references if r.note is not None and r.span.within(span)]
        edits = [*edits, *((r.span, self._call(numbering, r.span)) for r in nested)]
        text = _apply(page.source.text, edits, span.start, span.end)
        return re.sub(r"^(?: {4}|\t)", "", text, flags=re.M)

    def _milestones(self, page: Page) -> list[tuple[Span, str]]:
        edits = []
        witness = self.extension.edition.witness
        for milestone in page.milestones:
            if milestone.unit == "page":
                edits.append((milestone.span, self._stash(page_break_html(milestone.number))))
                continue
            begins = witness.begins.get(milestone.number) if witness else None
            placeholder = self._stash(paragraph_html(milestone.number, begins))
            index = _PLACEHOLDER.search(placeholder)
            if index:
                self.extension.paragraphs[int(index.group(1))] = milestone.number
            edits.append((milestone.span, placeholder))
        return edits


_BEFORE = re.compile(r"(?<=\S)[ \t]+\Z")
_BEHIND = re.compile(r"[.,;:!?](?![.\w])")


def _set_note(span: Span, call: str) -> tuple[Span, str]:
    """Where the number of a bracketed citation goes: to the word, behind punctuation.

    As in Pandoc's note styles, ``word [@key].`` becomes ``word.¹``.
    """
    text, start, end = span.source.text, span.start, span.end
    line = text.rfind("\n", 0, start) + 1
    blank = _BEFORE.search(text, line, start)
    behind = _BEHIND.match(text, end)
    mark = behind.group() if behind else ""
    return Span(span.source, blank.start() if blank else start, end + len(mark)), mark + call


def _inside(span: Span, citations: Sequence[Citation]) -> bool:
    return any(span.within(citation.span) for citation in citations)


def _apply(text: str, edits: Sequence[tuple[Span, str]], start: int, end: int) -> str:
    """``text[start:end]`` with every edit that lies inside; of nested ones, the outer."""
    pieces, at = [], start
    for span, replacement in sorted(edits, key=lambda each: (each[0].start, -each[0].end)):
        if at <= span.start and span.end <= end:
            pieces += [text[at : span.start], replacement]
            at = span.end
    return "".join([*pieces, text[at:end]])


class _Notes(Treeprocessor):
    """Gives paragraphs their anchors and adds the notes at the end."""

    def __init__(self, md: Markdown, extension: ApparatusExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: ElementTree.Element) -> None:
        self._anchor_paragraphs(root)
        numbering = self.extension.notes
        for own in (False, True):
            notes = [n for n in (numbering.notes if numbering else ()) if n.own_series is own]
            if notes and numbering:
                self._section(root, notes, numbering, own)

    def _anchor_paragraphs(self, root: ElementTree.Element) -> None:
        numbers = self.extension.paragraphs
        for paragraph in root.iter("p") if numbers else ():
            for found in _PLACEHOLDER.finditer(paragraph.text or ""):
                number = numbers.get(int(found.group(1)))
                if number is not None:
                    paragraph.set("id", f"p{number}")
                    paragraph.set("class", "source-paragraph")

    def _section(
        self,
        root: ElementTree.Element,
        notes: Sequence[NumberedNote],
        numbering: Numbering,
        own: bool,
    ) -> None:
        anchor, title = _TITLES[own]
        section = ElementTree.SubElement(
            root, "section", {"class": "notes", "role": "doc-endnotes", "aria-labelledby": anchor}
        )
        ElementTree.SubElement(section, "h2", {"id": anchor}).text = title
        style = {"class": "note-list", "type": "a"} if own else {"class": "note-list"}
        items = ElementTree.SubElement(section, "ol", style)
        for numbered in notes:
            attributes = {"id": numbered.anchor, "class": "note"}
            if numbered.mark.isdigit():
                attributes["value"] = numbered.mark
            item = ElementTree.SubElement(items, "li", attributes)
            self.parser_chunk(item, self.extension.bodies.get(numbered.anchor, ""))
            self._close(item, numbered, numbering)

    def parser_chunk(self, item: ElementTree.Element, text: str) -> None:
        self.md.parser.parseChunk(item, text)
        if len(item) == 0 or (item.text or "").strip():
            paragraph = ElementTree.Element("p")
            paragraph.text, item.text = item.text, ""
            item.insert(0, paragraph)

    def _close(
        self, item: ElementTree.Element, numbered: NumberedNote, numbering: Numbering
    ) -> None:
        """Add the ways back, and the emendations of a printed note."""
        anchors = [c.anchor for c in numbering.calls.values() if c.numbered == numbered]
        last = item[-1] if item[-1].tag == "p" else ElementTree.SubElement(item, "p")
        back = self.md.htmlStash.store(back_link_html(numbered, anchors))
        if len(last):
            last[-1].tail = f"{last[-1].tail or ''} {back}"
        else:
            last.text = f"{last.text or ''} {back}"
        emendations = self._emendations(numbered)
        if emendations:
            ElementTree.SubElement(item, "div").text = self.md.htmlStash.store(
                emendations_html(emendations)
            )

    def _emendations(self, numbered: NumberedNote) -> list[Emendation]:
        page = self.extension.page
        if page is None or not numbered.mark.isdigit() or not page.milestones:
            return []
        number = int(numbered.mark)
        return [each for each in self.extension.edition.emendations if each.note == number]

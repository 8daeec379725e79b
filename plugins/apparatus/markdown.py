"""The Python-Markdown extension: notes and citations wherever Python-Markdown runs.

It reads the text with the same parser as the checker, puts finished HTML into
Python-Markdown's stash where citations, calls and milestones stood, and adds the notes
at the end. It judges nothing: what cannot be resolved is shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from apparatus.edition import Site
from apparatus.model import Citation, Library, NoteReference, Page, Source, Span
from apparatus.parse.markdown import parse_page
from apparatus.project import load_edition, make_settings
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
_BEFORE = re.compile(r"(?<=\S)(?:[ \t]+|[ \t]?\r?\n[ \t]*)\Z")
_NO_WORD = re.compile(r"[ \t>]*(?:[#|<`~]|\W*\Z)|.*(?:  |\\)\r?\n\Z")  # no text, or a hard break
_BEHIND = re.compile(r"[.,;:!?](?![.\w])")
_MARKER = re.compile(r"[ \t>]*(?:(?:[-*+:]|#+|\d+[.)])[ \t]*)*\Z")
_Edits = list[tuple[Span, str]]
_TITLES = {False: ("notes", "Notes"), True: ("editors-notes", "Editor’s notes")}


class Surroundings(NamedTuple):
    """What only a host knows of the page that is being converted.

    ``works_url`` is the address of the list of works; ``targets`` has the address of every
    place of the edited work; ``drawn_on`` gives the HTML that stands at such a place for
    the pages that draw on it, ``cite`` the HTML that says how a paragraph is cited.
    """

    works_url: str = ""
    targets: Mapping[tuple[str, int], str] = {}
    drawn_on: Callable[[tuple[str, int]], str] = lambda _: ""
    cite: Callable[[int], str] = lambda _: ""


class ApparatusExtension(Extension):
    """Citations and notes from a BibTeX library.

    Options: ``bibliography`` (a path or a list of paths), ``emendations``, ``witness``,
    ``root`` (what the paths are relative to), ``bare_citations``, ``math``. A host that has read
    the library already hands it over as ``edition`` instead.
    """

    def __init__(self, edition: Site | None = None, **kwargs: Any) -> None:
        self.config = {
            "bibliography": [[], ".bib files or folders of them"],
            "emendations": ["", "YAML file of emendations"],
            "witness": ["", "YAML file with the structure of the edited work"],
            "root": [".", "folder that the paths are relative to"],
            "bare_citations": [False, "take @key outside brackets as a citation"],
            "math": [False, "leave what stands between dollar signs alone"],
        }
        self._edition = edition
        self.surroundings = Surroundings()
        super().__init__(**kwargs)

    @property
    def edition(self) -> Site:
        """The library and the emendations, read when they are first needed."""
        if self._edition is None:
            root = Path(str(self.getConfig("root"))).resolve()
            options = {
                name: self.getConfig(name) for name in ("bibliography", "emendations", "witness")
            }
            self._edition = load_edition(make_settings(root, root, options))
        return self._edition

    def extendMarkdown(self, md: Markdown) -> None:
        # One extension may serve several converters, one inside the other (docstrings on a
        # page), so what belongs to a conversion belongs to its converter.
        conversion = _Conversion()
        # Behind white space (30) and snippets (32), before fences (25) are taken out:
        # the parser must see the text as the author's editor does.
        md.preprocessors.register(_Text(md, self, conversion), "apparatus", 26)
        # Before inline patterns (20) run over the notes.
        md.treeprocessors.register(_Notes(md, self, conversion), "apparatus", 50)
        # Behind inline patterns, before the table of contents (5) reads the headings.
        md.treeprocessors.register(_Headings(md, conversion), "apparatus-headings", 6)


class _Conversion:
    """What one page's text has yielded, for the tree that is made from it."""

    def __init__(self) -> None:
        self.begin(None, None)

    def begin(self, page: Page | None, numbering: Numbering | None) -> None:
        self.page = page
        self.numbering = numbering
        self.bodies: dict[str, str] = {}
        self.broken: set[str] = set()
        self.paragraphs: dict[int, int] = {}
        self.calls: dict[int, str] = {}


def makeExtension(**kwargs: Any) -> ApparatusExtension:
    """Python-Markdown's way in."""
    return ApparatusExtension(**kwargs)


class _Text(Preprocessor):
    """Replaces what the parser found; keeps the bodies of the notes for the end."""

    def __init__(
        self, md: Markdown, extension: ApparatusExtension, conversion: _Conversion
    ) -> None:
        super().__init__(md)
        self.extension = extension
        self.conversion = conversion

    def run(self, lines: list[str]) -> list[str]:
        source = Source("", "\n".join(lines))
        bare, math = (bool(self.extension.getConfig(name)) for name in ("bare_citations", "math"))
        page = parse_page(source, bare, math)
        numbering = number_notes(page)
        self.conversion.begin(page, numbering)
        small = [*self._milestones(page), *((span, "") for span in page.escapes)]
        edits = self._notes(page, numbering, self.extension.edition.library, small)
        edits += [(note.span, "\n") for note in page.notes]
        return _apply(source.text, [*edits, *small], 0, len(source.text)).split("\n")

    def _stash(self, html: str) -> str:
        return str(self.md.htmlStash.store(html))

    def _notes(self, page: Page, numbering: Numbering, library: Library, small: _Edits) -> _Edits:
        """Calls and citations of the running text; note bodies on the way, in note order."""
        around = self.extension.surroundings
        work = self.extension.edition.witness.work if self.extension.edition.witness else ""
        citations = Citations(
            library, self._stash, around.works_url, {work: around.targets} if work else {}
        )
        names = {c: citations.names(c) for c in page.citations if c.in_text and c.note is None}
        inside: dict[str | None, list[Citation]] = {}
        for citation in page.citations:
            inside.setdefault(citation.note, []).append(citation)
        nested: dict[str | None, list[NoteReference]] = {}
        for reference in page.references:
            nested.setdefault(reference.note, []).append(reference)
        for numbered in numbering.notes:
            if numbered.note is None and numbered.citation is not None:
                mine, calls = [numbered.citation], []
            else:
                label = numbered.note.label if numbered.note else None
                mine, calls = inside.get(label, []), nested.get(label, [])
            if any(citations.is_broken(citation) for citation in mine):
                self.conversion.broken.add(numbered.anchor)
            edits = [(c.span, citations.markdown(c)) for c in mine]
            edits += [(r.span, self._call(numbering, r.span)) for r in calls]
            body = self._body(page, numbered, [*edits, *small], citations.stopped)
            self.conversion.bodies[numbered.anchor] = body
        made = []
        for citation in inside.get(None, []):
            call = self._call(numbering, citation.span)
            made.append(
                (citation.span, names[citation] + call)
                if citation.in_text
                else _set_note(citation.span, call)
            )
        made += [(r.span, self._call(numbering, r.span)) for r in nested.get(None, [])]
        return made

    def _call(self, numbering: Numbering, span: Span) -> str:
        call = numbering.calls.get(span.start)
        if call is None:
            return self._stash(broken_call(span.text.strip("[]^")))
        html = call_html(call, call.numbered.anchor in self.conversion.broken)
        placeholder = self._stash(html)
        self.conversion.calls[_index(placeholder)] = html
        return placeholder

    def _body(self, page: Page, numbered: NumberedNote, edits: _Edits, stopped: bool) -> str:
        """The Markdown of a note with its citations printed."""
        if numbered.note is None:
            text = edits[0][1]
            return text if stopped else f"{text}."
        span = numbered.note.text_span
        text = _apply(page.source.text, edits, span.start, span.end)
        return re.sub(r"^(?: {4}|\t)", "", text, flags=re.M)

    def _milestones(self, page: Page) -> _Edits:
        edits = []
        witness = self.extension.edition.witness
        for milestone in page.milestones:
            if milestone.unit == "page":
                edits.append((milestone.span, self._stash(page_break_html(milestone.number))))
                continue
            begins = witness.begins.get(milestone.number) if witness else None
            placeholder = self._stash(paragraph_html(milestone.number, begins))
            self.conversion.paragraphs[_index(placeholder)] = milestone.number
            edits.append((milestone.span, placeholder))
        return edits


def _index(placeholder: str) -> int:
    """Which piece of the stash a placeholder stands for."""
    found = _PLACEHOLDER.search(placeholder)
    return int(found.group(1)) if found else -1


def _set_note(span: Span, call: str) -> tuple[Span, str]:
    """Where the number of a bracketed citation goes: to the word, behind punctuation.

    As in Pandoc's note styles, ``word [@key].`` becomes ``word.¹``.
    """
    behind = _BEHIND.match(span.source.text, span.end)
    mark = behind.group() if behind else ""
    start = _word_end(span.source.text, span.start)
    return Span(span.source, start, span.end + len(mark)), mark + call


def _word_end(text: str, start: int) -> int:
    """Where the blanks before ``start`` begin, be it on the line before, if they part a call
    from its word and do not set off a list item, a quotation or a heading.
    """
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        marker = _MARKER.match(text[line:start])
    else:
        above = text.rfind("\n", 0, max(0, line - 1)) + 1
        marker = _NO_WORD.match(text[above:line]) if line else _MARKER.match("")
    blank = None if marker else _BEFORE.search(text, 0, start)
    return blank.start() if blank else start


def _apply(text: str, edits: _Edits, start: int, end: int) -> str:
    """``text[start:end]`` with every edit that lies inside; of nested ones, the outer."""
    pieces, at = [], start
    for span, replacement in sorted(edits, key=lambda each: (each[0].start, -each[0].end)):
        if at <= span.start and span.end <= end:
            pieces += [text[at : span.start], replacement]
            at = span.end
    return "".join([*pieces, text[at:end]])


class _Notes(Treeprocessor):
    """Gives paragraphs their anchors and adds the notes at the end."""

    def __init__(
        self, md: Markdown, extension: ApparatusExtension, conversion: _Conversion
    ) -> None:
        super().__init__(md)
        self.extension = extension
        self.conversion = conversion

    def run(self, root: ElementTree.Element) -> None:
        self._anchor_paragraphs(root)
        numbering = self.conversion.numbering
        for own in (False, True):
            notes = [n for n in (numbering.notes if numbering else ()) if n.own_series is own]
            if notes and numbering:
                self._section(root, notes, numbering, own)

    def _anchor_paragraphs(self, root: ElementTree.Element) -> None:
        numbers = self.conversion.paragraphs
        for paragraph in list(root.iter("p")) if numbers else ():
            for found in _PLACEHOLDER.finditer(paragraph.text or ""):
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
            block.text = self.md.htmlStash.store(html)
            root.insert(list(root).index(paragraph) + 1, block)

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
        anchors: dict[str, list[str]] = {}
        for call in numbering.calls.values():
            anchors.setdefault(call.numbered.anchor, []).append(call.anchor)
        for numbered in notes:
            attributes = {"id": numbered.anchor, "class": "note"}
            if not own:
                attributes["value"] = numbered.mark
            item = ElementTree.SubElement(items, "li", attributes)
            self._fill(item, self.conversion.bodies.get(numbered.anchor, ""))
            self._close(item, numbered, anchors.get(numbered.anchor, []))

    def _fill(self, item: ElementTree.Element, text: str) -> None:
        self.md.parser.parseChunk(item, text)
        if len(item) == 0 or (item.text or "").strip():
            paragraph = ElementTree.Element("p")
            paragraph.text, item.text = item.text, ""
            item.insert(0, paragraph)

    def _close(self, item: ElementTree.Element, numbered: NumberedNote, anchors: list[str]) -> None:
        """Add the ways back, the emendations of a printed note, the pages that draw on it."""
        last = item[-1] if item[-1].tag == "p" else ElementTree.SubElement(item, "p")
        back = self.md.htmlStash.store(back_link_html(numbered, anchors))
        if len(last):
            last[-1].tail = f"{last[-1].tail or ''} {back}"
        else:
            last.text = f"{last.text or ''} {back}"
        for html in self._of_printed_note(numbered):
            ElementTree.SubElement(item, "div").text = self.md.htmlStash.store(html)

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


class _Headings(Treeprocessor):
    """Makes the calls in headings elements that tables of contents know to leave out.

    They know a ``sup`` whose id begins with ``fnref``; finished HTML from the stash would go
    into the anchor and the label of the heading, which then change with every new note.
    """

    def __init__(self, md: Markdown, conversion: _Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, root: ElementTree.Element) -> None:
        calls = self.conversion.calls
        for heading in root.iter() if calls else ():
            if heading.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                for parent in list(heading.iter()):
                    self._split(parent, calls)

    def _split(self, parent: ElementTree.Element, calls: dict[int, str]) -> None:
        children = list(parent)
        parent[:] = []
        parent.text = self._pieces(parent, parent.text or "", calls)
        for child in children:
            tail, child.tail = child.tail or "", None
            parent.append(child)
            child.tail = self._pieces(parent, tail, calls)

    def _pieces(self, parent: ElementTree.Element, text: str, calls: dict[int, str]) -> str:
        """Append an element for every call in ``text``; the text in front of the first."""
        first, at = text, 0
        last: ElementTree.Element | None = None
        for found in _PLACEHOLDER.finditer(text):
            html = calls.get(int(found.group(1)))
            if html is None:
                continue
            if last is None:
                first = text[: found.start()]
            else:
                last.tail = text[at : found.start()]
            last = ElementTree.fromstring(html)
            last[0].set("id", last.get("id", ""))
            last.set("id", f"fnref-{last.get('id')}")
            parent.append(last)
            at = found.end()
        if last is not None:
            last.tail = text[at:]
        return first

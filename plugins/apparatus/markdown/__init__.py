"""The Python-Markdown extension: notes and citations wherever Python-Markdown runs.

It reads the text with the same parser as the checker, puts finished HTML into
Python-Markdown's stash where citations, calls and milestones stood, and adds the notes
at the end. It judges nothing: what cannot be resolved is shown as such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from apparatus.edition import Site
from apparatus.locators import primary
from apparatus.markdown.conversion import PLACEHOLDER, Conversion, index, prefix_of
from apparatus.markdown.headings import Headings
from apparatus.markdown.placing import Edits, apply, set_notes
from apparatus.model import Citation, Library, NoteReference, Page, Source, Span
from apparatus.parse.markdown import parse_page
from apparatus.project import MATH_EXTENSIONS, OPTIONS, kept_edition, make_settings
from apparatus.render.choosing import load_style
from apparatus.render.emendations import emendations_html
from apparatus.render.notes import (
    ALL_WORKS,
    Citations,
    NumberedNote,
    Numbering,
    back_link_html,
    broken_call,
    call_html,
    number_notes,
    page_break_html,
    paragraph_html,
    places_of_html,
)
from apparatus.render.wording import Wording, wording
from apparatus.render.work_lists import (
    cited_keys,
    entry_url,
    work_list_html,
    work_section_html,
)
from apparatus.styles import Style

_BLOCKS = re.compile(r"^[ \t>]*(?:```|~~~|<)", re.M)
"""Where a fence or a block of HTML may begin."""

_TAG = re.compile(r"\s*<(?:!--|/?([\w-]*))")
_ANCHORS = {False: "notes", True: "editors-notes"}


class Surroundings(NamedTuple):
    """What only a host knows of the page that is being converted.

    ``work_page`` gives the address of a work's page by its key; ``targets`` has the address of
    every place of the edited work; ``drawn_on`` gives the HTML that stands at such a place for
    the pages that draw on it, ``cite`` the HTML that says how a paragraph is cited. ``language``
    is what the head of the page says, ``notes_before`` how many notes the pages before it have,
    ``cited`` which works any page cites. ``page`` is the page as the checker has read it; it
    need not be read again if its text is unchanged.
    """

    work_page: Callable[[str], str] = lambda _: ""
    targets: Mapping[tuple[str, int], str] = {}
    drawn_on: Callable[[tuple[str, int]], str] = lambda _: ""
    cite: Callable[[int], str] = lambda _: ""
    language: str = ""
    notes_before: int = 0
    cited: Collection[str] = ()
    page: Page | None = None


class ApparatusExtension(Extension):
    """Citations and notes from a BibTeX library.

    Options: ``bibliography`` (a path or a list of paths), ``emendations``, ``witness``,
    ``root`` (what the paths are relative to), ``bare_citations``, ``math``, ``places_in_text``,
    ``style`` (``notes``, ``author-date`` or that of an installed package), ``lang`` (the language
    of pages that do not say it), ``references`` (a list of the works cited at the end of pages
    that place none; without it, the style says); and for ``apparatus check``, which reads them
    where there is no plugin, ``rules``, ``page_types``, ``fingerprint``, ``baseline``. Options that
    are the plugin's alone may stand here, so that both may have the same. A host that reads the
    library itself hands over how it is asked for, as ``edition``.
    """

    def __init__(self, edition: Callable[[], Site] | None = None, **kwargs: Any) -> None:
        self.config = {
            "bibliography": [[], ".bib files or folders of them"],
            "emendations": ["", "YAML file of emendations"],
            "witness": ["", "YAML file with the structure of the edited work"],
            "root": [".", "folder that the paths are relative to"],
            "bare_citations": [False, "take @key outside brackets as a citation"],
            "math": [None, "leave $…$ alone (unless set: if another extension reads math)"],
            "places_in_text": [False, "print places of the edited work in the text"],
            "style": ["notes", "the style of citations"],
            "lang": ["", "the language of pages that do not say it"],
            "references": [None, "whether pages end with a list of the works they cite"],
            "rules": [{}, "for the check: severities of rules"],
            "page_types": ["", "for the check: YAML file of the kinds of pages"],
            "fingerprint": ["", "for the check: YAML file of digests of the edited text"],
            "baseline": ["", "for the check: file of findings that may stay"],
        }
        for name in OPTIONS.keys() - self.config.keys():
            self.config[name] = ["", "of the plugin alone"]
        self._edition = edition or self._read
        self._styles: dict[str, Style] = {}
        self.surround(Surroundings)
        super().__init__(**kwargs)

    def surround(self, make: Callable[[], Surroundings]) -> None:
        """Say what is around the page that comes next; ``make`` is asked if it is converted."""
        self._make_surroundings = make
        self._texts: Counter[str] = Counter()
        vars(self).pop("surroundings", None)

    def anchoring(self, md: Markdown) -> tuple[str, str]:
        """What the host puts before ids in the text that comes next, and what this does besides:
        of one object, mkdocstrings converts several texts.
        """
        prefix = prefix_of(md)
        self._texts[prefix] += 1
        again = self._texts[prefix] if prefix else 1
        return prefix, f"{again}-" if again > 1 else ""

    @cached_property
    def surroundings(self) -> Surroundings:
        """What is around the page that is being converted."""
        return self._make_surroundings()

    @cached_property
    def edition(self) -> Site:
        """The library and the emendations, read when they are first needed."""
        return self._edition()

    def _read(self) -> Site:
        root = Path(str(self.getConfig("root"))).resolve()
        names = ("bibliography", "emendations", "witness")
        options = {name: self.getConfig(name) for name in names}
        return kept_edition(make_settings(root, root, options))

    @cached_property
    def style(self) -> Style:
        """The style of citations, made when it is first needed."""
        return self._style_for(self.edition)

    def _style_for(self, site: Site, language: str = "") -> Style:
        said = str(self.getConfig("lang"))
        return load_style(str(self.getConfig("style")), site.library, language or said)

    def style_in(self, language: str) -> Style:
        """The style of citations with the words of a page’s language."""
        if language == primary(str(self.getConfig("lang"))):
            return self.style
        if language not in self._styles:
            self._styles[language] = self._style_for(self.edition, language)
        return self._styles[language]

    @property
    def in_text(self) -> str:
        """Which citations are printed in the text, see `number_notes`."""
        return self._in_text(self.edition, self.style)

    def in_text_of(self, site: Site) -> str:
        """The same, of a site that is only being made."""
        return self._in_text(site, self._style_for(site))

    def _in_text(self, site: Site, style: Style) -> str:
        if style.in_text:
            return ALL_WORKS
        return site.witness.work if site.witness and self.getConfig("places_in_text") else ""

    def lists_works(self, page: Page) -> bool:
        """Whether a list of works is to be added to a page."""
        wanted = self.getConfig("references")
        wanted = self.style.in_text if wanted is None else wanted
        return bool(wanted) and bool(page.citations) and not page.lists

    def extendMarkdown(self, md: Markdown) -> None:
        # One extension may serve several converters, one inside the other (docstrings on a
        # page), so what belongs to a conversion belongs to its converter.
        conversion = Conversion()
        # Behind white space (30) and snippets (32), before fences (25) are taken out:
        # the parser must see the text as the author's editor does.
        md.preprocessors.register(_Text(md, self, conversion), "apparatus", 26)
        # Before inline patterns (20) run over the notes.
        md.treeprocessors.register(_Notes(md, self, conversion), "apparatus", 50)
        # Behind inline patterns, before the table of contents (5) reads the headings.
        md.treeprocessors.register(Headings(md, conversion), "apparatus-headings", 6)


def makeExtension(**kwargs: Any) -> ApparatusExtension:
    """Python-Markdown's way in."""
    return ApparatusExtension(**kwargs)


class _Text(Preprocessor):
    """Replaces what the parser found; keeps the bodies of the notes for the end."""

    def __init__(self, md: Markdown, extension: ApparatusExtension, conversion: Conversion) -> None:
        super().__init__(md)
        self.extension = extension
        self.conversion = conversion

    def run(self, lines: list[str]) -> list[str]:
        page, start = self._page("\n".join(lines))
        text = page.source.text
        numbering = number_notes(
            page, self.extension.in_text, self.extension.surroundings.notes_before
        )
        self.conversion.begin(page, numbering, *self.extension.anchoring(self.md))
        small = [*self._milestones(page), *((span, "") for span in page.escapes)]
        edits = self._notes(page, numbering, self.extension.edition.library, small)
        edits += self._lists(page, self.extension.edition.library)
        edits += [(note.span, "\n") for note in page.notes]
        # Python-Markdown's own preprocessors rely on the blank lines at the end.
        return f"{apply(text, [*edits, *small], start, len(text)).rstrip()}\n\n".split("\n")

    def _page(self, text: str) -> tuple[Page, int]:
        """The page whose text this is, and where in its source the text begins."""
        around = self.extension.surroundings
        if around.page and around.page.source.text[around.page.body :].strip() == text.strip():
            return around.page, around.page.body
        bare = bool(self.extension.getConfig("bare_citations"))
        language = around.language or str(self.extension.getConfig("lang"))
        return parse_page(Source("", text), bare, self._math, language), 0

    @cached_property
    def _math(self) -> bool:
        """Whether ``$…$`` is math: as the option says, or else an extension that reads it."""
        said = self.extension.getConfig("math")
        readers = (*self.md.preprocessors, *self.md.inlinePatterns)
        found = (type(reader).__module__ in MATH_EXTENSIONS for reader in readers)
        return any(found) if said is None else bool(said)

    def _stash(self, html: str) -> str:
        return self.conversion.set_aside(self.md, html)

    def _lists(self, page: Page, library: Library) -> Edits:
        """The lists of works that the page places, and the one that is added to it."""
        around, style = self.extension.surroundings, self.extension.style_in(page.language)
        ends_with_list = self.extension.lists_works(page)
        if not page.lists and not ends_with_list:
            return []
        here = cited_keys([page], library)
        scopes: Mapping[str, Collection[str]] = {
            "page": here,
            "site": {*here, *around.cited},
            "library": [key for key, entry in library.entries.items() if entry.type != "xdata"],
        }
        edits = []
        for number, each in enumerate(page.lists):
            items = work_list_html(scopes[each.scope], library, style, around.work_page, not number)
            html = work_section_html(items, wording(page.language).works)
            edits.append((each.span, f"\n{self._stash(html)}\n" if html else ""))
        if ends_with_list:
            self.conversion.works = work_list_html(here, library, style, around.work_page, True)
        return edits

    def _notes(self, page: Page, numbering: Numbering, library: Library, small: Edits) -> Edits:
        """Calls and citations of the running text; note bodies on the way, in note order."""
        around = self.extension.surroundings
        work = self.extension.edition.witness.work if self.extension.edition.witness else ""
        style = self.extension.style_in(page.language)
        is_listed = style.in_text and (page.lists or self.extension.lists_works(page))
        citations = Citations(
            library,
            self._stash,
            style,
            entry_url if is_listed else around.work_page,
            {work: around.targets} if work else {},
            page.language,
        )
        if numbering.places and not style.in_text:
            self.conversion.places_of = citations.whole(work)
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
            if numbered.note is None and mine[0].is_bare:
                self.conversion.finished[numbered.anchor] = citations.finished(mine[0])
                continue
            edits = [(c.span, self._printed(c, citations.markdown(c), nested)) for c in mine]
            edits += [(r.span, self._call(r.span)) for r in calls]
            body = self._body(page, numbered, [*edits, *small], citations.stopped)
            self.conversion.bodies[numbered.anchor] = body
        made, raised = [], []
        for citation in inside.get(None, []):
            anchor = numbering.places.get(citation.span.start)
            if anchor:
                show = citations.in_text if style.in_text else citations.places
                places = self._printed(citation, show(citation, anchor), nested)
                made.append((citation.span, places))
                continue
            call = self._call(citation.span)
            if citation.in_text:
                made.append((citation.span, names[citation] + call))
            else:
                raised.append((citation.span, call))
        made += set_notes(raised)
        made += [(r.span, self._call(r.span)) for r in nested.get(None, [])]
        return made

    def _printed(
        self, citation: Citation, text: str, nested: Mapping[str | None, list[NoteReference]]
    ) -> str:
        """A citation that was made Markdown, with the calls in its prefixes and suffixes."""
        for reference in nested.get(citation.note, []):
            if reference.span.within(citation.span):
                text = text.replace(reference.span.text, self._call(reference.span), 1)
        return text

    def _call(self, span: Span) -> str:
        numbering = self.conversion.numbering
        call = numbering.calls.get(span.start) if numbering else None
        if call is None:
            return self._stash(broken_call(span.text.strip("[]^")))
        html = call_html(call, call.numbered.anchor in self.conversion.broken)
        placeholder = self._stash(html)
        self.conversion.calls[index(placeholder)] = html
        return placeholder

    def _body(self, page: Page, numbered: NumberedNote, edits: Edits, stopped: bool) -> str:
        """The Markdown of a note with its citations printed."""
        if numbered.note is None:
            text = edits[0][1]
            return text if stopped else f"{text}."
        span = numbered.note.text_span
        text = apply(page.source.text, edits, span.start, span.end)
        return self._prepared(re.sub(r"^(?: {4}|\t)", "", text, flags=re.M))

    def _prepared(self, body: str) -> str:
        """A note after what Python-Markdown does to the rest of the page before it parses it.

        Fences and HTML are taken out there, so only a note that may hold some is changed.
        """
        if not _BLOCKS.search(body):
            return body
        lines = body.split("\n")
        preprocessors = list(self.md.preprocessors)
        for each in preprocessors[preprocessors.index(self) + 1 :]:
            lines = each.run(lines)
        return "\n".join(lines).strip("\n")

    def _milestones(self, page: Page) -> Edits:
        edits = []
        witness = self.extension.edition.witness
        for milestone in page.milestones:
            if milestone.unit == "page":
                edits.append((milestone.span, self._stash(page_break_html(milestone.number))))
                continue
            begins = witness.begins.get(milestone.number) if witness else None
            placeholder = self._stash(paragraph_html(milestone.number, begins))
            self.conversion.paragraphs[index(placeholder)] = milestone.number
            edits.append((milestone.span, placeholder))
        return edits


class _Notes(Treeprocessor):
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

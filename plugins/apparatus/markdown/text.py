"""What becomes of a page’s text before Python-Markdown parses it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from apparatus.markdown.conversion import Conversion, index
from apparatus.markdown.placing import Edits, apply, set_notes
from apparatus.model import Citation, Library, NoteReference, Page, Source, Span
from apparatus.parse.markdown import parse_page
from apparatus.project import MATH_EXTENSIONS
from apparatus.render.notes import (
    Citations,
    NumberedNote,
    Numbering,
    broken_call,
    call_html,
    number_notes,
    page_break_html,
    paragraph_html,
)
from apparatus.render.wording import wording
from apparatus.render.work_lists import (
    cited_keys,
    entry_url,
    work_list_html,
    work_section_html,
)

if TYPE_CHECKING:
    from apparatus.markdown import ApparatusExtension


_BLOCKS = re.compile(r"^[ \t>]*(?:```|~~~|<)", re.M)
"""Where a fence or a block of HTML may begin."""


class Text(Preprocessor):
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
        citations = self._printer(page, library)
        witness = self.extension.edition.witness
        if numbering.places and witness and not self.extension.style.in_text:
            self.conversion.places_of = citations.whole(witness.work)
        # Names in the text come first: what a note then says of the work is its second mention.
        names = {c: citations.names(c) for c in page.citations if c.in_text and c.note is None}
        inside: dict[str | None, list[Citation]] = {}
        for citation in page.citations:
            inside.setdefault(citation.note, []).append(citation)
        nested: dict[str | None, list[NoteReference]] = {}
        for reference in page.references:
            nested.setdefault(reference.note, []).append(reference)
        for numbered in numbering.notes:
            self._keep_note(page, numbered, citations, inside, nested, small)
        return self._calls(numbering, citations, names, inside.get(None, []), nested)

    def _printer(self, page: Page, library: Library) -> Citations:
        around, style = self.extension.surroundings, self.extension.style_in(page.language)
        witness = self.extension.edition.witness
        is_listed = style.in_text and (page.lists or self.extension.lists_works(page))
        return Citations(
            library,
            self._stash,
            style,
            entry_url if is_listed else around.work_page,
            {witness.work: around.targets} if witness and witness.work else {},
            page.language,
        )

    def _keep_note(
        self,
        page: Page,
        numbered: NumberedNote,
        citations: Citations,
        inside: Mapping[str | None, list[Citation]],
        nested: Mapping[str | None, list[NoteReference]],
        small: Edits,
    ) -> None:
        """Make the body of a note and keep it for the end of the page."""
        calls: list[NoteReference] = []
        if numbered.note is None and numbered.citation is not None:
            mine = [numbered.citation]
        else:
            label = numbered.note.label if numbered.note else None
            mine, calls = inside.get(label, []), nested.get(label, [])
        if any(citations.is_broken(citation) for citation in mine):
            self.conversion.broken.add(numbered.anchor)
        if numbered.note is None and mine[0].is_bare:
            self.conversion.finished[numbered.anchor] = citations.finished(mine[0])
            return
        edits = [(c.span, self._printed(c, citations.markdown(c), nested)) for c in mine]
        edits += [(r.span, self._call(r.span)) for r in calls]
        body = self._body(page, numbered, [*edits, *small], citations.stopped)
        self.conversion.bodies[numbered.anchor] = body

    def _calls(
        self,
        numbering: Numbering,
        citations: Citations,
        names: Mapping[Citation, str],
        in_text: list[Citation],
        nested: Mapping[str | None, list[NoteReference]],
    ) -> Edits:
        """What stands in the running text: numbers, names, places or works in brackets."""
        made, raised = [], []
        for citation in in_text:
            anchor = numbering.places.get(citation.span.start)
            if anchor:
                show = citations.in_text if self.extension.style.in_text else citations.places
                text = self._printed(citation, show(citation, anchor), nested)
                made.append((citation.span, text))
            elif citation.in_text:
                made.append((citation.span, names[citation] + self._call(citation.span)))
            else:
                raised.append((citation.span, self._call(citation.span)))
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

"""A Markdown page: its notes, references, citations and milestones, each with its place.

``parse.blocks`` tells text from code and finds the notes; one pass over each
stretch of text finds the rest. Code, comments, HTML tags,
link destinations and URLs are never scanned; nor is math, on a site that has it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from apparatus.locators import primary
from apparatus.model import (
    Citation,
    CitationItem,
    Fault,
    Heading,
    Link,
    Milestone,
    NoteReference,
    Page,
    Source,
    Span,
    Stretch,
    WorkList,
)
from apparatus.parse.blocks import LABEL, front_matter_end, read_blocks
from apparatus.parse.citation import parse_bare, parse_bracket, parse_key
from apparatus.parse.front_matter import parse_front_matter
from apparatus.parse.waivers import markdown_waivers, yaml_waivers
from apparatus.prose import plain_text

_TITLE = re.compile(r"^title:[ \t]+(\S.*)$", re.M)
_LANGUAGE = re.compile(r"^lang:[ \t]+[\"']?([A-Za-z]{2,3}(?:[-_]\w+)*)", re.M)
_WORK_LIST = re.compile(
    r"^:{3,}[ \t]*\{#refs(?:[ \t]+(?:(?P<site>\.site)|(?P<library>\.library)))?[ \t]*\}[ \t:]*\r?\n"
    r"(?:[ \t]*\r?\n)*:{3,}[ \t]*(?:\r?$|\Z)",
    re.M,
)
_HEADING = re.compile(r"^(#{1,6})[ \t]*([^#\s].*)$", re.M)
_ABBREVIATION = re.compile(r"^[ ]{0,3}\*\[[^\[\]\r\n]+\][ ]?:", re.M)
_IN_IMAGE = re.compile(r"\[[^\[\]@]{0,80}@\w[^\[\]]{0,200}\]")
_PARENTHESIS = re.compile(r"[()]")
_DEEPEST = 32  # parentheses in one another in an address, as in CommonMark's own reader
_MARKED = re.compile(r"[\[{]")
_REFERENCE = re.compile(LABEL)
_INLINE_NOTE = re.compile(r"(?<!\\)\^\[[^\[\]]*[\s@]")
_MILESTONE = re.compile(r"\{(¶|p\.)[ \u00a0]?(\d+)\}")
_SPECIAL = re.compile(r"[\\`<$\[@{]")
_BRACKETS = re.compile(r"[\\`\[\]]")
_TICKS = re.compile(r"`+")
_TAG = re.compile(
    r"</?([A-Za-z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<[A-Za-z][\w+.-]*:[^\s<>]*>"
)
_RAW_ELEMENTS = frozenset({"script", "style", "pre", "code", "kbd", "samp", "math", "textarea"})
_MATH = re.compile(r"\$\$.+?\$\$|\$(?=[^\s$])(?:[^$\\\r\n]|\\.)*?(?<=[^\s\\])\$(?!\d)", re.S)
_LONGEST = 2000  # characters of an address that are looked at
_TARGET = re.compile(r"\s*<?([^\s<>)]*)")
_LINK_ID = re.compile(r"\[(?!\^)[^\]@\r\n]*\]")


def parse_page(
    source: Source, bare_citations: bool = False, math: bool = False, language: str = ""
) -> Page:
    """Read one page. ``bare_citations`` also takes ``@key`` outside brackets; ``math`` leaves
    out what stands between dollar signs and in ``\\(...\\)`` or ``\\[...\\]``; ``language`` is
    that of a page whose head has no ``lang``.
    """
    body = front_matter_end(source.text)
    said = _LANGUAGE.search(source.text, 0, body)
    language = primary(said.group(1) if said else language)
    notes, stretches, comments = read_blocks(source, body)
    scan = _Scan(source, bare_citations, math, language)
    for stretch in stretches:
        scan.run(stretch)
    scan.give_back_links()
    front, faults = parse_front_matter(source, body)
    in_front, wrong_in_front = yaml_waivers(source, 0, body)
    in_text, wrong = markdown_waivers(source, sorted({*comments, *scan.comments}))
    headings = tuple(_headings(source, stretches))
    title = _TITLE.search(source.text, 0, body)
    written = title.group(1).strip(" \t\r\"'") if title else ""
    first = next((each for each in headings if each.level == 1), None)
    page = Page(
        source=source,
        title=(front.title if front else "") or written or (first.title if first else ""),
        body=body,
        language=language,
        citations=tuple(scan.citations),
        notes=tuple(notes),
        references=tuple(scan.references),
        milestones=tuple(scan.milestones),
        escapes=tuple(scan.escapes),
        unread=tuple(scan.unread),
        headings=headings,
        links=tuple(scan.all_links()),
        lists=tuple(_work_lists(source, stretches)),
        stretches=tuple(stretches),
        front=front,
        waivers=(*in_front, *in_text),
        faults=(*faults, *scan.faults, *wrong_in_front, *wrong),
    )
    if first and page.title == first.title and _MARKED.search(page.title):
        return replace(page, title=plain_text(page, first.span.start, first.span.end))
    return page


def _headings(source: Source, stretches: list[Stretch]) -> Iterator[Heading]:
    """Headings that ``#`` opens, outside notes."""
    for stretch in stretches:
        if stretch.note is None and source.text.find("#", stretch.start, stretch.end) >= 0:
            for found in _HEADING.finditer(source.text, stretch.start, stretch.end):
                title = found.group(2).rstrip(" \t\r").rstrip("#").rstrip(" \t")
                span = Span(source, found.start(), found.start(2) + len(title))
                yield Heading(len(found.group(1)), title, span)


def _work_lists(source: Source, stretches: list[Stretch]) -> Iterator[WorkList]:
    """Pandoc's place for a list of works, an empty division with the name ``refs``."""
    text = source.text
    for stretch in stretches:
        at = text.find("{#refs", stretch.start, stretch.end) if stretch.note is None else -1
        while at >= 0:
            found = _WORK_LIST.match(text, text.rfind("\n", 0, at) + 1)
            if found:
                scopes = [scope for scope in ("site", "library") if found.group(scope)]
                yield WorkList((*scopes, "page")[0], Span(source, found.start(), found.end()))
            line_end = text.find("\n", at, stretch.end)
            at = text.find("{#refs", line_end, stretch.end) if line_end >= 0 else -1


class _Scan:
    """Collects what one page's stretches of text hold."""

    def __init__(self, source: Source, bare: bool, math: bool, language: str) -> None:
        self.source = source
        self.bare = bare
        self.language = language
        self.math = math
        self.resume = 0  # nothing before this offset is text: a comment has run over it
        self.citations: list[Citation] = []
        self.references: list[NoteReference] = []
        self.milestones: list[Milestone] = []
        self.escapes: list[Span] = []
        self.unread: list[Span] = []
        self.faults: list[Fault] = []
        self.links: list[Link] = []
        self.comments: list[Span] = []
        self.link_targets: dict[str, str] = {}  # of ``[ref]: target``, by folded name
        self.by_reference: list[tuple[str, Span]] = []  # ``[text][ref]``: the name, the whole
        self.open_links: list[tuple[int, int]] = []  # of link texts: their "]", the link's end
        self.abbreviates = "*[" in source.text and bool(_ABBREVIATION.search(source.text))
        self.absent: dict[str, int] = {}  # what does not occur any more before an offset

    def _find(self, what: str, at: int, end: int) -> int:
        """``str.find``, except that a search that has failed is not made again."""
        if self.absent.get(what, -1) >= end:
            return -1
        found = self.source.text.find(what, at, end)
        if found < 0:
            self.absent[what] = end
        return found

    def run(self, stretch: Stretch) -> None:
        """Take in one stretch of text."""
        text, end, note = self.source.text, stretch.end, stretch.note
        at = max(stretch.start, self.resume)
        pairs: dict[int, int] | None = None
        self.open_links = []
        while at < end:
            limit = self.open_links[-1][0] if self.open_links else end
            found = _SPECIAL.search(text, at, limit)
            if not found:
                if not self.open_links:
                    return
                at = max(limit, self.open_links.pop()[1])
                continue
            start, mark = found.start(), found.group()
            if mark == "[":
                if pairs is None:
                    pairs = dict(_bracket_pairs(text, start, end))
                at = self._bracket(start, end, pairs.get(start), note, floor=at)
            elif mark == "\\":
                at = self._backslash(start, end)
            elif mark == "`":
                at = _code_end(text, start, end)
            elif mark == "<":
                at = self._angle(start, end)
            elif mark == "$":
                math = _MATH.match(text, start, end) if self.math else None
                at = math.end() if math else start + 1
            elif mark == "{":
                at = self._brace(start, end)
            else:
                at = self._at(start, end, note, floor=at)
            while self.open_links and at > self.open_links[-1][0]:
                at = max(at, self.open_links.pop()[1])

    def _bracket(
        self, start: int, end: int, close: int | None, note: str | None, floor: int
    ) -> int:
        text = self.source.text
        reference = _REFERENCE.match(text, start, end)
        if reference:
            span = Span(self.source, start, reference.end())
            self.references.append(NoteReference(reference.group(1), span, note))
            return reference.end()
        if close is None:
            if re.match(r"\[-?@\w", text[start : min(start + 4, end)]):
                span = Span(self.source, start, start + 1)
                self.faults.append(Fault("malformed-citation", span, "not closed"))
            return start + 1
        link_end = _link_end(text, close + 1, end)
        if link_end and text[start - 1 : start] == "!":
            self._image(start, link_end)
            return link_end
        if link_end:
            self.open_links.append((close, link_end))
            self._link(start, close, link_end)
            return start + 1
        if _INLINE_NOTE.match(text, start - 1, close) and text[close + 1 : close + 2] != "^":
            span = Span(self.source, start - 1, close + 1)
            self.faults.append(Fault("inline-note", span, ""))
            if text[start + 1 : close].count("["):
                return start + 1
        if text.find("@", start, close) < 0 or _inside_url(text, start, floor):
            return start + 1
        citation, faults = parse_bracket(self.source, start, close + 1, self.language)
        if citation is None:
            self.faults += faults
            return start + 1
        if self.open_links or self._explains(start):
            where = "in link" if self.open_links else "in abbreviation"
            self.faults.append(Fault("malformed-citation", citation.span, where))
            return close + 1
        self.faults += faults
        self.citations.append(citation._replace(note=note))
        self._references_in(citation.items, note)
        return close + 1

    def _image(self, start: int, end: int) -> None:
        """Take note of citations in what an image says or is called: an attribute has no notes."""
        for found in _IN_IMAGE.finditer(self.source.text, start + 1, end):
            span = Span(self.source, *found.span())
            self.faults.append(Fault("malformed-citation", span, "in image"))

    def _explains(self, at: int) -> bool:
        """Whether what stands there explains an abbreviation, ``*[HTML]: …``."""
        if not self.abbreviates:
            return False
        line = self.source.text.rfind("\n", 0, at) + 1
        return _ABBREVIATION.match(self.source.text, line, at) is not None

    def _link(self, start: int, close: int, link_end: int) -> None:
        """Take in a link, or the definition of its target, whose text ends at ``close``."""
        text, span = self.source.text, Span(self.source, start, link_end)
        name = text[start + 1 : close]
        if text[close + 1] == "[":
            self.by_reference.append((_folded(text[close + 2 : link_end - 1] or name), span))
            return
        found = _TARGET.match(text, close + 2, link_end)
        target = found.group(1) if found else ""
        if text[close + 1] == "(":
            self.links.append(Link(target, span))
        else:
            self.link_targets.setdefault(_folded(name), target)

    def give_back_links(self) -> None:
        """``[@name]`` is a link where the page defines ``[@name]: target``, as in Markdown."""
        links = {
            citation.span: name
            for citation in self.citations
            if not citation.in_text
            and (name := _folded(citation.span.text[1:-1])) in self.link_targets
        }
        if not links:
            return
        self.by_reference += [(name, span) for span, name in links.items()]
        self.citations = [each for each in self.citations if each.span not in links]
        starts = {span.start: span for span in links}
        ordered = sorted(starts)  # citations do not lie in one another
        near = (bisect_right(ordered, fault.span.start) - 1 for fault in self.faults)
        self.faults = [
            fault
            for fault, at in zip(self.faults, list(near), strict=True)
            if at < 0 or not fault.span.within(starts[ordered[at]])
        ]

    def all_links(self) -> list[Link]:
        """Every link of the page in source order, targets by reference looked up."""
        found = [
            Link(self.link_targets[name], span)
            for name, span in self.by_reference
            if name in self.link_targets
        ]
        return sorted([*self.links, *found], key=lambda link: link.span.start)

    def _references_in(self, items: tuple[CitationItem, ...], note: str | None) -> None:
        """Note references that stand in the prefix or suffix of a citation."""
        for item in items:
            for found in _REFERENCE.finditer(self.source.text, item.span.start, item.span.end):
                span = Span(self.source, found.start(), found.end())
                self.references.append(NoteReference(found.group(1), span, note))

    def _backslash(self, start: int, end: int) -> int:
        text = self.source.text
        following = text[start + 1 : min(start + 2, end)]
        if following == "@":
            self.escapes.append(Span(self.source, start, start + 1))
        if self.math and following in ("(", "["):
            close = self._find("\\)" if following == "(" else "\\]", start + 2, end)
            if close > 0:
                return close + 2
        return start + 2

    def _angle(self, start: int, end: int) -> int:
        text = self.source.text
        if text.startswith("<!--", start):
            close = self._find("-->", start + 4, len(text))
            self.resume = close + 3 if close > 0 else start + 4
            if close > 0:
                self.comments.append(Span(self.source, start, self.resume))
            return self.resume
        tag = _TAG.match(text, start, end)
        if not tag:
            return start + 1
        name = (tag.group(1) or "").lower()
        if name in _RAW_ELEMENTS and text[start + 1] != "/":
            close = self._find(f"</{name}", tag.end(), len(text))
            if close > 0:
                self.resume = close
                return close
        return tag.end()

    def _brace(self, start: int, end: int) -> int:
        found = _MILESTONE.match(self.source.text, start, end)
        if not found:
            return start + 1
        unit = "paragraph" if found.group(1) == "¶" else "page"
        span = Span(self.source, start, found.end())
        self.milestones.append(Milestone(unit, int(found.group(2)[:9]), span))
        return found.end()

    def _at(self, start: int, end: int, note: str | None, floor: int) -> int:
        text = self.source.text
        before = text[start - 1 : start]
        if self.open_links or before.isalnum() or before == "_":
            return start + 1
        if _inside_url(text, start, floor):
            return start + 1
        if not self.bare:
            key = parse_key(text, start + 1, end) if before not in ("[", "-") else None
            if key:
                self.unread.append(Span(self.source, key[0], key[1]))
            return start + 1
        citation, after, faults = parse_bare(self.source, start, end, self.language)
        self.faults += faults
        if citation:
            self.citations.append(citation._replace(note=note))
        return after


def _folded(name: str) -> str:
    """The name of a link's target as it is compared: case and runs of blanks apart."""
    return " ".join(name.split()).casefold()


def _bracket_pairs(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Every ``[`` that is closed, with the place of its ``]``; code and escapes apart."""
    stack: list[int] = []
    while found := _BRACKETS.search(text, at, end):
        at, mark = found.end(), found.group()
        if mark == "\\":
            at += 1
        elif mark == "`":
            at = _code_end(text, found.start(), end)
        elif mark == "[":
            stack.append(found.start())
        elif stack:
            yield stack.pop(), found.start()


def _code_end(text: str, start: int, end: int) -> int:
    """The offset behind a code span, or behind the ticks where nothing closes them."""
    opening = _TICKS.match(text, start, end)
    assert opening
    for closing in _TICKS.finditer(text, opening.end(), end):
        if len(closing.group()) == len(opening.group()):
            return closing.end()
    return opening.end()


def _link_end(text: str, at: int, end: int) -> int:
    """The offset behind ``(destination)``, ``[ref]`` or ``: url``, or 0 if no link."""
    if text[at : at + 1] == "(":
        depth, last = 0, min(end, at + _LONGEST)
        if text.find(")", at, last) < 0:
            return 0
        for found in _PARENTHESIS.finditer(text, at, last):
            depth += 1 if found.group() == "(" else -1
            if depth == 0:
                return found.end()
            if depth > _DEEPEST:
                return 0
        return 0
    if text[at : at + 1] == "[":
        name = _LINK_ID.match(text, at, end)
        return name.end() if name else 0
    if text[at : at + 2] == ": " and _opens_line(text, at):
        stop = text.find("\n", at, end)
        return stop if stop > 0 else end
    return 0


def _opens_line(text: str, close: int) -> bool:
    """Whether the bracket that ends before ``close`` is all that its line holds so far."""
    line_start = text.rfind("\n", 0, close) + 1
    return (
        text[line_start:close].lstrip().startswith("[") and text.count("[", line_start, close) == 1
    )


def _inside_url(text: str, at: int, floor: int) -> bool:
    """Whether ``at`` lies in a run of non-blank characters that began with ``scheme://``.

    ``floor`` is where the last thing that was recognized ended.
    """
    scheme = text.rfind("://", max(floor, at - _LONGEST), at)
    return scheme >= 0 and not any(character.isspace() for character in text[scheme:at])

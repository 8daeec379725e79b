"""Pages with the files that they include, as the extension ``pymdownx.snippets`` reads them.

A page is checked as its readers see it, so the snippets must be in their places: a note may
be defined in one and called in another. Files are asked for by name; addresses are never
fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from apparatus.model import Fault, Piece, Source, Span
from apparatus.parse.blocks import front_matter_end
from apparatus.parse.lines import Line, cut, dedented, indented, joined, lines_of, text_of

AUTO_APPEND = "auto_append"
"""The path of the source that stands for the option of this name."""

_SIGN = "8<-"
_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?P<escape>;*)-+8<-+"
    r"(?:[ \t]+(?P<name>\"(?:\\\"|[^\"])+\"|'(?:\\'|[^'])+'))?"
)
_SECTION = re.compile(
    r"(?:(?<![;-])|(?<=-)(?=;))(?P<escape>;*)-+8<-+[ \t]+"
    r"\[[ \t]*(?P<edge>start|end)[ \t]*:[ \t]*(?P<name>[a-z][-_0-9a-z]*)[ \t]*\]",
    re.I,
)
_TARGET = re.compile(
    r"(?P<path>.*?)(?:(?P<lines>(?::-?[0-9]{0,9}){1,2}"
    r"(?:,(?=[-0-9:])-?[0-9]{0,9}(?::-?[0-9]{0,9})?)*)|:(?P<section>[a-z][-_0-9a-z]*))?",
    re.I,
)
_TAB = 4
_LONGEST = 1000  # characters of a name that is looked at
_DEEPEST = 100  # files inside one another
_MOST_LINES = 200_000  # of snippets in one page; a few files that include each other have no end
_Read = Callable[[str], Source | None]


class SnippetOptions(NamedTuple):
    """Options of the extension, under its own names."""

    auto_append: tuple[str, ...] = ()
    dedent_subsections: bool = False
    url_download: bool = False


def has_snippets(text: str) -> bool:
    """Whether a text may include another, or has marks that are not printed."""
    return _SIGN in text


def expand(source: Source, options: SnippetOptions, read: _Read) -> tuple[Source, list[Fault]]:
    """A page with its snippets in place, and what was not found.

    ``read`` gives the file of a name, or None. The front matter is left as it is.
    """
    body = front_matter_end(source.text)
    front = Span(source, 0, body)
    appended = "\n\n".join(options.auto_append)
    appendix = Source(AUTO_APPEND, f"\n\n-8<-\n{appended}\n-8<-\n" if appended else "")
    expansion = _Expansion(options, read)
    lines = [*lines_of(source, body), *(lines_of(appendix) if appended else ())]
    whole = joined(source.path, list(expansion.run(lines)), [Piece(front.text, front)])
    return whole, expansion.faults


class _Expansion:
    """One page's expansion; ``open`` are the files that are being included."""

    def __init__(self, options: SnippetOptions, read: _Read) -> None:
        self.options = options
        self.read = read
        self.open: list[Source] = []
        self.faults: list[Fault] = []
        self.lines = 0  # that were included so far

    def run(self, lines: Sequence[Line], is_section: bool = False) -> Iterator[Line]:
        """The lines with those of their snippets between them."""
        in_block = False
        for line in lines:
            text = text_of(line)
            mark = _MARK.fullmatch(text) if _SIGN in text else None
            if mark and mark["escape"]:
                yield _unescaped(line, mark)
            elif mark and mark["name"] is None:
                in_block = not in_block
            elif mark and not in_block:
                yield from self._include(line, mark["indent"], mark["name"][1:-1].strip())
            elif in_block and not mark:
                name = text.strip()
                if name:
                    yield from self._include(line, text[: text.index(name)], name)
                else:
                    yield cut(line, len(text), len(text))
            elif not mark:
                yield from [line] if is_section else _without_mark(line)

    def _include(self, line: Line, indent: str, name: str) -> Iterator[Line]:
        """The lines of a snippet: of a whole file, of a section or of ranges of lines."""
        target = _TARGET.fullmatch(name) if len(name) <= _LONGEST else None
        path = target["path"].strip() if target else ""
        is_address = path.lower().startswith(("https://", "http://"))
        if not target or name.startswith(";") or (is_address and self.options.url_download):
            return
        source = self.read(path) if path else None
        if source is None:
            self._missing(line, f"no file '{path}' to include")
        elif source not in self.open and len(self.open) < _DEEPEST:
            lines = lines_of(source) if source.text else []
            if target["lines"]:
                lines = self._dedented(_chosen(lines, target["lines"]), line)
            elif target["section"] and lines:
                section = _section(lines, target["section"])
                if section is None:
                    self._missing(line, f"no section '{target['section']}' in '{path}'")
                lines = self._dedented(section or [], line)
            self.lines += len(lines)
            if self.lines > _MOST_LINES:
                self._missing(line, f"'{path}' would make the page grow without measure")
                return
            self.open.append(source)
            for each in self.run(lines, bool(target["section"])):
                yield indented(each, indent.expandtabs(_TAB))
            self.open.pop()

    def _dedented(self, lines: list[Line], call: Line) -> list[Line]:
        """Lines without their common indent, if the site wants that; of none, a blank one."""
        if not self.options.dedent_subsections:
            return lines
        return dedented(lines or [cut(call, 0, 0)])

    def _missing(self, line: Line, fact: str) -> None:
        text = text_of(line)
        source, start, _ = line[0].origin
        span = Span(source, start + len(text) - len(text.lstrip()), line[-1].origin.end)
        self.faults.append(Fault("missing-snippet", span, fact))


def _unescaped(line: Line, mark: re.Match[str]) -> Line:
    """The line without the first ``;`` of its escape."""
    at = mark.start("escape")
    return (*cut(line, 0, at), *cut(line, at + 1, len(mark.string)))


def _without_mark(line: Line) -> Iterator[Line]:
    """The line, an escaped mark of a section read; nothing for one that has such a mark."""
    mark = _section_mark(line)
    if mark and mark["escape"]:
        yield _unescaped(line, mark)
    elif not mark:
        yield line


def _section_mark(line: Line) -> re.Match[str] | None:
    text = text_of(line)
    return _SECTION.search(text) if _SIGN in text else None


def _section(lines: Sequence[Line], name: str) -> list[Line] | None:
    """What stands between the marks of a section; None where it does not begin."""
    found: list[Line] | None = None
    for line in lines:
        mark = _section_mark(line)
        if mark and not mark["escape"] and mark["name"] == name:
            if mark["edge"] != "start":  # a capital letter ends a section as well
                break
            found = found or []
        elif found is not None:
            found += _without_mark(line)
    return found


def _chosen(lines: Sequence[Line], ranges: str) -> list[Line]:
    """The lines of ranges such as ``:3``, ``:3:5``, ``:-2``, ``:1:2,8:9``."""
    chosen: list[Line] = []
    for each in ranges[1:].split(","):
        first, _, last = each.partition(":")
        start, stop = _number(first, 0), _number(last, len(lines))
        start = start - 1 if start > 0 else start
        stop = max(0, stop + len(lines) + 1) if stop < 0 else stop
        chosen += lines[max(0, start + len(lines)) if start < 0 else start : stop]
    return chosen


def _number(text: str, default: int) -> int:
    return int(text) if text.strip("-") else default

"""One layout for .bib files, and nothing lost on the way to it.

The layout is one, without options: entry types and field names in small letters; one field
to a line, in the order of `FIELD_ORDER`, indented by two, ``=`` in a column of its own; values
in braces; white space inside values folded as BibTeX folds it; ``--`` between the numbers of
``pages``; no comma behind the last field; a blank line between entries.

Everything else stays as it is and where it is: comments, free text, ``@string`` and
``@preamble``, keys, numbers and macros without delimiters, concatenations, what values say.
An entry that cannot be read for certain is not touched at all. Names are not turned around:
where a family name begins is the author's knowledge (*Gabriel García Márquez*).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from apparatus.entry_types import FIELD_ALIASES
from apparatus.model import Source, Span
from apparatus.parse.bibtex import Blocks, RawEntry, RawField, tokenize

FIELD_ORDER: tuple[str, ...] = tuple(
    (
        # whose it is and what it is called
        "author authorcyrillic authortype holder title titlecyrillic subtitle shorttitle "
        "titleaddon "
        # what it is in
        "bookauthor editor editortype editora editoratype editorb editorbtype editorc "
        "editorctype translator annotator commentator introduction foreword afterword "
        "maintitle mainsubtitle maintitleaddon booktitle booksubtitle booktitleaddon chapter "
        "journaltitle journalsubtitle journaltitleaddon shortjournal "
        "issuetitle issuesubtitle issuetitleaddon "
        "howpublished eventtitle eventtitleaddon eventdate venue organization "
        # when it came out, and which one it is
        "date year month onlinedate edition version volume volumes part issue "
        "series shortseries type number "
        # who brought it out, and how much of it there is
        "institution publisher location pages eid pagetotal bookpagination pagination "
        "origtitle origlanguage origdate origpublisher origlocation pubstate note addendum "
        # where it is found
        "doi isbn isrn issn eprint eprinttype eprintclass url urldate language langid"
    ).split()
)
"""The order of fields, the same for every type. An alias stands where its field does; where
there is no author, the editor comes first. Fields that are not listed (``abstract``,
``crossref``, ``file``, fields of one's own) follow behind, in the order in which they were."""

KEPT_FIELDS = frozenset(
    (
        "doi eprint file pdf url urlraw verba verbb verbc abstract annotation annote comment review"
    ).split()
)
"""Fields in which white space is the author's: biblatex's verbatim fields and running prose.
So it is in any value that has a blank line or a TeX comment."""

WIDTH = 15
"""How much room names have before ``=``. All of biblatex's but ``journaltitleaddon`` fit, so that
a field that is added moves no other."""

_RANK = {name: rank for rank, name in enumerate(FIELD_ORDER)}
_BLANK = " \t\r\n"
_SPACE = re.compile(rf"[{_BLANK}]+")
_BETWEEN = re.compile(rf"[{_BLANK},={{}}()]*")
_BEFORE_VALUE = re.compile(rf"[^=%{_BLANK}]+[{_BLANK}]*=[{_BLANK}]*")
_NEWLINE = re.compile(r"\r*\n")
_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n")
_TEX_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%")
_TAIL = re.compile(r"[ \t]*%[^\n]*?(?=\r?(?:\n|\Z))")
_RANGE = re.compile(r"([ ]*[0-9]+)[ ]*(?:-{1,3}|[–—])[ ]*([0-9]+[ ]*)")


class ContentChangedError(RuntimeError):
    """The text that was made does not say what the author's says: our own failure."""


class Formatted(NamedTuple):
    """The text in its layout; ``left`` has the entries that were not touched, and why."""

    text: str
    left: tuple[tuple[Span, str], ...] = ()


def format_bibtex(source: Source, sort: bool = False) -> Formatted:
    """A .bib text in the layout, read again and compared before it is given back.

    With ``sort``, entries are ordered by their keys, works to which others refer in
    ``crossref`` behind all others, where BibTeX needs them. Comment lines directly above an
    entry move with it; other text, ``@string`` above all, stays, and no entry passes it. Where
    something cannot be read, nothing moves: what it takes in depends on what stands behind it.
    If even the layout behind it makes a difference, all stays as it is.
    """
    blocks = tokenize(source)
    obstacles = _obstacles(blocks)
    newline = _newline(source.text)
    text = _laid_out(source.text, blocks, obstacles, newline, sort)
    if _newline(text) != newline:  # the first line was one of an entry that is a single line now
        text = _laid_out(source.text, blocks, obstacles, _newline(text), sort)
    if _content(source, sort) != _content(Source(source.path, text), sort):
        unread = [fault.span for fault in blocks.faults if fault.kind == "unparsable-entry"]
        if not unread:
            raise ContentChangedError(source.path)
        return Formatted(source.text, tuple((span, "it cannot be read") for span in unread))
    return Formatted(text, tuple(obstacles.items()))


def _laid_out(
    text: str, blocks: Blocks, obstacles: Mapping[Span, str], newline: str, sort: bool
) -> str:
    pieces = list(_pieces(text, blocks, newline, obstacles))
    if sort and not any(fault.kind == "unparsable-entry" for fault in blocks.faults):
        pieces = list(_sorted(pieces))
    made = "".join(piece.gap + piece.text for piece in pieces)
    return made + newline if made and made[-1] not in "\r\n" else made


def _newline(text: str) -> str:
    """The end of the first line; so that a second run finds the same one."""
    found = _NEWLINE.search(text.lstrip(_BLANK))
    return "\r\n" if found and len(found.group()) > 1 else "\n"


# --- what is left alone --------------------------------------------------------------


def _obstacles(blocks: Blocks) -> Mapping[Span, str]:
    """Why entries must stay as they are, by their extent."""
    commas = sorted(f.span.start for f in blocks.faults if f.kind == "missing-comma")
    found = ((raw.span, _obstacle(raw, commas)) for raw in blocks.entries)
    return {extent: reason for extent, reason in found if reason}


def _obstacle(raw: RawEntry, commas: Sequence[int]) -> str:
    """``commas`` are the places, in order, at which one is missing."""
    if not raw.whole or raw.key_span is None:
        return "it cannot be read"
    if not raw.fields and len(raw.key.split()) > 1:
        return "its key holds a blank, and only a comma tells where it ends"
    extent = raw.span
    if bisect_left(commas, extent.start) < bisect_left(commas, extent.end):
        return "a comma is missing"
    if len({each.name for each in raw.fields}) < len(raw.fields):
        return "a field stands twice"
    text = extent.source.text
    spans = [raw.type_span, raw.key_span, *(each.span for each in raw.fields)]
    ends = [*(span.start for span in spans[1:]), raw.end]
    between = [text[span.end : end] for span, end in zip(spans, ends, strict=True)]
    heads = [text[each.span.start : each.value_span.start] for each in raw.fields]
    if all(map(_BETWEEN.fullmatch, between)) and all(map(_BEFORE_VALUE.fullmatch, heads)):
        return ""
    is_comment = any("%" in each for each in (*between, *heads))
    return f"there is {'a comment' if is_comment else 'an unusual space'} between its fields"


# --- pieces --------------------------------------------------------------------------


class _Piece(NamedTuple):
    """An entry with its comments, or (without ``entry``) the text between entries.

    ``gap`` parts it from the piece before: nothing, the end of a line, or a blank line.
    """

    gap: str
    text: str
    entry: RawEntry | None = None


def _pieces(
    text: str, blocks: Blocks, newline: str, obstacles: Mapping[Span, str]
) -> Iterator[_Piece]:
    at = 0
    for raw in blocks.entries:
        if not raw.whole:
            continue
        extent = raw.span
        before = text[at : extent.start]
        cut = _comment_above(before)
        lead, core, trail = _parted(before[:cut], newline)
        if core:
            yield _Piece(lead if at else "", core)
        else:
            trail = newline * 2 if at else ""
        body = extent.text if extent in obstacles else _entry(raw, newline)
        tail = _TAIL.match(text, raw.end)
        at = tail.end() if tail else raw.end
        yield _Piece(trail, before[cut:].rstrip(" \t") + body + text[raw.end : at], raw)
    lead, core, _ = _parted(text[at:], newline)
    if core:
        yield _Piece(lead if at else "", core)


def _comment_above(before: str) -> int:
    """Where the comment lines begin that stand directly above what follows ``before``."""
    *lines, indent = before.split("\n")
    if indent.strip(_BLANK):
        return len(before)
    at = len(before) - len(indent)
    for line in reversed(lines):
        if not line.lstrip(_BLANK).startswith("%"):
            break
        at -= len(line) + 1
    return at


def _parted(text: str, newline: str) -> tuple[str, str, str]:
    """Whole lines of text without the blank ones around them, and what to put there instead."""
    core = text.strip(_BLANK)
    if not core:
        return "", "", ""
    first = len(text) - len(text.lstrip(_BLANK))
    start = text.rfind("\n", 0, first) + 1
    found = _NEWLINE.search(text, len(text.rstrip(_BLANK)))
    end = found.start() if found else len(text)
    lead, trail = (newline * min(2, part.count("\n")) for part in (text[:start], text[end:]))
    return lead, text[start:end], trail


def _sorted(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Every run of entries ordered by key; keys that differ in case only keep their order.

    An entry that shares a line with text stays where it is, as the text does.
    """
    parents = {
        each.tokens[0][1].strip(_BLANK).casefold()
        for piece in pieces
        if piece.entry
        for each in piece.entry.fields
        if each.name == "crossref"
    }

    def place(piece: _Piece) -> tuple[bool, str]:
        key = piece.entry.key.casefold() if piece.entry else ""
        return key in parents, key

    apart = [True, *(piece.gap != "" for piece in pieces[1:]), True]
    may_move = [
        piece.entry is not None and apart[at] and apart[at + 1] for at, piece in enumerate(pieces)
    ]
    for moving, group in groupby(zip(pieces, may_move, strict=True), key=lambda pair: pair[1]):
        run = [piece for piece, _ in group]
        ordered = sorted(run, key=place) if moving else run
        yield from (piece._replace(gap=old.gap) for piece, old in zip(ordered, run, strict=True))


# --- entries -------------------------------------------------------------------------


def _entry(raw: RawEntry, newline: str) -> str:
    """An entry anew. A value is one line, however long: what is wrapped moves at every change."""
    fields = [f"  {each.name:<{WIDTH}} = {_value(each)}" for each in _ordered(raw.fields)]
    end = f"{newline}}}" if fields else "}"
    return f",{newline}".join([f"@{raw.type}{{{raw.key}", *fields]) + end


def _ordered(fields: Sequence[RawField]) -> list[RawField]:
    names = [_name(each) for each in fields]
    first = () if "author" in names else ("editor", "editortype")
    ranks = [-1 if name in first else _RANK.get(name, len(_RANK)) for name in names]
    order = sorted(range(len(fields)), key=ranks.__getitem__)
    return [fields[at] for at in order]


def _name(each: RawField) -> str:
    return FIELD_ALIASES.get(each.name, each.name)


def _value(each: RawField) -> str:
    written = each.value_span.text
    if len(each.tokens) > 1 or written[0] not in '{"':
        return written
    content = _content_of(each)
    return f"{{{content}}}" if written[0] == "{" or _may_be_braced(content) else f'"{content}"'


def _content_of(each: RawField) -> str:
    """What stands between the delimiters, without white space that says nothing."""
    content = each.tokens[0][1]
    if each.name in KEPT_FIELDS or _PARAGRAPHS.search(content) or _TEX_COMMENT.search(content):
        return content
    folded = _folded(content)
    if folded.endswith("\\"):  # the white space behind it is a command
        return content
    return _with_dashes(folded) if each.name == "pages" else folded


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _with_dashes(pages: str) -> str:
    """``12–15, 20-22`` with ``--``. A part that holds more than two numbers is no plain range."""
    return "".join(
        _RANGE.sub(r"\1--\2", part) if _RANGE.fullmatch(part) else part
        for part in re.split(r"([,;])", pages)
    )


def _may_be_braced(content: str) -> bool:
    """Whether braces may stand for the quotation marks: what is inside must balance, and must
    not end in a backslash, which some programs would take to the brace.
    """
    depth = 0
    for character in content:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0 and not content.endswith("\\")


# --- the guarantee -------------------------------------------------------------------


def _content(source: Source, sort: bool) -> object:
    """All that a text says, so that two texts can be compared; with ``sort``, in any order."""
    blocks = tokenize(source)
    obstacles = _obstacles(blocks)
    entries, rest, at = [], [], 0
    for raw in blocks.entries:
        if raw.whole:
            extent = raw.span
            said = extent.text if extent in obstacles else _said(raw)
            entries.append((raw.key.casefold(), raw.key, said))
            rest.append(source.text[at : extent.start])
            at = extent.end
    lines = _NEWLINE.split("\n".join([*rest, source.text[at:]]))
    lines = [line for line in lines if line.strip(_BLANK)]
    if sort:
        entries.sort(key=lambda entry: entry[0])
        lines.sort()
    strings = [(each.name, each.value_span.text) for each in blocks.strings]
    faults = sorted((fault.kind, fault.subject) for fault in blocks.faults)
    return entries, lines, strings, faults


def _said(raw: RawEntry) -> object:
    fields = sorted(raw.fields, key=_name)  # of two that mean the same, the first one counts
    return raw.type, [(each.name, _tokens(each)) for each in fields]


def _tokens(each: RawField) -> object:
    if len(each.tokens) > 1 or each.name in KEPT_FIELDS:
        return each.tokens
    is_macro, text = each.tokens[0]
    folded = _folded(text)
    return is_macro, _with_dashes(folded) if each.name == "pages" else folded

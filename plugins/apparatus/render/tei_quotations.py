"""Quotations in a TEI text: those that the parser found, made elements of."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from apparatus.model import Page
from apparatus.prose import plain_text
from apparatus.quotations import quotations_of

_BLANKS = re.compile(r"\s+")
_CLOSING = {"‘": "’", "“": "”"}
_Piece = str | Element
"""One character of a run of text, or an element that stands in it."""


def mark_quotations(division: Element, page: Page) -> None:
    """Wrap every quotation of the page, in every run of text; marks stay inside."""
    quoted = frozenset(
        _bare(plain_text(page, each.span.start, each.span.end)) for each in quotations_of(page)
    )
    for element in list(division.iter()) if quoted else ():
        if element.tag in ("p", "item", "cell", "note", "quote", "hi", "label"):
            _mark(element, quoted)


def _mark(parent: Element, quoted: frozenset[str]) -> None:
    """Wrap quotations among the children of one element; marks stay inside."""
    pieces: list[_Piece] = [*(parent.text or "")]
    for child in parent:
        tail, child.tail = child.tail or "", None
        pieces += [child, *tail]
    wrapped = _wrapped(pieces, quoted)
    parent.text = None
    parent[:] = []
    _fill(parent, wrapped)


def _wrapped(pieces: list[_Piece], quoted: frozenset[str]) -> list[_Piece]:
    made: list[_Piece] = []
    at = 0
    while at < len(pieces):
        end = _end_of_quotation(pieces, at, quoted)
        if end:
            quotation = Element("quote")
            _fill(quotation, pieces[at:end])
            made.append(quotation)
        else:
            made.append(pieces[at])
        at = end or at + 1
    return made


def _end_of_quotation(pieces: list[_Piece], start: int, quoted: frozenset[str]) -> int:
    """Where the quotation that begins here ends, behind its mark; 0 if none begins here."""
    opening = pieces[start]
    closing = _CLOSING.get(opening) if isinstance(opening, str) else None
    if closing is None:
        return 0
    longest = max(map(len, quoted))
    text = ""
    for at in range(start + 1, len(pieces)):
        piece = pieces[at]
        if piece == closing and _bare(text) in quoted:
            return at + 1
        text += piece if isinstance(piece, str) else _read(piece)
        if len(text) > 2 * longest + 20:
            break
    return 0


def _fill(parent: Element, pieces: list[_Piece]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            add_text(parent, piece)
        else:
            parent.append(piece)


def _bare(text: str) -> str:
    """A text without its blanks, of which two renderings of it differ."""
    return _BLANKS.sub("", text)


def _read(element: Element) -> str:
    """The text of an element as the running text has it: without notes."""
    if element.tag in ("note", "pb"):
        return ""
    return (element.text or "") + "".join(_read(each) + (each.tail or "") for each in element)


def add_text(parent: Element, text: str | None) -> None:
    """Put text behind all that an element holds."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text

"""Fields of entries in words, as readers meet them; the names are biblatex's, and our own."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "archiveurl": "address of an archived copy",
    "authorcyrillic": "author’s name in Cyrillic",
    "booksubtitle": "subtitle of the book",
    "booktitle": "title of the book",
    "doi": "DOI",
    "eid": "number of the article",
    "eventdate": "date of the event",
    "eventtitle": "name of the event",
    "howpublished": "manner of publication",
    "isbn": "ISBN",
    "issn": "ISSN",
    "journaltitle": "journal",
    "langid": "language",
    "location": "place of publication",
    "maintitle": "title of the whole",
    "onlinedate": "date of publication online",
    "origdate": "date of the original",
    "pagetotal": "number of pages",
    "pubstate": "state of publication",
    "shorttitle": "short title",
    "titleaddon": "description",
    "titlecyrillic": "title in Cyrillic",
    "url": "address",
    "urldate": "date of access",
    # what an emendation may be about besides a field
    "locator": "place cited",
    "reference": "raised number",
    "text": "wording",
    "work": "work cited",
}
_NO_WORDS = frozenset({"locator", "location", "reference", "text", "work"})
"""Names that are English words: in a sentence they mean what they say."""

_ADDRESS = re.compile(r"(https?://\S+)")
_NAME = re.compile(rf"\b(?:{'|'.join(sorted(_WORDS.keys() - _NO_WORDS))})\b")
_PAIRS = {"(": ")", "“": "”", "[": "]"}


def field_words(name: str) -> str:
    """A field, or a part of a note that is none, in words: ``journaltitle`` is ``journal``."""
    return _WORDS.get(name, name)


def in_words(sentence: str) -> str:
    """A remark on fields with their names in words; addresses in it stay as they are."""
    pieces = _ADDRESS.split(sentence)
    pieces[::2] = [_NAME.sub(lambda found: _WORDS[found.group()], each) for each in pieces[::2]]
    return "".join(pieces).replace("all fields", "everything")


def remarks(value: str) -> list[tuple[str, str]]:
    """``author, title: the title page; date: a review`` taken apart: fields, what is said of them.

    Semicolons and colons in brackets and quotation marks part nothing, nor do those of addresses.
    """
    found = []
    for part in _split(value, "; "):
        head, *rest = _split(part, ": ")
        found.append((head.strip(), ": ".join(rest).strip()))
    return found


def _split(text: str, separator: str) -> list[str]:
    parts, start, open_pairs = [], 0, []
    for at, character in enumerate(text):
        if character in _PAIRS:
            open_pairs.append(_PAIRS[character])
        elif open_pairs and character == open_pairs[-1]:
            open_pairs.pop()
        elif not open_pairs and text.startswith(separator, at):
            parts.append(text[start:at])
            start = at + len(separator)
    return [*parts, text[start:]]

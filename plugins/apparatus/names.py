"""Names of people and bodies, taken apart as BibTeX does.

Names are parted by `and` outside braces. A name is `Given prefix Family`, `prefix Family,
Given` or `prefix Family, Suffix, Given`; what stands in braces is one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from apparatus.fields import folded, inner
from apparatus.model import Field, Span

_AND = re.compile(r"[{}]|(?:(?<=\s)|\A)and(?=\s|\Z)", re.I)
_COMMA = re.compile(r"[{},]")
_SMALL = re.compile(r"(?:\{?\\[^\w\s]\{?)?([^\W\d_])")
_WORD = re.compile(r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\.|[^\s~])+")


class Name(NamedTuple):
    """One name and its place. ``commas`` counts those outside braces."""

    span: Span
    text: str
    family: str = ""
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    commas: int = 0

    @property
    def is_braced(self) -> bool:
        """Whether the whole name stands in braces: a body, printed as it is."""
        return bool(re.fullmatch(r"\{.*\}", self.text)) and not self.given


def names_of(field: Field) -> list[Name]:
    """The names of an ``author`` or ``editor`` field, `others` among them."""
    whole = inner(field)
    if whole.text == field.value_span.text:  # macros: no name has a place of its own
        return [
            parse_name(field.value_span, field.value[start:end])
            for start, end in _split(field.value, _AND)
        ]
    found, listed = [], whole.text
    for start, end in _split(listed, _AND):
        text = listed[start:end]
        at = whole.start + start + len(text) - len(text.lstrip())
        span = Span(whole.source, at, at + len(text.strip()))
        found.append(parse_name(span, text))
    return found


def parse_name(span: Span, text: str) -> Name:
    """Take one name apart."""
    text = " ".join(text.split())
    return Name(span, text, *taken_apart(text))


@lru_cache(maxsize=8192)
def taken_apart(text: str) -> tuple[str, str, str, str, int]:
    """Family name, given names, prefix, suffix and the number of commas of a name.

    With more than two commas it is several people, nobody knows where one ends: all of it
    is the family name.
    """
    parts = [text[start:end].strip() for start, end in _split(text, _COMMA)]
    if len(parts) > 1:
        if len(parts) > 3:
            return text, "", "", "", len(parts) - 1
        prefix, family = _prefixed(_WORD.findall(parts[0]))
        return family, parts[-1], prefix, ", ".join(parts[1:-1]), len(parts) - 1
    words = _WORD.findall(text)
    given = []
    while len(words) > 1 and not _is_small(words[0]):
        given.append(words.pop(0))
    prefix, family = _prefixed(words)
    return family, " ".join(given), prefix, "", 0


def split_names(value: str) -> list[str]:
    """The names of a name field; `and` in braces belongs to a name, `others` is none."""
    parts = (value[start:end].strip() for start, end in _split(value, _AND))
    return [part for part in parts if part not in ("", "others")]


def family_name(name: str) -> str:
    """The family name with its particles, by BibTeX's rules: ``van der Berg``."""
    family, _, prefix, *_ = taken_apart(" ".join(name.split()))
    return " ".join(filter(None, [prefix, family]))


def first_family(field: Field | None) -> str:
    """The family name that a list of names begins with, as it is compared."""
    return folded(names_of(field)[0].family) if field is not None else ""


def _prefixed(words: list[str]) -> tuple[str, str]:
    """Words of a family name, those with a small letter at its head apart."""
    last = len(words) - 1
    count = next((i for i, word in enumerate(words[:-1]) if not _is_small(word)), max(last, 0))
    return " ".join(words[:count]), " ".join(words[count:])


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter; what stands in braces has no case."""
    first = _SMALL.match(word)
    return bool(first and first.group(1).islower())


def _split(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches between separators that stand outside braces."""
    depth, start = 0, 0
    for found in separator.finditer(text):
        if found.group() in "{}":
            depth += 1 if found.group() == "{" else -1
        elif depth == 0:
            yield start, found.start()
            start = found.end()
    yield start, len(text)

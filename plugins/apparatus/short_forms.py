"""The short form of a work, as later notes print it: family names and a short title.

What goes in is what the library holds and what comes out is still LaTeX: decoding is left
to whoever prints it, comparing to whoever judges it.
"""

from __future__ import annotations

import re

from apparatus.entry_types import TYPE_ALIASES
from apparatus.model import Entry

EDITED = frozenset(
    "book collection proceedings reference mvbook mvcollection mvproceedings mvreference".split()
)
"""Types that stand under their editors where they have no author."""

QUOTED = frozenset(
    (
        "article bookinbook inbook incollection inproceedings inreference misc online review "
        "suppbook suppcollection suppperiodical unpublished"
    ).split()
)
"""Types whose titles stand in quotation marks; the others are set in italics."""

_JOINTS = re.compile(r"[{}]|\s+and\s+|[\s~]+|,", re.I)
_SMALL = re.compile(r"(?:\{?\\[^\w\s]\{?)?([^\W\d_])")


def kind_of(entry: Entry) -> str:
    """The entry's type, aliases resolved."""
    return TYPE_ALIASES.get(entry.type, entry.type)


def _pieces(value: str, joint: re.Pattern[str]) -> list[str]:
    """``value`` taken apart at what ``joint`` matches whole, outside braces."""
    pieces, depth, start = [], 0, 0
    for found in _JOINTS.finditer(value):
        mark = found.group()
        depth += (mark == "{") - (mark == "}")
        if depth == 0 and joint.fullmatch(mark):
            pieces.append(value[start : found.start()])
            start = found.end()
    return [*pieces, value[start:]]


def split_names(value: str) -> list[str]:
    """The names of a name field; ``and`` in braces belongs to a name, ``others`` is none."""
    parts = (part.strip() for part in _pieces(value, re.compile(r"\s+and\s+", re.I)))
    return [part for part in parts if part not in ("", "others")]


def family_name(name: str) -> str:
    """The family name with its particles, by BibTeX's rules: ``van der Berg``."""
    parts = [part.strip() for part in _pieces(name, re.compile(","))]
    if len(parts) > 3:
        return name  # several people joined by commas: nobody knows where one ends
    if len(parts) > 1:
        return parts[0]
    words = [word for word in _pieces(name, re.compile(r"[\s~]+")) if word]
    small = (index for index, word in enumerate(words[:-1]) if _is_small(word))
    return " ".join(words[next(small, len(words) - 1) :])


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter; what stands in braces has no case."""
    first = _SMALL.match(word)
    return bool(first and first.group(1).islower())


def short_names(value: str) -> str:
    """Family names joined, ``et al.`` from three on."""
    names = [family_name(name) for name in split_names(value)]
    if len(names) > 2:
        return f"{names[0]} et al."
    if names and value.rstrip().endswith(" and others"):
        return f"{', '.join(names)} et al."
    return " and ".join(names)


def short_title(entry: Entry) -> str:
    """``shorttitle``, else the title up to the colon."""
    return entry.get("shorttitle") or entry.get("title").split(": ")[0]


def short_form(entry: Entry) -> str:
    """What stands for the work at a later mention: ``Doe, ‘On order’``; '' if it has no title."""
    kind, title = kind_of(entry), short_title(entry)
    names = entry.get("author") or (entry.get("editor") if kind in EDITED else "")
    quoted = f"‘{title}’" if kind in QUOTED else title
    return ", ".join(filter(None, [short_names(names), quoted])) if title else ""

"""The short form of a work, as later notes print it: family names and a short title.

What goes in is what the library holds and what comes out is still LaTeX: decoding is left
to whoever prints it, comparing to whoever judges it.
"""

from __future__ import annotations

from apparatus.entry_types import TYPE_ALIASES
from apparatus.model import Entry
from apparatus.names import family_name, split_names

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


def kind_of(entry: Entry) -> str:
    """The entry's type, aliases resolved."""
    return TYPE_ALIASES.get(entry.type, entry.type)


def short_names(value: str, and_: str = "and", others: str = "et al.") -> str:
    """Family names joined, ``et al.`` from three on."""
    names = [family_name(name) for name in split_names(value)]
    if len(names) > 2:
        return f"{names[0]} {others}"
    if names and value.rstrip().endswith(" and others"):
        return f"{', '.join(names)} {others}"
    return f" {and_} ".join(names)


def short_title(entry: Entry) -> str:
    """``shorttitle``, else the title up to the colon."""
    return entry.get("shorttitle") or entry.get("title").split(": ")[0]


def short_form(entry: Entry) -> str:
    """What stands for the work at a later mention: ``Doe, ‘On order’``; '' if it has no title."""
    kind, title = kind_of(entry), short_title(entry)
    names = entry.get("author") or (entry.get("editor") if kind in EDITED else "")
    quoted = f"‘{title}’" if kind in QUOTED else title
    return ", ".join(filter(None, [short_names(names), quoted])) if title else ""

"""What a citation style is: functions from an entry to a text in stretches, and no HTML.

A style of one's own is a `StyleMaker` named in the entry points ``apparatus.styles`` of any
package; a site chooses it with ``style:``. What a style returns is escaped where it is
printed, so it can break no page, whatever the library holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from apparatus.model import Entry, Library


class Run(NamedTuple):
    """A stretch of a text: characters as they are read, and how they are set.

    ``to`` is the address that it leads to; ``work`` says that it leads to the page of the
    work, where there is one, and to ``to`` otherwise; ``lang`` is the tag of its language,
    where that is not the page's.
    """

    text: str
    italic: bool = False
    to: str = ""
    work: bool = False
    lang: str = ""


Inline = tuple[Run, ...]
"""A text, stretch by stretch."""


class Cited(NamedTuple):
    """A work as it is cited at one place.

    ``place`` is the locator, '' if there is none; ``first`` says that the page has not cited
    the work before.
    """

    entry: Entry
    place: Inline = ()
    suppress_author: bool = False
    first: bool = True


class Style(Protocol):
    """What the references of a site look like."""

    @property
    def in_text(self) -> bool:
        """Whether citations stand in the text, in brackets, and their works in a list; if
        not, they stand in notes.
        """

    def cite(self, cited: Cited) -> Inline:
        """A work where it is cited, with its place, without brackets and closing full stop."""

    def name(self, entry: Entry) -> Inline:
        """What stands in the sentence for a bare ``@key``."""

    def reference(self, entry: Entry) -> Inline:
        """A work as it stands in a list, without a closing full stop."""


StyleMaker = Callable[[Library, str], Style]
"""Makes a style for a library and the language of a site, a tag such as ``de`` or ''."""


def inline(words: str) -> Inline:
    """Plain words."""
    return (Run(words),) if words else ()


def joined(separator: str, *parts: Inline) -> Inline:
    """The parts that are not empty, with the separator between them."""
    made: Inline = ()
    for part in parts:
        made += (*inline(separator if made and part else ""), *part)
    return made

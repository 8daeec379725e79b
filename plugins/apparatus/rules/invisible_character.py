"""A character that nobody can see stands in the library or on a page.

Zero-width blanks, soft hyphens and control characters come with text that was pasted. They
part words for every search and every comparison, and a key that holds one is another key.
Marks of direction can make a line read otherwise than it is written; they are reported
where no letter of a script that runs from right to left stands on the line, and those that
override the direction everywhere. Joiners are left alone beside letters of scripts that
need them and in emoji, and no-break blanks everywhere. Code on a page is not looked at.

Zero-width characters and soft hyphens can be taken out safely; what the others were meant
to be, a person must see.

Example:

    The so\u00adlution is order.

Instead:

    The solution is order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.edition import Site
from apparatus.model import Library, Page, Source, Span
from apparatus.rules import Group, Rule, by_page, of_library

_BLANK = "\u00ad\u180e\u200b\u2060-\u2064\ufeff"
_JOINER = "\u200c\u200d"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"
_OTHER = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e"
_RUN = re.compile(f"[{_BLANK}{_JOINER}{_DIRECTION}{_OTHER}]+")
_INVISIBLE = re.compile(
    f"(?P<blank>[{_BLANK}]+)|(?P<joiner>[{_JOINER}])|(?P<direction>[{_DIRECTION}])|[{_OTHER}]"
)
_PLAIN_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def check(site: Site) -> Iterator[Finding]:
    yield from _in_library(site)
    for page in site.pages.values():
        yield from _on_page(page)


@of_library
def _in_library(library: Library) -> Iterator[Finding]:
    for source in library.sources:
        yield from _invisible(source)


@by_page
def _on_page(page: Page) -> tuple[Finding, ...]:
    found = _invisible(page.source)
    return tuple(each for each in found if _is_read(page, each.span.start))


def _is_read(page: Page, at: int) -> bool:
    """Whether an offset lies in a page's head or text, and not in code."""
    return at < page.body or page.stretch_at(at) is not None


def _invisible(source: Source) -> Iterator[Finding]:
    for found in _each(source.text):
        if _belongs(source, found):
            continue
        span = Span(source, found.start(), found.end())
        names = ", ".join(dict.fromkeys(map(_name, found.group())))
        fix = None
        if found.lastgroup in ("blank", "joiner"):
            fix = Fix(f"remove {names}", (Edit(span, ""),), safe=True)
        yield Finding(span, f"{names} stands here and cannot be seen", fix=fix)


def _each(text: str) -> Iterator[re.Match[str]]:
    """Every invisible character, blanks in a row as one; one set is searched for fast."""
    for run in _RUN.finditer(text):
        yield from _INVISIBLE.finditer(text, run.start(), run.end())


def _belongs(source: Source, found: re.Match[str]) -> bool:
    """Whether the characters around it call for it."""
    text, start, end = source.text, found.start(), found.end()
    if found.lastgroup == "joiner":
        return _takes_joiner(text[start - 1 : start]) or _takes_joiner(text[end : end + 1])
    if found.lastgroup != "direction":
        return False
    line_start = max(text.rfind("\n", 0, start) + 1, start - 1000)
    line = text[line_start : end + 1000].split("\n", 1)[0]
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in line if c.isalpha())


def _takes_joiner(character: str) -> bool:
    if not character.isalpha():  # marks of Indic scripts, variation selectors, emoji
        return unicodedata.category(character or " ")[0] in "MS"
    return not unicodedata.name(character, "").startswith(_PLAIN_SCRIPTS)


def _name(character: str) -> str:
    name = unicodedata.name(character, "a control character")
    return f"{name.lower()} (U+{ord(character):04X})"


RULE = Rule("invisible-character", Severity.ERROR, Group.FILES, check, fix="safe")

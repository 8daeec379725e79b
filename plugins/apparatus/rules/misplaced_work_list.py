"""The place of a list of works is written in a way that is not read.

It is read on lines of its own at the left margin, ``::: {#refs}`` and ``:::``, with ``.site`` or
``.library`` behind ``#refs`` and nothing between the two. Indented, in a list, a quotation or an
admonition, or with other words, it is printed as the characters it is made of; so is
``\\bibliography``, which another plugin reads.

Example:

    !!! note

        ::: {#refs .site}
        :::

Instead:

    ::: {#refs .site}
    :::
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Page, Span
from apparatus.rules import Group, Rule

_PLACE = re.compile(
    r"^(?P<before>[ \t>]*(?:[-*+][ \t]+)?)"
    r"(?P<place>:{3,}[ \t]*\{[ \t]*#(?P<name>refs?|references)(?![\w-])"
    r"(?P<rest>[^{}\r\n]*)\}[ \t:]*)",
    re.M,
)
_CLOSING = re.compile(r"^:{3,}[ \t]*(?:\r?$|\Z)", re.M)
_LATEX = re.compile(r"^[ \t]*(\\(?:full_)?bibliography)[ \t]*\r?$", re.M)
_LISTS = ("site", "library")


def check(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        text = page.source.text
        if "#ref" in text or "bibliography" in text:
            yield from _misplaced(page)


def _misplaced(page: Page) -> Iterator[Finding]:
    source, read = page.source, {each.span.start for each in page.lists}
    for part in page.stretches:
        closings = [each.start() for each in _CLOSING.finditer(source.text, part.start, part.end)]
        last = closings[-1] if closings else -1
        for found in _PLACE.finditer(source.text, part.start, part.end):
            if found.start("place") not in read:
                fact, suggestion = _why(found, last)
                place = found.group("place").rstrip(" \t:")
                start = found.start("place")
                yield Finding(Span(source, start, start + len(place)), fact, suggestion)
        for found in _LATEX.finditer(source.text, part.start, part.end):
            site_wide = "full_" in found.group(1)
            suggestion = f"::: {{#refs{' .library' if site_wide else ''}}}"
            fact = f"{found.group(1)} makes no list of works here"
            yield Finding(Span(source, *found.span(1)), fact, suggestion)


def _why(found: re.Match[str], closing: int) -> tuple[str, str]:
    """What is wrong with the place of a list, and what is likely to be meant; ``closing`` is
    where the last line that may close it begins.
    """
    name, words = found.group("name"), found.group("rest").split()
    if name != "refs":
        return f"a list of works has the name #refs, not #{name}", "::: {#refs}"
    if found.group("before"):
        return "a list of works stands at the left margin", ""
    if len(words) > 1 or (words and words[0] not in [f".{each}" for each in _LISTS]):
        near = get_close_matches(" ".join(words).strip("."), _LISTS, n=1)
        fact = "behind #refs may stand .site or .library, and nothing else"
        return fact, f"::: {{#refs .{near[0]}}}" if near else ""
    if closing < found.end():
        return "a list of works is closed by a line of three colons", ""
    return "a list of works is empty: nothing stands between its two lines", ""


RULE = Rule("misplaced-work-list", Severity.WARN, Group.CITATIONS, check)

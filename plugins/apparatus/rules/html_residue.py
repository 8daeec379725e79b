"""A field that is printed holds HTML: an entity such as `&amp;` or a tag such as `<i>`.

It came with a record from the web. A .bib file knows no HTML, and readers see the tag or the
entity instead of what it means. Entities can be replaced safely, save those of `<` and `>`,
which may belong to a tag; for tags that have a counterpart in LaTeX, that is offered.

Example:

    @book{doe2010, author = {Doe, Jane}, title = {Order &amp; peace}, date = {2010}}

Instead:

    @book{doe2010, author = {Doe, Jane}, title = {Order \\& peace}, date = {2010}}
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from apparatus.diagnostics import Edit, Finding, Fix, Severity, rewrite
from apparatus.fields import occurrences, text_fields
from apparatus.model import Field, Library, Span
from apparatus.rules import Group, Rule, of_library

_RESIDUE = re.compile(
    r"(?P<entity>\\?&(?:amp;)?(?:[A-Za-z]{2,8}|\\?#\d{2,6}|\\?#x[\da-f]{2,5});)"
    r"|(?P<tag><(?:jats:\w+|mml:\w+|i|b|em|strong|su[bp]|span|p|br|inf|scp|sc|tt|u|font|a)"
    r"(?:\s[^<>]*)?/?>)",
    re.I,
)
_PAIR = re.compile(r"<(i|em|sub|sup|inf)>([^<>{}]*)</\1>", re.I)
_MACROS = {
    "i": "emph",
    "em": "emph",
    "sub": "textsubscript",
    "inf": "textsubscript",
    "sup": "textsuperscript",
}
_ESCAPED = str.maketrans({"&": "\\&", "%": "\\%", "#": "\\#", "$": "\\$", "_": "\\_"})
_NOT_LITERAL = frozenset("{}\\^~")  # to BibTeX or LaTeX, whatever stands before them


def check(library: Library) -> Iterator[Finding]:
    for field in text_fields(library):
        if "&" in field.value or "<" in field.value:
            paired = dict(_paired(field))
            for span, found in occurrences(field, _RESIDUE):
                meant = _meant(found.group())
                if found["tag"]:
                    yield Finding(span, f"'{span.text}' is HTML", fix=paired.get(span.start))
                elif meant:
                    fact = f"'{span.text}' is HTML and means '{meant}'"
                    yield Finding(span, fact, fix=_literal(field, span, meant))


def _meant(entity: str) -> str:
    """The characters that an entity stands for, also one that was escaped twice."""
    plain = html.unescape(html.unescape(entity.replace("\\", "")))
    return "" if plain.endswith(";") else plain


def _literal(field: Field, span: Span, meant: str) -> Fix | None:
    """The fix that writes the characters; a bracket may turn what surrounds it into a tag."""
    value = field.value_span.text
    if _NOT_LITERAL.intersection(meant) or ('"' in meant and '"' in value) or _is_bare(value):
        return None
    return rewrite(span, meant.translate(_ESCAPED), safe=not {"<", ">"}.intersection(meant))


def _is_bare(value: str) -> bool:
    """Whether a value, or a part of it, stands without braces or quotation marks."""
    return not re.fullmatch(r"\{.*\}|\"[^\"]*\"", value, re.S)


def _paired(field: Field) -> Iterator[tuple[int, Fix]]:
    """For the opening tags of pairs that LaTeX has a macro for: the macro."""
    for span, found in () if _is_bare(field.value_span.text) else occurrences(field, _PAIR):
        macro = f"\\{_MACROS[found.group(1).lower()]}{{{found.group(2)}}}"
        yield span.start, Fix(f"write '{macro}'", (Edit(span, macro),))


RULE = Rule("html-residue", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check), fix="safe")

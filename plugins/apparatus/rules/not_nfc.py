"""An accented letter is written as a letter and an accent of its own.

It looks the same and is another text: searches do not find it, names that are equal do not
compare as equal, and some fonts part the accent from its letter. Text copied from PDF files
often is so. The standard form for text on the web is NFC, in which such letters
are one character.

Example:

    @book{doe2010, author = {Doe\u0301, Jane}, title = {Order}, date = {2010}}

Instead:

    @book{doe2010, author = {Do\u00e9, Jane}, title = {Order}, date = {2010}}
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.fields import text_fields
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library


def check(library: Library) -> Iterator[Finding]:
    if all(unicodedata.is_normalized("NFC", source.text) for source in library.sources):
        return
    for field in text_fields(library):
        span = field.value_span
        composed = unicodedata.normalize("NFC", span.text)
        if composed != span.text:
            odd = next(c for c, right in zip(span.text, composed, strict=False) if c != right)
            at = span.text.index(odd)
            place = span._replace(start=span.start + at, end=span.start + at + 1)
            fix = Fix("compose the letters", (Edit(span, composed),), safe=True)
            yield Finding(place, f"letters of '{field.name}' are not composed (NFC)", fix=fix)


RULE = Rule("not-nfc", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check), fix="safe")

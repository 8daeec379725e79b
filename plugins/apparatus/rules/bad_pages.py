"""The `pages` of an entry are neither pages nor the number of an article.

Locators are held against them, so what cannot be read is not checked. An open end
(`12--`), words (`in press`), a number of pages (`12 pages`, which is a `pagetotal`) and
dashes written as macros are reported. What else holds a number or a single letter, as
`e1002436`, `Cover 3` or `Appendix A`, passes for a name of the place.

Example:

    @article{doe2010,
      author       = {Doe, Jane},
      title        = {Order},
      journaltitle = {Journal of Examples},
      date         = {2010},
      pages        = {12\\textendash 20}
    }

Instead:

    @article{doe2010,
      author       = {Doe, Jane},
      title        = {Order},
      journaltitle = {Journal of Examples},
      date         = {2010},
      pages        = {12--20}
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.fields import rewrite_field
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library

_NUMBERED = re.compile(r"(?=[^\\{}?]*(?:\d|\b[A-Z]\b))[^\\{}?]*(?<![-–—,])")
_COUNT = re.compile(r"\d+\s*(?:pages|pp?\.|pp?|Seiten|S\.|с\.)", re.I)
_DASH = re.compile(r"\s*(?:\{\s*\\text(?:en|em)dash\s*\}|\\text(?:en|em)dash(?:\{\}|\s*))\s*")


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        field = entry.fields.get("pages")
        value = field.value.strip("{} ") if field else ""
        if field is None or not value:
            continue
        if _DASH.search(value):
            written = _DASH.sub("--", value)
            fix = rewrite_field(field, written, safe=True)
            yield Finding(field.value_span, f"a macro stands for the dash in '{value}'", fix=fix)
        elif _COUNT.fullmatch(value):
            yield Finding(field.value_span, f"'{value}' counts pages, as 'pagetotal' does")
        elif not entry.pages and not _NUMBERED.fullmatch(value):
            yield Finding(field.value_span, f"'{value}' cannot be read as pages")


RULE = Rule("bad-pages", Severity.WARN, Group.LIBRARY_FIELDS, of_library(check), fix="safe")

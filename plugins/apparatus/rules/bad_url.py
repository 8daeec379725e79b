"""The ``url`` field holds no address that a reader can follow.

Without its scheme an address is, to a browser, a page of the site itself, and a link to it
leads nowhere. An address begins with http, https or ftp, names a host, and has no blank or
control character in it. Whether it still answers is not looked up.

Example:

    @online{roe2012,
      author = {Roe, Richard},
      title  = {A list of ships},
      url    = {www.example.org/ships}
    }

Instead:

    @online{roe2012,
      author = {Roe, Richard},
      title  = {A list of ships},
      url    = {https://www.example.org/ships}
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library

_URL = re.compile(r"(?:https?|ftp)://[^\s/?#\"<>\x00-\x20]+\.[^\s\"<>\x00-\x20]+", re.I)


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        field = entry.fields.get("url")
        if field is not None and field.value.strip() and not _URL.fullmatch(field.value):
            yield Finding(field.value_span, f"'{field.value}' is not an http, https or ftp address")


RULE = Rule("bad-url", Severity.ERROR, Group.LIBRARY_FIELDS, of_library(check))

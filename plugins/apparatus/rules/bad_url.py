"""The ``url`` field holds no address that a reader can follow.

It must begin with http, https or ftp, name a host, and hold no blank or control character.

Example:

    url = {www.kremlin.ru/events}

Instead:

    url = {http://kremlin.ru/events}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule

_URL = re.compile(r"(?:https?|ftp)://[^\s/?#\"<>\x00-\x20]+\.[^\s\"<>\x00-\x20]+", re.I)


def check(site: Site) -> Iterator[Finding]:
    for entry in site.library.entries.values():
        field = entry.fields.get("url")
        if field is not None and field.value.strip() and not _URL.fullmatch(field.value):
            yield Finding(field.value_span, f"'{field.value}' is not an http, https or ftp address")


RULE = Rule("bad-url", Severity.ERROR, Group.LIBRARY_FIELDS, check)

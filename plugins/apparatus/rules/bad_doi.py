"""The ``doi`` field holds no DOI.

A DOI is ``10.``, a registrant's number, a slash and a suffix (ISO 26324). Leave the
resolver's address out.

Example:

    doi = {https://doi.org/10.1000/182}

Instead:

    doi = {10.1000/182}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"]+")
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)


def check(site: Site) -> Iterator[Finding]:
    for entry in site.library.entries.values():
        field = entry.fields.get("doi")
        if field is None or _DOI.fullmatch(field.value):
            continue
        bare = _RESOLVER.sub("", field.value.strip())
        suggestion = bare if _DOI.fullmatch(bare) else None
        yield Finding(field.value_span, f"'{field.value}' is not a DOI", suggestion)


RULE = Rule("bad-doi", Severity.ERROR, Group.LIBRARY_FIELDS, check)

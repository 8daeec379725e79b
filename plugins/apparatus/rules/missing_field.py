"""An entry lacks a field without which no note can name the work.

What counts per type is less than biblatex asks for: a title, where the work appeared,
when. An ``@online`` entry needs an address instead of a date. That nobody is named as author or
editor is a warning. Fields that come by
``crossref`` or ``xdata`` count.

Example:

    @article{heller2014, title = {Russia’s quest for respect}, date = {2014}}

Instead:

    @article{heller2014,
      title        = {Russia’s quest for respect},
      journaltitle = {Communist and Post-Communist Studies},
      date         = {2014}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.entry_types import AUTHORED, REQUIRED, TYPE_ALIASES
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for entry in site.library.entries.values():
        kind = TYPE_ALIASES.get(entry.type, entry.type)
        for group in REQUIRED.get(kind, ()):
            if not entry.get(*group):
                wanted = " or ".join(f"'{name}'" for name in group[:2])
                yield Finding(entry.key_span, f"@{entry.type} '{entry.key}' has no {wanted}")
        if kind in AUTHORED and not entry.get("author", "editor", "organization", "institution"):
            fact = f"@{entry.type} '{entry.key}' has no 'author' or 'editor'"
            yield Finding(entry.key_span, fact, severity=Severity.WARN)


RULE = Rule("missing-field", Severity.ERROR, Group.LIBRARY_FIELDS, check)

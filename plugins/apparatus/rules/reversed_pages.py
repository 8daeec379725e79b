"""The pages of an entry run backwards.

One of the two numbers is wrong, and every citation of a page of the work is checked against
them. Elided last pages are expanded first: ``1203-20`` ends on 1220.

Example:

    @article{doe2010,
      author       = {Doe, Jane},
      title        = {Fog},
      journaltitle = {Journal of Examples},
      date         = {2010},
      pages        = {183--138}
    }

Instead:

    @article{doe2010,
      author       = {Doe, Jane},
      title        = {Fog},
      journaltitle = {Journal of Examples},
      date         = {2010},
      pages        = {138--183}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.fields import rewrite_field
from apparatus.model import Library
from apparatus.rules import Group, Rule, of_library


def check(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        for found in entry.pages:
            if found.system != "other" and found.last < found.first:
                field = entry.fields["pages"]
                turned = f"{found.last}--{found.first}"
                alone = len(entry.pages) == 1 and found.system == "arabic"
                yield Finding(
                    field.value_span,
                    f"pages {found.first} to {found.last} run backwards",
                    fix=rewrite_field(field, turned) if alone else None,
                )


RULE = Rule("reversed-pages", Severity.ERROR, Group.LIBRARY_FIELDS, of_library(check), fix="unsafe")

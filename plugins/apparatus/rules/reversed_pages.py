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
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for entry in site.library.entries.values():
        for found in entry.pages:
            if found.system != "other" and found.last < found.first:
                yield Finding(
                    entry.fields["pages"].value_span,
                    f"pages {found.first} to {found.last} run backwards",
                )


RULE = Rule("reversed-pages", Severity.ERROR, Group.LIBRARY_FIELDS, check)

"""No comma separates this field, or the key, from the next field.

Other BibTeX programs drop one of the two fields, or the whole entry, without a word. Here both
fields are read. A comma behind the last field may be there or not.

Example:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses}
      date   = {2021}
    }

Instead:

    @book{doe2021,
      author = {Doe, Jane},
      title  = {Lighthouses},
      date   = {2021}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("missing-comma"):
        behind = fault.span._replace(start=fault.span.end)
        fix = Fix("insert ','", (Edit(behind, ","),), safe=True)
        yield Finding(fault.span, f"no comma after '{fault.subject}'", fix=fix)


RULE = Rule("missing-comma", Severity.ERROR, Group.LIBRARY_SYNTAX, check, fix="safe")

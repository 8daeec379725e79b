"""A name in an author, editor or translator field cannot be taken apart.

Names are separated by ``and``; one name has two commas at most (``Family, Jr, Given``). A
list with commas between the people is printed as one person with one long family name, and
sorted under it. What stands in braces is one name whatever it holds. Three bare family names
(``Doe, Roe, Poe``) look like one person and are not found.

Example:

    @book{doe2021,
      author = {Doe, J., Roe, R., Poe, A.},
      title  = {Lighthouses},
      date   = {2021}
    }

Instead:

    @book{doe2021,
      author = {Doe, J. and Roe, R. and Poe, A.},
      title  = {Lighthouses},
      date   = {2021}
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule

_FIELDS = ("author", "editor", "translator")
_BRACED = re.compile(r"\{[^{}]*\}")


def check(site: Site) -> Iterator[Finding]:
    for entry in site.library.entries.values():
        for name in _FIELDS:
            field = entry.fields.get(name)
            if field is None:
                continue
            value = _BRACED.sub("", field.value)
            if any(person.count(",") > 2 for person in re.split(r"\sand\s", value)):
                yield Finding(
                    field.value_span,
                    "a name has more than two commas; people are separated by 'and'",
                )


RULE = Rule("odd-name", Severity.WARN, Group.LIBRARY_FIELDS, check)

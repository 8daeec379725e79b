"""A value names a macro that no ``@string`` defines.

Often the braces around the value have been lost. Programs print the bare name, or nothing. The
names of months, ``jan`` to ``dec``, are always defined; macros are shared by all files of the
library.

Example:

    @book{doe2021,
      author    = {Doe, Jane},
      title     = {Lighthouses},
      publisher = press,
      date      = {2021}
    }

Instead:

    @string{press = {Example Press}}
    @book{doe2021,
      author    = {Doe, Jane},
      title     = {Lighthouses},
      publisher = press,
      date      = {2021}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("undefined-string"):
        yield Finding(fault.span, f"no @string defines '{fault.subject}'")


RULE = Rule("undefined-string", Severity.ERROR, Group.LIBRARY_SYNTAX, check)

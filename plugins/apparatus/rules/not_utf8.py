"""A file is not UTF-8 at this place.

The byte is shown as � and the rest of the file is read, so a name or a word is damaged wherever
it is printed, and a quotation or a key with such a letter is not recognized. One finding stands
for all such bytes of a line. The file of the example was saved as Latin-1.

Example:

    -- refs.bib (latin-1) --
    @book{roe2008,
      author = {Roe, Séverine},
      title  = {Lighthouses},
      date   = {2008}
    }

Instead:

    -- refs.bib --
    @book{roe2008,
      author = {Roe, Séverine},
      title  = {Lighthouses},
      date   = {2008}
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("not-utf8"):
        yield Finding(fault.span, f"{fault.subject} is not UTF-8")


RULE = Rule("not-utf8", Severity.ERROR, Group.FILES, check)

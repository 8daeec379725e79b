"""The list of people has a form of a name that no work of the library has.

A list that unites names says under which forms one person wrote, edited or translated. A form
that nobody has is a slip, or was left behind when an entry was changed; the person is then
taken for two again, and the site has a page for each. While an entry cannot be read, nothing
is said.

Example:

    -- people.yml --
    - name: "Roe, Richard"
      variants: ["Roe, Dick"]
      note: One person by the preface of the second edition.

Instead:

    -- refs.bib --
    @book{roe2003, author = {Roe, R. Dick}, title = {Docks}, date = {2003}}
    -- people.yml --
    - name: "Roe, Richard"
      variants: ["Roe, R. Dick"]
      note: One person by the preface of the second edition.
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.people import forms, known_names
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    if site.library.broken or not site.people:
        return  # the names of an entry that cannot be read are not known
    known = known_names(site)
    for person in site.people:
        for key, span in forms(person):
            if key not in known:
                text = span.text.strip("\"'")
                yield Finding(span, f"no work in {site.library_name} has the name '{text}'")


RULE = Rule("unknown-name", Severity.ERROR, Group.LIBRARY_RELATIONS, check)

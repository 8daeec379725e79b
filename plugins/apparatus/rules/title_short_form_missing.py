"""A work with a long title is cited in several notes and has no short title.

From its second note on a work is named by its `shorttitle`, or by its title up to the
colon. A title of more than nine words without a colon is then printed in full each time.

Example:

    -- refs.bib --
    @book{doe2010,
      author = {Doe, Jane},
      title  = {On the makers of order and of peace in times of war},
      date   = {2010}
    }
    -- docs/index.md --
    Order[^1] and peace.[^2]

    [^1]: [@doe2010, p. 1].
    [^2]: [@doe2010, p. 2].

Instead:

    -- refs.bib --
    @book{doe2010,
      author     = {Doe, Jane},
      title      = {On the makers of order and of peace in times of war},
      shorttitle = {On the makers of order},
      date       = {2010}
    }
    -- docs/index.md --
    Order[^1] and peace.[^2]

    [^1]: [@doe2010, p. 1].
    [^2]: [@doe2010, p. 2].
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Page
from apparatus.rules import Group, Rule, by_page

_LONGEST = 9


def check(site: Site) -> Iterator[Finding]:
    times: Counter[str] = Counter()
    for page in site.pages.values():
        times.update(_cited(page))
    for entry in site.library.entries.values():
        title = entry.fields.get("title")
        if times[entry.key] < 2 or title is None or entry.get("shorttitle"):
            continue
        words = len(title.value.split(": ")[0].split())
        if words > _LONGEST:
            fact = f"'{entry.key}' is cited in {times[entry.key]} notes by a title of {words} words"
            yield Finding(title.value_span, fact)


@by_page
def _cited(page: Page) -> tuple[str, ...]:
    """The keys that a page cites, each as often as there are notes that do."""
    notes = {
        (item.key, citation.note or citation.span.start)
        for citation in page.citations
        for item in citation.items
    }
    return tuple(key for key, _ in notes)


RULE = Rule("title-short-form-missing", Severity.INFO, Group.LIBRARY_FIELDS, check)

"""A later note stands for two works of the page alike: same family names, same short title.

From its second mention on, a work is printed as family names and short title. Where two
works of a page share both, a reader cannot tell which of them a later note means. The field
``shorttitle`` tells them apart. Short forms are compared as the library spells them, case
and braces apart; a title in italics and the same in quotation marks are two. Pages on which
such works are cited once each are left alone.

Example:

    -- refs.bib --
    @article{doe2001a,
      author = {Doe, Jane},
      title = {On order: the first part},
      journaltitle = {Journal of Examples},
      date = {2001}
    }
    @article{doe2001b,
      author = {Doe, Jane},
      title = {On order: the second part},
      journaltitle = {Journal of Examples},
      date = {2001}
    }
    -- docs/index.md --
    Two parts [@doe2001a; @doe2001b], of which one is short [@doe2001a].

Instead:

    -- refs.bib --
    @article{doe2001a,
      author = {Doe, Jane},
      title = {On order: the first part},
      shorttitle = {On order, I},
      journaltitle = {Journal of Examples},
      date = {2001}
    }
    @article{doe2001b,
      author = {Doe, Jane},
      title = {On order: the second part},
      shorttitle = {On order, II},
      journaltitle = {Journal of Examples},
      date = {2001}
    }
    -- docs/index.md --
    Two parts [@doe2001a; @doe2001b], of which one is short [@doe2001a].
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import CitationItem, Library, Page
from apparatus.rules import Group, Rule
from apparatus.short_forms import short_form


def check(site: Site) -> Iterator[Finding]:
    forms = _forms(site.library)
    if len(set(forms.values())) == len(forms):
        return
    for page in site.pages.values():
        yield from _alike(page, forms)


@lru_cache(maxsize=1)
def _forms(library: Library) -> Mapping[str, str]:
    return {key: _folded(short_form(entry)) for key, entry in library.entries.items()}


def _folded(form: str) -> str:
    return " ".join(form.replace("{", "").replace("}", "").split()).casefold()


def _alike(page: Page, forms: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for the second mention of every work that another of the page looks like."""
    mentions: dict[str, list[CitationItem]] = {}
    for item in page.items():
        if forms.get(item.key):
            mentions.setdefault(item.key, []).append(item)
    for key, items in mentions.items():
        others = [each for each in mentions if each != key and forms[each] == forms[key]]
        if others and len(items) > 1:
            other = mentions[others[0]][0]
            fact = f"later notes print '{key}' and '{other.key}' alike"
            yield Finding(items[1].key_span, fact, related=((other.key_span, "the other work"),))


RULE = Rule("ambiguous-short-form", Severity.ERROR, Group.CITATIONS, check)

"""The rules: one fault per file, named after the fault.

A rule reads a `Site` and yields
`Finding` values; it knows no other rule, no file and no
host. Its module's docstring is its page: what it finds, why that matters, an
example and what to write instead. Adding a file to this folder adds the rule.

The blocks behind ``Example:`` and ``Instead:`` are run by the tests, on top of the small
site of ``tests/examples``. A block that begins with ``@`` and an entry type is added to
``refs.bib``, any other is ``docs/index.md``; a line ``-- docs/cases/ship.md --`` says
otherwise and may stand before each of several files, ``-- refs.bib (latin-1) --`` before
one that is not UTF-8. Pages are replaced whole; of a library the entries with the same key,
of ``witness.yml``, ``page_types.yml`` and ``mkdocs.yml`` the keys that the block gives; to
``emendations.yml`` records are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache, wraps
from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules
from sys import modules
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Library, Page

Rest = ParamSpec("Rest")
Found = TypeVar("Found")
_PAGES = 16_384  # of so many is remembered what was found on them


class Group(Enum):
    """What rules are about; the order is that in which they are listed."""

    LIBRARY_SYNTAX = "The library: syntax"
    LIBRARY_IDENTITY = "The library: identity"
    LIBRARY_FIELDS = "The library: fields"
    LIBRARY_RELATIONS = "The library: between entries"
    CITATIONS = "Citations"
    NOTES = "Notes"
    EDITION = "The edition"
    WORDS = "Words of the edited text"
    PAGES = "Pages of a type"
    FILES = "Files"
    WAIVERS = "Waivers"


class Rule(NamedTuple):
    """A rule: its name, how grave its findings are by default, its group and its check.

    ``fix`` says what its findings may bring along: ``safe`` fixes keep the meaning of
    the text, ``unsafe`` ones are a guess that a person should look at.
    """

    name: str
    severity: Severity
    group: Group
    check: Callable[[Site], Iterator[Finding]]
    fix: str = ""

    @property
    def page(self) -> str:
        """The rule's documentation, Markdown: the docstring of its module."""
        return getdoc(modules[self.check.__module__]) or ""


def of_library(
    check: Callable[[Library], Iterator[Finding]],
) -> Callable[[Site], Iterator[Finding]]:
    """The check of a rule that reads nothing of a site but its library.

    What it finds is remembered as long as the library is the same, as it is while pages are
    edited.
    """

    @lru_cache(maxsize=1)
    def found(library: Library) -> tuple[Finding, ...]:
        return tuple(check(library))

    @wraps(check)
    def of_site(site: Site) -> Iterator[Finding]:
        return iter(found(site.library))

    return of_site


def by_page(find: Callable[Concatenate[Page, Rest], Found]) -> Callable[..., Found]:
    """What is found on a page, with whatever else that depends on, as a function of both.

    It is remembered as long as all of it is the same, as most pages are while one is edited.
    """
    remembered = lru_cache(maxsize=_PAGES)(find)
    last: tuple[object, ...] = ()

    @wraps(find)
    def found(page: Page, *rest: Rest.args, **_: Rest.kwargs) -> Found:
        nonlocal last
        if len(rest) != len(last) or any(a is not b for a, b in zip(rest, last, strict=True)):
            remembered.cache_clear()  # or every library that there was would be kept
            last = rest
        return remembered(page, *rest)

    return found


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by name, in alphabetical order."""
    found = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return {module.RULE.name: module.RULE for module in found}

"""The site of one build and the verdict over it, both made when they are asked for.

Where `kept-pages` has kept what was said of the same site, neither need be made at all: the
findings are said again, and pages that are as they were ask for nothing. While serving, what
has not changed since the build before is not read again: pages that say the same, the library.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from apparatus.adapters.conditions import installed
from apparatus.diagnostics import Severity, Verdict, summary_line
from apparatus.edition import Site
from apparatus.model import Fault, Library, Source
from apparatus.project import (
    Settings,
    ask,
    asking,
    content_of,
    digest,
    load_edition,
    load_library,
    make_site,
    remember,
)
from apparatus.reports.text import plain

if TYPE_CHECKING:
    from apparatus.adapters.keeping import Store

Texts = Mapping[str, tuple[Source, list[Fault]]]


class Said(NamedTuple):
    """What the log says of a site: every finding with its weight, and the summary."""

    findings: tuple[tuple[Severity, str], ...]
    summary: str

    def worse_than(self, threshold: Severity) -> int:
        """How many findings are at least as grave."""
        return sum(weight.rank >= threshold.rank for weight, _ in self.findings)


@dataclass
class Judgement:
    """``texts`` are the pages as the host has them; ``store`` is that of ``kept-pages``, if the
    site has it; ``before`` is the build before, if it is still there.
    """

    settings: Settings
    texts: Texts
    store: Store | None = None
    before: Judgement | None = None
    read: Mapping[str, bytes] = field(default_factory=dict)
    """What the files of the library held when they were read."""

    number: Callable[[Site], Site] | None = field(default=None, init=False)
    """Gives the site the numbers of its notes; see `number_by`."""

    def __post_init__(self) -> None:
        if self.before and "site" not in vars(self.before):
            self.before = self.before.before

    @cached_property
    def said(self) -> Said:
        """What is to be said of the site, found out if that is not known."""
        if self._known:
            return self._known[0]
        found = tuple((each.severity, plain(each)) for each in self.verdict.diagnostics)
        said = Said(found, summary_line(self.site, self.verdict))
        value = {
            "paths": {path: held.hex() for path, held in self._held.items()},
            "findings": [(weight.value, text) for weight, text in found],
            "summary": said.summary,
        }
        if self.store:
            self.store.put("verdict", "", self._pages, value)
        return said

    @cached_property
    def state(self) -> bytes:
        """A digest of all that the site is made of: two with the same are the same."""
        if self._known:
            return digest(self._pages, self._known[1])
        self.site  # noqa: B018  # what it is made of is known when it is made
        return digest(self._pages, self._held)

    @cached_property
    def site(self) -> Site:
        """The site, parsed."""
        before = self.before if self.before and self.before.settings == self.settings else None
        known = before.site.pages if before else {}
        with asking() as asked:
            edition = load_edition(self.settings, self._library)
            site = make_site(self.settings, edition, self.texts, known)
        self._held = dict(sorted(asked.paths.items()))
        self.before = None  # or all builds would be kept
        return self.number(site) if self.number else site

    def number_by(self, number: Callable[[Site], Site]) -> None:
        """Let ``number`` give the site the numbers of its notes, which no finding depends on."""
        self.number = number
        if "site" in vars(self):
            self.site = number(self.site)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict over the site."""
        from apparatus.check import check_site  # its hundred rules; needless where all is known

        verdict = check_site(self.site, self.settings.severities, date.today())
        remember(self.settings, self.site)
        return verdict

    @property
    def _library(self) -> Library:
        """The library, read anew if one of its files is not what it was."""
        before = self.before
        files = self.settings.bibliography
        if before and before.settings.bibliography == files and _still(before.read):
            self.read = before.read
            for path, held in self.read.items():
                ask(Path(path), held)
            return before.site.library
        with asking() as asked:
            library = load_library(self.settings)
        self.read = asked.paths
        return library

    @cached_property
    def _pages(self) -> bytes:
        """A digest of what is known before anything else is read."""
        texts = ((name, source.path, source.text) for name, (source, _) in self.texts.items())
        around = installed(), os.getcwd(), date.today(), self.settings
        return digest(*around, *(part for text in texts for part in text))

    @cached_property
    def _known(self) -> tuple[Said, dict[str, bytes]] | None:
        """What was said of the same site, and what it was made of."""
        kept: Any = self.store.get("verdict", "", self._pages) if self.store else None
        try:
            held = {str(path): bytes.fromhex(each) for path, each in kept["paths"].items()}
            findings = tuple((Severity(weight), str(text)) for weight, text in kept["findings"])
            said = Said(findings, str(kept["summary"]))
        except (AttributeError, LookupError, TypeError, ValueError):
            return None  # nothing, or it was not we who kept it
        return (said, held) if _still(held) else None


def _still(held: Mapping[str, bytes]) -> bool:
    """Whether files and folders hold what they held."""
    return all(content_of(Path(path)) == each for path, each in held.items())

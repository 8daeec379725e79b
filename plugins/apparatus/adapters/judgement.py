"""The site of one build and the verdict over it, both made when they are asked for.

Where `kept-pages` has kept what was said of the same site, neither need be made at all: the
findings are said again, and pages that are as they were ask for nothing. While serving, what
has not changed since the build before is not read again: pages that say the same, the library.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from apparatus.adapters.digests import digest
from apparatus.diagnostics import Severity, Verdict, summary_line
from apparatus.edition import Site
from apparatus.model import Fault, Library, Source
from apparatus.project import (
    Settings,
    asking,
    load_edition,
    load_library,
    make_site,
    package_state,
    remember,
)
from apparatus.reports.text import plain

if TYPE_CHECKING:
    from apparatus.adapters.keeping import Store

Texts = Mapping[str, tuple[Source, list[Fault]]]
Contents = list[tuple[str, bytes]]


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
    site has it; ``before`` is the build before, if it is still there; ``number`` gives the site
    the numbers of its notes.
    """

    settings: Settings
    texts: Texts
    store: Store | None = None
    before: Judgement | None = None
    number: Callable[[Site], Site] = lambda site: site
    read: Contents = field(default_factory=list)
    """The files of the library, as they were read."""

    def __post_init__(self) -> None:
        if self.before and "site" not in vars(self.before):
            self.before = self.before.before

    @cached_property
    def said(self) -> Said:
        """What is to be said of the site, found out if that is not known."""
        known = self._known
        if known:
            weights = tuple((Severity(weight), text) for weight, text in known["findings"])
            return Said(weights, str(known["summary"]))
        found = tuple((each.severity, plain(each)) for each in self.verdict.diagnostics)
        said = Said(found, summary_line(self.site, self.verdict))
        value = {
            "paths": sorted(self._paths),
            "state": self.state.hex(),
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
            return bytes.fromhex(self._known["state"])
        self.site  # noqa: B018  # what it is made of is known when it is made
        return digest(self._pages, _contents(self._paths))

    @cached_property
    def site(self) -> Site:
        """The site, parsed."""
        before = self.before if self.before and self.before.settings == self.settings else None
        known = before.site.pages if before else {}
        with asking() as asked:
            edition = load_edition(self.settings, self._library)
            site = make_site(self.settings, edition, self.texts, known)
        self._paths = asked.paths
        self.before = None  # or all builds would be kept
        return self.number(site)

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
        same = before and before.settings.bibliography == self.settings.bibliography
        if before and same and before.read == _contents(path for path, _ in before.read):
            self.read = before.read
            with asking() as asked:
                asked.paths.update(path for path, _ in self.read)
            return before.site.library
        with asking() as asked:
            library = load_library(self.settings)
        self.read = _contents(asked.paths)
        return library

    @cached_property
    def _pages(self) -> bytes:
        """A digest of what is known before anything else is read."""
        texts = ((name, source.path, source.text) for name, (source, _) in self.texts.items())
        around = package_state(), os.getcwd(), date.today(), self.settings
        return digest(*around, *(part for text in texts for part in text))

    @cached_property
    def _known(self) -> Any:
        """What was said of the same site."""
        if "site" in vars(self):
            return None
        kept = self.store.get("verdict", "", self._pages) if self.store else None
        try:
            if kept and digest(self._pages, _contents(kept["paths"])).hex() == kept["state"]:
                return kept
        except (AttributeError, LookupError, TypeError):
            pass  # it was not we who kept it
        return None


def _contents(paths: Iterable[str]) -> Contents:
    """What each file or folder holds, as a digest; of what is not there, nothing."""
    return [(path, _content(Path(path))) for path in sorted(paths)]


def _content(path: Path) -> bytes:
    try:
        return digest(*sorted(os.listdir(path))) if path.is_dir() else digest(path.read_bytes())
    except OSError:
        return b""

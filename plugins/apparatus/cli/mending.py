"""Fixes, made round by round until there is nothing left to make.

What one fix has changed another may have to see, so the site is read anew after each
round, from memory: no file is touched before the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from apparatus.cli.changes import Change
from apparatus.diagnostics import Diagnostic, Fix
from apparatus.edition import Site
from apparatus.fixing import Edits, compatible, mended
from apparatus.project import Settings, encoded, write_file

_MOST_ROUNDS = 20
Judge = Callable[[Settings], tuple[Site, list[Diagnostic]]]


class Mended(NamedTuple):
    """The new contents of files, and what was done to them."""

    files: dict[Path, bytes]
    fixes: list[Fix]

    def write(self) -> None:
        for path, data in self.files.items():
            write_file(path, data)

    def diff(self) -> Iterator[str]:
        """What has changed, as lines of a patch."""
        for path, data in self.files.items():
            yield from Change(path, path.read_bytes().decode(), data.decode()).patch()


def mend(settings: Settings, judge: Judge, unsafe: bool) -> Mended:
    """Make the fixes of what ``judge`` finds; unsafe ones only if asked for."""
    mending = Mended({}, [])
    for _ in range(_MOST_ROUNDS):
        site, diagnostics = judge(replace(settings, unsaved=mending.files))
        fixes, edits = compatible(_makeable(site, diagnostics, unsafe))
        if not fixes:
            break
        mending.fixes.extend(fixes)
        _make(edits, mending.files)
    return mending


def _makeable(site: Site, diagnostics: list[Diagnostic], unsafe: bool) -> list[Fix]:
    """The fixes that are wanted, without those in files that could not be written back."""
    unreadable = {fault.span.source for fault in site.faults_of("not-utf8")}
    fixes = [each.fix for each in diagnostics if each.fix and (unsafe or each.fix.safe)]
    return [fix for fix in fixes if not any(e.span.source in unreadable for e in fix.edits)]


def _make(edits: Edits, files: dict[Path, bytes]) -> None:
    for source, mine in edits.items():
        path = Path(source.path).resolve()
        before = files[path] if path in files else path.read_bytes()
        files[path] = encoded(mended(source, mine), before)

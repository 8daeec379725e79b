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
from apparatus.project import Settings, SettingsError, encoded, read_bytes, write_file

_MOST_ROUNDS = 20
Judge = Callable[[Settings], tuple[Site, list[Diagnostic]]]


class Mended(NamedTuple):
    """The contents of files before and after, and what was done to them."""

    before: dict[Path, bytes]
    files: dict[Path, bytes]
    fixes: list[Fix]

    def write(self) -> list[str]:
        """Write every file that is still what it was; says why the others were not written."""
        left = []
        for path, data in self.files.items():
            try:
                write_file(path, data, self.before[path])
            except SettingsError as error:
                left.append(str(error))
        return left

    def diff(self) -> Iterator[str]:
        """What has changed, as lines of a patch."""
        for path, data in self.files.items():
            yield from Change(path, self.before[path].decode(), data.decode()).patch()


def mend(settings: Settings, judge: Judge, unsafe: bool) -> Mended:
    """Make the fixes of what ``judge`` finds; unsafe ones only if asked for."""
    mending = Mended({}, {}, [])
    for _ in range(_MOST_ROUNDS):
        site, diagnostics = judge(replace(settings, unsaved=mending.files))
        fixes, edits = compatible(_makeable(site, diagnostics, unsafe))
        if not fixes:
            break
        mending.fixes.extend(fixes)
        _make(edits, mending)
    return mending


def _makeable(site: Site, diagnostics: list[Diagnostic], unsafe: bool) -> list[Fix]:
    """The fixes that are wanted, without those in files that could not be written back."""
    unreadable = {fault.span.source for fault in site.faults_of("not-utf8")}
    fixes = [each.fix for each in diagnostics if each.fix and (unsafe or each.fix.safe)]
    return [fix for fix in fixes if not any(e.span.source in unreadable for e in fix.edits)]


def _make(edits: Edits, mending: Mended) -> None:
    for source, mine in edits.items():
        path = Path(source.path).resolve()
        if path not in mending.before:  # what was read, whatever lies there by now
            mending.before[path] = encoded(source.text, read_bytes(path))
        mending.files[path] = encoded(mended(source, mine), mending.before[path])

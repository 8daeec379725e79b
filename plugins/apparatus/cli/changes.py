"""What a command does to a file: shown as a patch, or done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from apparatus.diagnostics import printable
from apparatus.project import encoded, read_bytes, shown, write_file
from apparatus.reports.patch import patch

STDIN = Path("-")


class Change(NamedTuple):
    """The text of a file before and after; ``path`` is '-' for standard input."""

    path: Path
    before: str
    after: str

    @property
    def name(self) -> str:
        """The file as people see it."""
        return printable(shown(self.path)) if self.path != STDIN else "<stdin>"

    @property
    def matters(self) -> bool:
        return self.before != self.after

    def patch(self) -> Iterator[str]:
        """The lines of a patch; on a terminal, what that would obey is spelled out."""
        return patch(self.name, self.before, self.after, sys.stdout.isatty())

    def write(self) -> None:
        """Put the new text in the place of the old one; raises `SettingsError`."""
        there = read_bytes(self.path)
        write_file(self.path, encoded(self.after, there), encoded(self.before, there))

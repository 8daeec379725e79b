"""The folder that a site is written to: a page that comes out as it was is not written again.

MkDocs empties the folder before each build and writes every page anew, which takes most of the
time where one page of a thousand has changed. It has no event for either, so while a build runs
this stands in for the two functions of ``mkdocs.utils`` with which it does that. At the end the
folder holds what it would hold without: what a build has not written is gone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from mkdocs import utils


class _Functions(NamedTuple):
    """What MkDocs writes and empties with."""

    write: Callable[[bytes, str], None]
    clean: Callable[[str], None]


class SiteFolder:
    """One build's writing into ``folder``, from `begin` to `end`.

    What is left of the build before is known by path, with what tells whether somebody has
    written there since.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._left: dict[str, tuple[int, ...]] = {}
        self._own: _Functions | None = None

    def begin(self) -> None:
        """Take the place of what MkDocs empties and writes with."""
        self._own = _Functions(utils.write_file, utils.clean_directory)
        utils.write_file = self._write  # type: ignore[assignment]  # it takes the same
        utils.clean_directory = self._clean

    def expect(self, pages: Iterable[str]) -> None:
        """Remove what is left of pages that this build has not; ``pages`` are those it has."""
        self._remove(self._left.keys() - set(pages))

    def end(self) -> None:
        """Remove what the build has not written, and give MkDocs its functions back."""
        if self._own:
            self._remove(set(self._left))
            utils.write_file = self._own.write  # type: ignore[assignment]
            utils.clean_directory = self._own.clean  # type: ignore[assignment]
            self._own = None

    def _clean(self, directory: str) -> None:
        """Empty the folder of all but its pages. What MkDocs passes over is passed over."""
        assert self._own
        if directory != self._folder:
            self._own.clean(directory)
        elif os.path.isdir(directory):
            with os.scandir(directory) as entries:
                found = [each for each in entries if not each.name.startswith(".")]
            for entry in found:
                if not (entry.is_symlink() and entry.is_dir()):
                    self._leave_pages(entry)

    def _leave_pages(self, entry: os.DirEntry[str]) -> None:
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                with os.scandir(entry.path) as entries:
                    found = list(entries)
                for each in found:
                    self._leave_pages(each)
                os.rmdir(entry.path)  # if it is empty now
            elif entry.name.endswith(".html") and not entry.is_symlink():
                self._left[entry.path] = _state(entry.path)
            else:
                os.unlink(entry.path)

    def _write(self, content: bytes, path: str) -> None:
        """Write a file, unless a page that was left there holds the same."""
        assert self._own
        left = self._left.pop(path, None)
        if left is not None:
            with suppress(OSError):
                with open(path, "rb") as file:
                    if file.read() == content:
                        return
                os.unlink(path)  # other names that the file may have keep what they name
        self._own.write(content, path)

    def _remove(self, paths: Iterable[str]) -> None:
        """Remove files, unless somebody has written there, and folders that are empty then."""
        for path in paths:
            state = self._left.pop(path)
            with suppress(OSError):
                if _state(path) == state:
                    os.unlink(path)
                while (path := os.path.dirname(path)) != self._folder:
                    os.rmdir(path)


def _state(path: str) -> tuple[int, ...]:
    """What no writing leaves as it is."""
    stat = os.stat(path, follow_symlinks=False)
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns

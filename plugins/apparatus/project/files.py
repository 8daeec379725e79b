"""Files: read as texts, written wholly or not at all, named as people see them."""

from __future__ import annotations

import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from apparatus.model import Fault, Source, Span


class Asked(NamedTuple):
    """What was asked of the world: paths, whether anything is there or not, and names of the
    environment.
    """

    paths: set[str]
    names: set[str]


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def asking() -> Iterator[Asked]:
    """Everything that is asked of files, folders and the environment meanwhile."""
    asked, around = Asked(set(), set()), _asked.get()
    token = _asked.set(asked)
    try:
        yield asked
    finally:
        _asked.reset(token)
        if around:
            around.paths.update(asked.paths)
            around.names.update(asked.names)


def ask(path: Path) -> Path:
    """A path, noted as one on which what is found depends."""
    asked = _asked.get()
    if asked:
        asked.paths.add(os.path.abspath(path))
    return path


def ask_environment(name: str) -> str | None:
    """What the environment has of a name, which is noted."""
    asked = _asked.get()
    if asked:
        asked.names.add(name)
    return os.environ.get(name)


def files_in(folder: Path, suffixes: tuple[str, ...], follow: bool = False) -> list[Path]:
    """The files with these suffixes, in folders as deep as there are; ``follow`` links to such."""
    found = []
    for name, _, files in os.walk(ask(folder), followlinks=follow):
        here = ask(Path(name))
        found += [here / file for file in files if file.lower().endswith(suffixes)]
    return sorted(found)


Unsaved = Mapping[Path, bytes]
"""What stands for the content of files: of an editor's buffers, or of texts being mended."""


_MARK = b"\xef\xbb\xbf"  # the byte order mark


class SettingsError(ValueError):
    """The configuration cannot be used; the message says which option and why."""


def shown(path: Path) -> str:
    """A path as diagnostics name it: relative to the working directory, with slashes."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def read_source(path: Path, unsaved: Unsaved | None = None) -> tuple[Source, list[Fault]]:
    """A file as text. What is not UTF-8 is shown as � and reported, line by line."""
    try:
        data = unsaved.get(path.resolve()) if unsaved else None
        data = ask(path).read_bytes() if data is None else data
    except OSError as error:
        source = Source(shown(path), "")
        reason = error.strerror or "cannot be read"
        return source, [Fault("unreadable-file", Span(source, 0, 0), f"{source.path}: {reason}")]
    return decode(shown(path), data)


def write_file(path: Path, data: bytes) -> None:
    """Put ``data`` where a file is or is to be, wholly or not at all; its mode is kept."""
    name, target = shown(path), path.resolve()  # a link keeps pointing to its file
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(0, "may not be written")
        handle, temporary = mkstemp(dir=target.parent, prefix=f".{target.name}.")
        made = Path(temporary)
        try:
            with open(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(handle)  # a name must not outlive a crash that its content does not
            made.chmod(target.stat().st_mode if target.exists() else 0o644)
            made.replace(target)
        finally:
            made.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(f"{name}: {error.strerror}") from None


def write_cached(path: Path, data: bytes) -> None:
    """`write_file` for what may be lost: its folder is left out of Git."""
    write_file(path, data)
    ignore(path.parent)


def ignore(folder: Path) -> None:
    """Leave a folder out of Git."""
    if not (folder / ".gitignore").exists():
        write_file(folder / ".gitignore", b"*\n")


@cache
def package_state() -> str:
    """Which state of the package runs: the sizes and times of its files."""
    files = sorted(Path(__file__).parent.parent.rglob("*.py"))
    stats = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return blake2b(repr(stats).encode(), digest_size=16).hexdigest()


def encoded(text: str, like: bytes) -> bytes:
    """A text as bytes, with a byte order mark if ``like``, what it takes the place of, has one."""
    return (_MARK if like.startswith(_MARK) else b"") + text.encode()


def decode(path: str, data: bytes) -> tuple[Source, list[Fault]]:
    """Bytes as a source, a byte order mark dropped. UTF-16 is read, and is a fault all the same."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        source = Source(path, data.decode("utf-16", errors="replace"))
        return source, [Fault("not-utf8", Span(source, 0, 0), "this file is UTF-16, which")]
    data = data.removeprefix(_MARK)
    try:
        return Source(path, data.decode("utf-8")), []
    except UnicodeDecodeError:
        source = Source(path, data.decode("utf-8", errors="replace"))
    faults, lines = [], set()
    at = -1
    while (at := source.text.find("\ufffd", at + 1)) >= 0:
        span = Span(source, at, at + 1)
        if span.line not in lines:
            lines.add(span.line)
            faults.append(Fault("not-utf8", span, "this character"))
    return source, faults

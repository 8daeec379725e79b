"""Files: read as texts, written wholly or not at all, named as people see them."""

from __future__ import annotations

import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from errno import EBUSY, EINVAL
from functools import cache
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from tempfile import mkstemp
from typing import Any, NamedTuple

from apparatus.model import Fault, Source, Span


class Asked(NamedTuple):
    """What was asked of the world: paths, whether anything is there or not, each with a digest
    of what it held when it was read, and names of the environment.
    """

    paths: dict[str, bytes]
    names: set[str]


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def asking() -> Iterator[Asked]:
    """Everything that is asked of files, folders and the environment meanwhile."""
    asked, around = Asked({}, set()), _asked.get()
    token = _asked.set(asked)
    try:
        yield asked
    finally:
        _asked.reset(token)
        if around:
            around.paths.update(asked.paths)
            around.names.update(asked.names)


def ask(path: Path, held: bytes | None = None) -> Path:
    """A path, noted as one on which what is found depends; ``held`` is the digest of what was
    read there, if that has been done.
    """
    asked = _asked.get()
    if asked:
        name = os.path.abspath(path)
        if held is not None or name not in asked.paths:
            asked.paths[name] = content_of(path) if held is None else held
    return path


def content_of(path: Path) -> bytes:
    """A digest of a file, or of the names in a folder; of what is not there, nothing."""
    try:
        return digest(*sorted(os.listdir(path))) if path.is_dir() else digest(read_bytes(path))
    except (OSError, ValueError):
        return b""


def ask_environment(name: str) -> str | None:
    """What the environment has of a name, which is noted."""
    asked = _asked.get()
    if asked:
        asked.names.add(name)
    return os.environ.get(name)


def files_in(folder: Path, suffixes: tuple[str, ...], follow: bool = False) -> list[Path]:
    """The files with these suffixes, in folders as deep as there are.

    ``follow`` links to folders, except those that lead back to where they lie.
    """
    found = []
    ask(folder)
    above = {os.fspath(folder): frozenset([_identity(folder)])}
    for name, folders, files in os.walk(folder, followlinks=follow):
        here = ask(Path(name), digest(*sorted([*folders, *files])))
        found += [here / file for file in files if file.lower().endswith(suffixes)]
        if follow:
            around = above.pop(name)
            for each in [*folders]:
                identity = _identity(here / each)
                if identity in around:
                    folders.remove(each)
                else:
                    above[os.path.join(name, each)] = around | {identity}
    return sorted(found)


def _identity(folder: Path) -> tuple[int, int]:
    """What tells a folder from others, by whatever name."""
    with suppress(OSError):
        found = folder.stat()
        return found.st_dev, found.st_ino
    return 0, 0  # it cannot be entered either


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
        if data is None:
            data = read_bytes(path)
            ask(path, digest(data))
    except (OSError, ValueError) as error:  # the latter for a path with a NUL
        ask(path, b"")
        source = Source(shown(path), "")
        reason = getattr(error, "strerror", "") or "cannot be read"
        return source, [Fault("unreadable-file", Span(source, 0, 0), f"{source.path}: {reason}")]
    return decode(shown(path), data)


def read_bytes(path: Path) -> bytes:
    """What a file holds. A pipe or a device is none: it may never end; raises OSError."""
    if not (S_ISREG(mode := path.stat().st_mode) or S_ISDIR(mode)):
        raise OSError(EINVAL, "a pipe or a device, not a file")
    return path.read_bytes()


def write_file(path: Path, data: bytes, instead_of: bytes | None = None) -> None:
    """Put ``data`` where a file is or is to be, wholly or not at all; its mode is kept.

    Where it is to take the place of other data, a file that has been saved since they were read
    stays as it is. Raises `SettingsError` for that and for whatever else stands in the way.
    """
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
            if instead_of is not None and read_bytes(target) != instead_of:
                raise OSError(EBUSY, "was saved by somebody else meanwhile, and stays as it is")
            made.chmod(target.stat().st_mode if target.exists() else 0o644)
            made.replace(target)
        finally:
            made.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(f"{name}: {error.strerror}") from None


def write_cached(path: Path, data: bytes) -> None:
    """`write_file` for what may be lost: its folder is left out of Git.

    Nobody's own files are among it, so that a link would lead elsewhere, and is refused.
    """
    if any(each.is_symlink() for each in (path, path.parent, path.parent.parent)):
        raise SettingsError(f"{shown(path)}: a link, and nothing is kept behind one")
    write_file(path, data)
    ignore(path.parent)


def ignore(folder: Path) -> None:
    """Leave a folder out of Git."""
    if not (folder / ".gitignore").exists():
        write_file(folder / ".gitignore", b"*\n")


def digest(*values: Any) -> bytes:
    """16 bytes that tell these values from others; they must have a lasting ``repr``."""
    made = blake2b(digest_size=16)
    for value in values:
        kind = "s" if isinstance(value, str) else "b" if isinstance(value, bytes) else "r"
        text = value if kind == "s" else "" if kind == "b" else repr(value)
        data = value if kind == "b" else text.encode("utf-8", "surrogatepass")
        made.update(f"{kind}{len(data)}:".encode())
        made.update(data)
    return made.digest()


@cache
def package_state() -> str:
    """Which state of the package runs: the sizes and times of its files."""
    files = sorted(Path(__file__).parent.parent.rglob("*.py"))
    stats = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return digest(stats).hex()


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

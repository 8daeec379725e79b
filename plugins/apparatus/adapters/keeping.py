"""What is kept between builds: a store that no crash can spoil."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from apparatus.project import SettingsError, ignore

_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept"
    " (kind TEXT, name TEXT, key BLOB, value BLOB, sum INTEGER, PRIMARY KEY (kind, name))"
)


class Store:
    """Values by kind and name, each with the key under which it holds.

    Everything that one build puts in is there at its end or not at all. A store that cannot
    be read or written is empty, and stays so. A value that is not what was put in is not there:
    SQLite would not notice that bytes on a disk have changed, so each has a checksum beside it.
    """

    def __init__(self, database: sqlite3.Connection | None) -> None:
        self._database = database
        self._seen: set[tuple[str, str]] = set()
        self._writable = True

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store in this folder, which is made if need be, and left out of Git."""
        path = folder / "pages-2.sqlite"  # the number is that of its form
        for _ in range(2):
            try:
                if not folder.exists():
                    folder.mkdir(parents=True)
                    ignore(folder)
                if path.is_symlink():  # to a database of somebody else, it may be
                    path.unlink()
                database = sqlite3.connect(path, timeout=1, check_same_thread=False)
                database.execute(_TABLE)
                database.execute("SELECT key FROM kept LIMIT 1").fetchall()
                return cls(database)
            except (OSError, SettingsError, sqlite3.OperationalError):
                break  # another build is at work there, or nothing can be written
            except sqlite3.Error:  # it is damaged, and nothing in it is worth mending
                with suppress(OSError):
                    path.unlink()
        return cls(None)

    def get(self, kind: str, name: str, key: bytes) -> Any:
        """What was put there under the same key, or None."""
        self._seen.add((kind, name))
        query = "SELECT value, sum FROM kept WHERE kind = ? AND name = ? AND key = ?"
        with suppress(sqlite3.Error):
            found = self._database and self._database.execute(query, (kind, name, key)).fetchone()
            if found and isinstance(found[0], bytes) and found[1] == crc32(found[0]):
                return _unpacked(found[0])
        return None

    def put(self, kind: str, name: str, key: bytes, value: Any) -> None:
        """Put a value there; it takes the place of the one before."""
        if self._database is None or not self._writable:
            return
        try:
            data = _packed(value)
            row = (kind, name, key, data, crc32(data))
            self._database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error:  # another build writes; to wait for it at every page takes longer
            self._writable = False
        except (TypeError, ValueError):
            pass  # what cannot be written down is made anew

    def close(self, forget: bool) -> None:
        """Keep what was put in, and ``forget`` what nobody has asked for."""
        if self._database is None:
            return
        with suppress(sqlite3.Error):
            rows = self._database.execute("SELECT kind, name FROM kept").fetchall()
            gone = [row for row in rows if forget and row not in self._seen]
            if not self._writable:
                gone = []
            self._database.executemany("DELETE FROM kept WHERE kind = ? AND name = ?", gone)
            self._database.commit()
        self._database.close()
        self._database = None


def _packed(value: Any) -> bytes:
    """A text as it is, since that of a page is long, and anything else as JSON."""
    text = f'"{value}' if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def _unpacked(data: bytes) -> Any:
    text = data.decode("utf-8", "surrogatepass")
    return text[1:] if text.startswith('"') else json.loads(text)

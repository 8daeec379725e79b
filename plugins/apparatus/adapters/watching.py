"""An observer that is told of changes, where MkDocs' own looks for them twice a second.

MkDocs starts and stops what stands in ``server.observer`` and hands it what is to be watched.
"""

from __future__ import annotations

import os
from typing import Any, NamedTuple, Protocol

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

_CHANGES = frozenset({"closed", "created", "deleted", "modified", "moved"})
"""To open a file and to close it unchanged are events as well; a build does that all the time."""

_PAUSE = 0.5  # seconds between two looks, as in MkDocs


class Watch(NamedTuple):
    """What is watched, and who wants to know."""

    handler: FileSystemEventHandler
    path: str
    recursive: bool


class Watcher(Protocol):
    """What watchdog calls an observer, as far as MkDocs uses it."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def join(self) -> None: ...
    def schedule(self, handler: Any, path: str, *, recursive: bool = False) -> Any: ...
    def remove_handler_for_watch(self, handler: Any, watch: Any) -> None: ...


class Told:
    """Told by the system; where it has no room for as many watches, it looks for changes."""

    def __init__(self) -> None:
        self._watches: dict[Watch, Any] = {}
        self._observer: Watcher | None = None

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> Watch:
        """Watch a file or a folder from now on, or from the start."""
        watch = Watch(handler, path, recursive)
        self._watches[watch] = self._begin(watch)
        return watch

    def unschedule(self, watch: Watch) -> None:
        """Watch it no more."""
        known = self._watches.pop(watch)
        if self._observer:
            self._observer.remove_handler_for_watch(*known)

    def start(self) -> None:
        """Begin, with everything that is to be watched."""
        try:
            self._start(Observer())
        except OSError:
            self._start(PollingObserver(timeout=_PAUSE))

    def _start(self, observer: Watcher) -> None:
        self._observer = observer
        for watch in self._watches:
            self._watches[watch] = self._begin(watch)
        observer.start()

    def _begin(self, watch: Watch) -> Any:
        """The handler and the watch that watchdog has of it.

        A file is watched in its folder: an editor that puts another in its place would end a
        watch of the file itself.
        """
        if self._observer is None:
            return None
        is_file = os.path.isfile(watch.path)
        handler = _Changed(watch.handler, watch.path if is_file else "")
        path, deep = (os.path.dirname(watch.path), False) if is_file else watch[1:]
        return handler, self._observer.schedule(handler, path, recursive=deep)

    def stop(self) -> None:
        """End."""
        if self._observer:
            self._observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        if self._observer:
            self._observer.join()


class _Changed(FileSystemEventHandler):
    """Hands on what changes something; ``only`` is a path, if nothing else is meant."""

    def __init__(self, handler: FileSystemEventHandler, only: str = "") -> None:
        self._handler, self._only = handler, only

    def dispatch(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(event.src_path), os.fsdecode(getattr(event, "dest_path", "")))
        if event.event_type in _CHANGES and (not self._only or self._only in paths):
            self._handler.dispatch(event)

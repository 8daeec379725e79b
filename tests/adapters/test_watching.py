"""Changes are told, reading is none; where the system cannot tell, they are looked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from apparatus.adapters import watching
from apparatus.adapters.watching import Told


class Heard(FileSystemEventHandler):
    def __init__(self) -> None:
        self.paths: list[str] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.paths.append(Path(str(event.src_path)).name)


def no_room(*_: object, **__: object) -> None:
    raise OSError("no more watches")


@pytest.fixture(params=["told", "looked for"])
def watcher(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    if request.param == "looked for":
        monkeypatch.setattr(watching, "Observer", no_room)
        monkeypatch.setattr(watching, "_PAUSE", 0.05)
    made = Told()
    yield made
    made.stop()
    made.join()


def until(holds: Callable[[], bool]) -> bool:
    for _ in range(200):
        if holds():
            return True
        time.sleep(0.02)
    return False


def test_changes_are_heard_and_reading_is_not(watcher: Told, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/page.md").write_text("One.")
    (tmp_path / "one.bib").write_text("@book{a,}")
    (tmp_path / "two.bib").write_text("@book{b,}")
    heard = Heard()
    watcher.schedule(heard, str(tmp_path / "deep"), recursive=True)
    one = watcher.schedule(heard, str(tmp_path / "one.bib"))
    watcher.start()
    watcher.schedule(heard, str(tmp_path / "two.bib"))
    assert (tmp_path / "deep/page.md").read_text() == "One."
    time.sleep(0.3)
    assert heard.paths == []
    for name in ("deep/page.md", "one.bib", "two.bib"):
        (tmp_path / name).write_text("Something else.")
        assert until(lambda name=name: Path(name).name in heard.paths), name  # type: ignore[misc]
    for words in ("One in its place.", "And one in the place of that."):
        heard.paths.clear()
        (tmp_path / "new").write_text(words)
        (tmp_path / "new").replace(tmp_path / "one.bib")
        assert until(lambda: heard.paths != []), words
        time.sleep(0.3)
    watcher.unschedule(one)
    time.sleep(0.3)
    heard.paths.clear()
    (tmp_path / "one.bib").write_text("Something else again.")
    (tmp_path / "two.bib").write_text("Something else again.")
    assert until(lambda: "two.bib" in heard.paths)
    assert "one.bib" not in heard.paths

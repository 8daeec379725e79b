"""Two builds of one state are the same, byte by byte, and a crash in one is none in the next."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from apparatus.project import SettingsError, load_site, read_settings, remember, write_file
from tests.conftest import ROOT

EXAMPLE = ROOT / "tests" / "examples"
KINDS = "works people".split()
OTHERS = (
    "emendations.md glossary.md comparison.md comparison_data.csv coverage.md concordance.md "
    "concordance_data.csv library.bib library_ris.ris library_csl.json tei.xml book.html "
    "timeline.md"
).split()


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The site of the rules' examples, with all that can be made of it."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    made = [f"{kind}: {kind}" for kind in KINDS]
    made += [f"{Path(name).stem}: {name}" for name in OTHERS]
    with (folder / "mkdocs.yml").open("a") as config:
        config.write("      previews: true\n      edition: {title: On harbours}\n")
        config.write(f"      generate: {{{', '.join(made)}}}\n")
        config.write("site_url: https://example.org/\ntheme: {name: mkdocs}\n")
    return folder


def build(folder: Path, site: str, environment: Mapping[str, str], mask: int) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", site],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
        | dict(environment),
        umask=mask,
        check=True,
    )


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_two_builds_are_the_same(example: Path) -> None:
    build(example, "one", {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, 0o022)
    moved = example.with_name("moved")
    shutil.copytree(example, moved, ignore=shutil.ignore_patterns("one", ".cache"))
    build(moved, "two", {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C"}, 0o077)
    first, second = contents(example / "one"), contents(moved / "two")
    assert first.keys() == second.keys()
    assert len(first) > 40
    assert [name for name in first if first[name] != second[name]] == []


def in_child(run: Callable[[], object]) -> int:
    """What becomes of a child that does this: its exit status."""
    child = os.fork()
    if not child:
        try:
            run()
        except SettingsError:
            os._exit(3)
        except BaseException:
            os._exit(4)
        os._exit(0)
    return os.waitpid(child, 0)[1] >> 8


def test_a_file_is_written_wholly_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    write_file(path, b"old")

    def write_much() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # no room for more
        write_file(path, b"new" * 1000)

    assert in_child(write_much) == 3
    assert contents(tmp_path) == {"refs.bib": b"old"}


def test_a_memory_that_a_crash_left_poisons_nothing(example: Path) -> None:
    settings = read_settings(example / "mkdocs.yml")
    assert settings.memory
    remember(settings, load_site(settings))
    whole = settings.memory.read_bytes()
    known = load_site(settings).remembered
    assert known
    numbers = whole.replace(b"[[", b"[[1e999,", 1)
    for left in (b"", whole[: len(whole) // 2], b"\0" * len(whole), b"[]", b"1", b'"', numbers):
        settings.memory.write_bytes(left)
        site = load_site(settings)
        assert site.remembered in ({}, known)
        remember(settings, site)
        assert settings.memory.read_bytes() == whole
    (settings.memory.parent / ".words.json.abc").write_bytes(whole[:9])  # of a killed process
    assert load_site(settings).remembered == known

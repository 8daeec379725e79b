"""What all tests share. In CI a skipped test is a failure: nothing may be missing there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from apparatus.check import check_site
from apparatus.edition import Site
from apparatus.project import Settings, load_site, make_settings, read_settings
from apparatus.reports.text import concise

ROOT = Path(__file__).resolve().parent.parent
SITES = Path(__file__).resolve().parent / "sites"
_DATA = ("witness", "emendations", "people", "page_types", "fingerprint")
EXTRA = {name: f"{name}.yml" for name in _DATA}
EXTRA["baseline"] = "baseline.json"
TODAY = date(2026, 1, 1)

# The same texts at every run, and no clock; `HYPOTHESIS_PROFILE=search pytest` looks for new ones.
settings.register_profile("stable", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "stable"))


def tiny_site(folder: Path) -> Site:
    """A site of the shelf."""
    return load_site(tiny_settings(folder))


def tiny_settings(folder: Path) -> Settings:
    """Of a site of the shelf: docs/, refs.bib and, where they are there, its data and baseline;
    or what its mkdocs.yml says.
    """
    if (folder / "mkdocs.yml").exists():
        return read_settings(folder / "mkdocs.yml")
    options = {"bibliography": "refs.bib"}
    options |= {name: file for name, file in EXTRA.items() if (folder / file).exists()}
    return make_settings(folder, folder / "docs", options)


def findings(site: Site) -> list[str]:
    """The concise lines of every diagnostic of a site."""
    return [concise(each) for each in check_site(site, today=TODAY).diagnostics]


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is made once for all processes that test."""
    shared = factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else None
    folder = (shared or factory.mktemp("once")) / name
    status = folder.with_suffix(".status")
    try:
        folder.mkdir()
    except FileExistsError:
        while not status.exists():
            time.sleep(0.1)
    else:
        said = "failed"
        try:
            make(folder)
            said = "made"
        finally:
            status.with_suffix(".part").write_text(said)
            status.with_suffix(".part").rename(status)
    assert status.read_text() == "made"
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own edition as it is published."""

    def build(folder: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(folder)],
            cwd=ROOT,
            check=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "KEPT_PAGES": "false"},
        )

    return once(tmp_path_factory, "edition", build)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in which every value is an attack, with its site, and what was logged."""
    from tests.hostile import build, make_site

    def make(folder: Path) -> None:
        make_site(folder)
        (folder / "log.txt").write_text(build(folder, "site"), encoding="utf-8")

    return once(tmp_path_factory, "hostile", make)


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and exitstatus == 0:
        reporter.write_line(f"{len(skipped)} skipped: in CI that is a failure", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

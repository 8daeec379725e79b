"""Anything may come in: it is placed, its neighbours survive, and it costs no more than it weighs.

The files of tests/broken/files have their findings beside them, the big ones are counted in
big.txt. `UPDATE_EXPECTED=1 pytest tests/test_broken.py` writes both anew; read the diff.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.broken import findings, library
from tests.conftest import ROOT

BROKEN = ROOT / "tests" / "broken"
FILES = sorted(path for path in (BROKEN / "files").iterdir() if path.suffix != ".txt")
WITHOUT_NEIGHBOURS = {"empty", "json", "login-page", "picture", "truncated"}


def held_against(found: str, expected: Path) -> None:
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_broken_is_placed(path: Path) -> None:
    lines = findings(path.name, path.read_bytes())
    held_against("".join(f"{line}\n" for line in lines), path.with_name(f"{path.name}.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_neighbours_survive(path: Path) -> None:
    if path.suffix == ".bib":
        neighbours = set() if path.stem in WITHOUT_NEIGHBOURS else {"before", "after"}
        assert neighbours <= library(path.read_bytes()).entries.keys()
    else:
        assert "no entry 'gone'" in "".join(findings(path.name, path.read_bytes()))


def test_big_files_keep_to_the_budget() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.broken"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    held_against(done.stdout, BROKEN / "big.txt")
    assert done.returncode == 0, done.stderr

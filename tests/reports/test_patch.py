"""Patches: those that git takes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from apparatus.reports.patch import patch


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one\ntwo\n", "one\nTWO\n"),
        ("one\ntwo", "one\nTWO"),
        ("one\r\ntwo\r\n", "ONE\r\ntwo\r\n"),
        ("a\u2028b\x0cc\n", "a\u2028B\x0cc\n"),
    ],
)
def test_git_applies_it(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "a.md").write_bytes(before.encode())
    made = "".join(patch("a.md", before, after))
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=made.encode(), check=True)
    assert (tmp_path / "a.md").read_bytes() == after.encode()


def test_on_a_terminal_nothing_is_obeyed() -> None:
    assert "\x1b" not in "".join(patch("a.md", "x\n", "\x1b[31m\n", shown=True))

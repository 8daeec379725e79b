"""The shelf: every folder of tests/sites is a tiny site with its findings beside it.

`UPDATE_EXPECTED=1 pytest tests/test_sites.py` writes the files anew; read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from apparatus.rules import all_rules
from tests.conftest import SITES, findings, tiny_site

FOLDERS = sorted(path.parent for path in SITES.glob("*/docs"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_findings_are_those_expected(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = "".join(f"{line}\n" for line in findings(tiny_site(folder)))
    expected = folder / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_every_rule_speaks_somewhere_and_is_silent_somewhere() -> None:
    expected = [(folder / "expected.txt").read_text(encoding="utf-8") for folder in FOLDERS]
    for name in all_rules():
        speaking = [text for text in expected if f"[{name}]" in text]
        assert speaking, f"no site shows {name}"
        assert len(speaking) < len(expected)


def test_clean_sites_are_clean() -> None:
    assert (SITES / "clean" / "expected.txt").read_text() == ""

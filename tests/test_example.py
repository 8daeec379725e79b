"""Another edition altogether: a German one of Goethe on plants, in another style.

`UPDATE_EXPECTED=1 pytest tests/test_example.py` writes `expected.html` anew; read the diff.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from apparatus.project import load_site, read_settings
from tests.conftest import ROOT, findings

FOLDER = ROOT / "tests" / "example"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("example")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(built)],
        cwd=FOLDER,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return built


def body(path: Path) -> str:
    """What is between the navigation and the foot of a page."""
    text = path.read_text(encoding="utf-8").partition('role="main">')[2].partition("<footer")[0]
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


def test_the_check_finds_nothing_and_knows_the_places() -> None:
    site = load_site(read_settings(FOLDER / "mkdocs.yml"))
    assert findings(site) == []
    assert set(site.library.entries) == {"goethe1790", "linne1751"}
    items = [item for item in site.pages["metamorphose.md"].items() if item.key == "goethe1790"]
    assert [[(p.label, r.first, r.last) for p in i.places for r in p.ranges] for i in items] == [
        [("section", 1, 1)],
        [("section", 2, 2), ("section", 3, 3), ("section", 3, 3)],
        [("section", 4, 4)],
        [("section", 5, 6)],
        [("section", 5, 5)],
        [("section", 5, 5)],
    ]


def test_its_pages_are_those_expected(example: Path) -> None:
    names = ("metamorphose", "literatur")
    made = "".join(body(example / name / "index.html") for name in names)
    expected = FOLDER / "expected.html"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")


def test_nothing_of_our_own_article_gets_there(example: Path) -> None:
    for path in [*example.rglob("*.html"), *example.rglob("*.js"), *example.rglob("*.css")]:
        found = re.search("lewis|russia", path.read_text(encoding="utf-8"), re.I)
        assert not found, f"{path}: {found}"

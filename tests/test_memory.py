"""The memory of a check: it saves time and never changes the verdict."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from apparatus.borrowing import page_words
from apparatus.check import check_site
from apparatus.edition import Site
from apparatus.memory import read_memory, write_memory
from apparatus.project import load_site, make_settings, remember
from apparatus.reports.text import concise
from tests.conftest import EXTRA, SITES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site in which words are borrowed and an allowed name is not used."""
    shutil.copytree(SITES / "witness-broken", tmp_path, dirs_exist_ok=True)
    return tmp_path


def site(folder: Path) -> Site:
    options = {name: file for name, file in EXTRA.items() if (folder / file).exists()}
    settings = make_settings(folder, folder / "docs", {"bibliography": "refs.bib", **options})
    found = load_site(settings)
    remember(settings, found)
    return found


def said(of: Site) -> list[str]:
    page_words.cache_clear()
    return [concise(each) for each in check_site(of).diagnostics]


def test_a_remembered_verdict_is_the_same(folder: Path) -> None:
    first, second = site(folder), site(folder)
    assert not first.remembered
    assert len(second.remembered) == len(second.pages)
    assert said(second) == said(first)
    assert any("[unmarked-borrowing]" in line for line in said(first))


def test_nothing_is_computed_that_is_remembered(folder: Path) -> None:
    said(site(folder))
    said(site(folder))
    assert page_words.cache_info().misses == 0


def test_a_page_that_has_changed_is_looked_at_anew(folder: Path) -> None:
    site(folder)
    page = folder / "docs" / "one.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    said(site(folder))
    assert page_words.cache_info().misses == 1


def test_another_fingerprint_is_another_verdict(folder: Path) -> None:
    known = site(folder)
    assert known.fingerprint
    other = replace(known, fingerprint=replace(known.fingerprint, passages={}))
    assert not any("[unmarked-borrowing]" in line for line in said(other))


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": 3}', "\x00", '{"pages": []}'])
def test_a_damaged_memory_is_none(folder: Path, damage: str) -> None:
    expected = said(site(folder))
    memory = folder / ".cache" / "apparatus" / "words.json"
    memory.write_text(damage, encoding="utf-8")
    assert said(site(folder)) == expected
    assert len(site(folder).remembered) == len(list(folder.rglob("docs/**/*.md")))


def test_another_version_remembers_nothing(folder: Path) -> None:
    text = write_memory(site(folder), "1")
    assert read_memory(text, "1")
    assert not read_memory(text, "2")


def test_a_place_that_cannot_be_written_is_no_fault(folder: Path) -> None:
    (folder / ".cache").write_text("a file")
    assert said(site(folder))

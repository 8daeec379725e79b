"""Fixes: every one on the shelf mends what it is offered for, and a safe one breaks nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from apparatus.check import check_site
from apparatus.cli.mending import mend
from apparatus.diagnostics import Diagnostic, Fix, Severity
from apparatus.edition import Site
from apparatus.project import Settings, load_site
from apparatus.rules import all_rules
from tests.conftest import SITES, TODAY, tiny_settings, tiny_site

FOLDERS = sorted(path.parent for path in SITES.glob("*/docs"))


def diagnostics(folder: Path) -> list[Diagnostic]:
    return list(check_site(tiny_site(folder)).diagnostics)


def apply(fix: Fix) -> None:
    """Make the edits of a fix in the files on disk, the last first."""
    for edit in sorted(fix.edits, key=lambda each: -each.span.start):
        path, text = Path(edit.span.source.path), edit.span.source.text
        after = text[: edit.span.start] + edit.text + text[edit.span.end :]
        path.write_text(after, encoding="utf-8", newline="")


def said(found: list[Diagnostic], rule: str = "") -> list[tuple[str, str]]:
    return sorted(
        (each.rule, each.message)
        for each in found
        if (each.rule == rule if rule else each.severity is Severity.ERROR)
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_fix_of_the_shelf_mends_its_fault(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = diagnostics(folder)
    for number, each in enumerate(each for each in before if each.fix):
        assert each.fix
        copy = tmp_path / str(number)
        shutil.copytree(folder, copy)
        monkeypatch.chdir(copy)
        apply(each.fix)
        after = diagnostics(copy)
        left = said(before, each.rule)
        left.remove((each.rule, each.message))
        assert said(after, each.rule) == left, each
        if each.fix.safe:
            assert set(said(after)) <= set(said(before)), each


def judged(settings: Settings) -> tuple[Site, list[Diagnostic]]:
    """As the command judges; no fix that it could offer is one of nothing."""
    site = load_site(settings)
    found = list(check_site(site, settings.severities, TODAY).diagnostics)
    assert all(each.fix.edits for each in found if each.fix)
    return site, found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_all_fixes_together_make_no_error_and_leave_none_to_make(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    monkeypatch.chdir(copy)
    for unsafe in (False, True):
        settings = tiny_settings(copy)
        before = said(judged(settings)[1])
        mend(settings, judged, unsafe).write()
        assert not set(said(judged(settings)[1])) - set(before)
        assert not mend(settings, judged, unsafe).fixes


def test_rules_offer_the_fixes_that_they_declare(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: set[tuple[str, str]] = set()
    for folder in FOLDERS:
        monkeypatch.chdir(folder)
        fixes = ((each.rule, each.fix) for each in diagnostics(folder))
        offered |= {(rule, "safe" if fix.safe else "unsafe") for rule, fix in fixes if fix}
    declared = {(name, rule.fix) for name, rule in all_rules().items() if rule.fix}
    assert offered >= declared
    assert {rule for rule, _ in offered} == {rule for rule, _ in declared}
    assert len({title for title, _ in declared}) > 8

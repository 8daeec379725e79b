"""SARIF: valid by the schema of OASIS; suppressions, fixes and fingerprints included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sarif_kit.validate import validation_errors

from apparatus.baseline import known_by
from apparatus.check import check_site
from apparatus.diagnostics import Diagnostic, Severity, Verdict
from apparatus.model import Source, Span
from apparatus.reports.sarif import sarif_report
from apparatus.rules import all_rules
from tests.conftest import SITES, TODAY, tiny_site

FOLDERS = sorted(path.parent for path in SITES.glob("*/docs"))


def report(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(folder)
    verdict = check_site(tiny_site(folder), today=TODAY)
    log: dict[str, Any] = json.loads(sarif_report(verdict, all_rules()))
    return log


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_schema_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert validation_errors(report(folder, monkeypatch)) == []


def test_the_schema_is_one_that_can_be_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    log = report(SITES / "keys", monkeypatch)
    log["runs"][0]["results"][0]["level"] = "grave"
    assert validation_errors(log)


def test_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    run = report(SITES / "keys", monkeypatch)["runs"][0]
    first = run["results"][0]
    assert first["ruleId"] == "unknown-key"
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "unknown-key"
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/index.md", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 1, "startColumn": 18, "endLine": 1, "endColumn": 25},
    }


def test_what_is_waived_or_known_is_kept_with_its_justification(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waived = report(SITES / "waivers", monkeypatch)["runs"][0]["results"]
    suppressed = [each["suppressions"][0] for each in waived if "suppressions" in each]
    assert {each["kind"] for each in suppressed} == {"inSource"}
    assert "the title page says so" in {each["justification"] for each in suppressed}
    known = report(SITES / "baseline", monkeypatch)["runs"][0]["results"]
    assert [e["suppressions"][0]["kind"] for e in known if "suppressions" in e] == ["external"] * 3


def test_fixes_are_replacements(monkeypatch: pytest.MonkeyPatch) -> None:
    results = report(SITES / "waivers", monkeypatch)["runs"][0]["results"]
    fix = next(each["fixes"][0] for each in results if each["ruleId"] == "malformed-waiver")
    replacement = fix["artifactChanges"][0]["replacements"][0]
    assert replacement["insertedContent"] == {"text": "unknown-key"}
    assert replacement["deletedRegion"]["startLine"] == 30


def test_fingerprints_are_unique_and_survive_moved_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def prints(folder: Path) -> set[str]:
        results = report(folder, monkeypatch)["runs"][0]["results"]
        made = [each["partialFingerprints"]["apparatusFinding/v1"] for each in results]
        assert len(made) == len(set(made))
        return set(made)

    before = prints(SITES / "keys")
    (tmp_path / "docs").mkdir()
    for name in ("refs.bib", "docs/index.md"):
        text = (SITES / "keys" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(f"\n\n\n{text}", encoding="utf-8")
    assert prints(tmp_path) == before


def test_a_file_on_another_drive_keeps_its_name() -> None:
    span = Span(Source("D:/my refs.bib", "@"), 0, 1)
    found = Diagnostic("unknown-key", Severity.ERROR, span, "no")
    assert known_by(found, "docs").path == "D:/my refs.bib"
    log = json.loads(sarif_report(Verdict((found,), ()), all_rules(), "docs"))
    (place,) = log["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "file:///D:/my%20refs.bib"}

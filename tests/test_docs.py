"""What the documentation tells people to type works."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml

from apparatus.cli import main
from apparatus.cli.commands import parser as command_parser
from apparatus.model import Source
from apparatus.parse.data_files import parse_emendations, parse_witness
from apparatus.parse.people_file import parse_people
from tests.conftest import ROOT, SITES, findings, tiny_site

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"^\s*(?:\$ (?:\S*/)?|run: |entry: )apparatus (.+)$", re.M)
CHECKING = (ROOT / "docs" / "api" / "checking.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    files = [*PAGES, ROOT / ".pre-commit-hooks.yaml"]
    found = [COMMAND.findall(path.read_text(encoding="utf-8")) for path in files]
    return sorted({command for commands in found for command in commands})


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", CHECKING, re.S)


@pytest.mark.parametrize("command", commands())
def test_every_command_in_the_documentation_is_one(command: str) -> None:
    command_parser().parse_args(shlex.split(command))


def test_there_are_commands_in_the_documentation() -> None:
    assert len(commands()) > 10


def test_the_problem_matcher_reads_concise_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    task = json.loads(blocks("json")[0])["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    monkeypatch.chdir(SITES / "keys")
    for line in findings(tiny_site(SITES / "keys")):
        found = re.match(pattern["regexp"], line)
        assert found
        assert Path(found.group(pattern["file"])).exists()
        assert found.group(pattern["severity"]) in ("error", "warn", "info")
        assert main(["explain", found.group(pattern["code"])]) == 0


def test_the_workflow_uploads_what_the_check_writes() -> None:
    workflow = next(yaml.safe_load(b) for b in blocks("yaml") if "jobs:" in b)
    steps = workflow["jobs"]["check"]["steps"]
    written = next(s["run"] for s in steps if "sarif" in s.get("run", ""))
    uploaded = next(s["with"]["sarif_file"] for s in steps if "upload-sarif" in s.get("uses", ""))
    assert f"--output {uploaded}" in written
    assert workflow["permissions"]["security-events"] == "write"


def test_the_reference_has_every_module_that_has_something_to_say() -> None:
    """Rules have pages of their own; a package that merely gathers its rooms needs none."""
    package = ROOT / "plugins" / "apparatus"
    shown = re.findall(r"^::: (\S+)", "".join(p.read_text("utf-8") for p in PAGES), re.M)
    modules = {
        ".".join(path.relative_to(package.parent).with_suffix("").parts)
        for path in package.rglob("*.py")
        if path.name not in ("__init__.py", "__main__.py") and path.parent.name != "rules"
    }
    assert modules <= set(shown)
    assert len(shown) == len(set(shown))


def test_the_files_of_data_in_the_guide_can_be_read() -> None:
    text = (ROOT / "docs" / "api" / "data-files.md").read_text(encoding="utf-8")
    files = [Source("guide.yml", block) for block in re.findall(r"```yaml\n(.*?)```", text, re.S)]
    witness, faults = parse_witness(files[0])
    assert witness is not None
    assert (witness.work, len(witness.sections), len(witness.notes)) == ("roe1999", 1, 3)
    emendations, more = parse_emendations(files[1])
    people, others = parse_people(files[2])
    assert (len(emendations), len(people)) == (1, 1)
    assert [*faults, *more, *others] == []

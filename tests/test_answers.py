"""What the check said the last time is said again as long as nothing it came from has changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from apparatus.cli import main

PROJECT = {
    "mkdocs.yml": "site_name: S\nplugins:\n  - apparatus:\n      bibliography: [refs.bib, more]\n"
    "      math: !ENV [HAS_MATH, false]\n  - mkdocstrings\n"
    "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [parts, others]\n",
    "refs.bib": "@book{doe2001, author={Doe, Jane}, title={T}, publisher={P}, date={2001}}\n",
    "more/roe.bib": "@book{roe1999, author={Roe, Al}, title={U}, publisher={P}, date={1999}}\n",
    "docs/index.md": "# One\n\nSaid [@doe2001, p. 3] and $[@nobody]$.\n\n::: code.thing\n",
    "docs/deep/two.md": '# Two\n\nSaid [@roe1999].\n\n--8<-- "part.md"\n',
    "others/part.md": "And here.\n",
    "code.py": 'def thing():\n    """A thing."""\n',
}
LONG_AGO = 1_600_000_000
ASKED = (
    "import sys; from apparatus.cli import main; status = main(sys.argv[1:]);"
    "print(f'{status} {\"apparatus.check\" in sys.modules}')"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in PROJECT.items():
        write(tmp_path / name, text)
    return tmp_path


def write(path: Path, text: str, time: int = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    settle(path, time)


def settle(path: Path, time: int = LONG_AGO) -> None:
    for each in (path, *list(path.parents)[:2]):
        os.utime(each, (time, time))


def check(project: Path, *options: str, **environment: str) -> tuple[str, str, bool]:
    """What is printed on both channels, and whether anything was checked for that."""
    around = {name: value for name, value in os.environ.items() if name != "CI"} | environment
    command = [sys.executable, "-c", ASKED, "check", *options]
    done = subprocess.run(
        command, cwd=project, env=around, capture_output=True, text=True, check=True
    )
    said, _, last = done.stdout.rstrip("\n").rpartition("\n")
    status, checked = last.split()
    return f"{said}\n{status}", done.stderr, checked == "True"


Again = Callable[..., bool]


@pytest.fixture
def asked_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Again:
    """Whether the check runs once more; what it says must be true in either case."""

    def ask(*options: str, **environment: str) -> bool:
        *said, checked = check(project, *options, **environment)
        monkeypatch.chdir(project)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        status = main(["check", "--no-cache", *options])
        truth = capsys.readouterr()
        assert said == [f"{truth.out.rstrip()}\n{status}", truth.err]
        return checked

    return ask


def test_the_same_question_has_the_same_answer(project: Path) -> None:
    *first, checked = check(project)
    assert "nobody" in first[0]
    assert checked
    assert check(project) == (*first, False)
    assert check(project, "--format", "json")[2]
    assert check(project, "--format", "json")[2] is check(project)[2] is False


def edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    def change(project: Path) -> None:
        text = (project / name).read_text(encoding="utf-8")
        assert old in text
        write(project / name, text.replace(old, new), LONG_AGO + 1)

    return change


CHANGES = {
    "a page": edit("docs/index.md", "doe2001", "doe2011"),
    "the library": edit("refs.bib", "doe2001", "doe2011"),
    "a folder of the library": lambda p: write(p / "more/more.bib", "@book{x,}\n", LONG_AGO + 1),
    "the configuration": edit("mkdocs.yml", "[refs.bib, more]", "[more, refs.bib]"),
    "a new page": lambda p: write(p / "docs/deep/three.md", "[@nobody]\n", LONG_AGO + 1),
    "a page less": lambda p: (p / "docs/deep/two.md").unlink(),
    "a snippet": edit("others/part.md", "here", "[@no]"),
    "a snippet that now comes first": lambda p: write(p / "parts/part.md", "[@no]", LONG_AGO + 1),
    "a docstring": edit("code.py", "A thing.", "A thing [@no]."),
    "a module that now comes first": lambda p: write(
        p / "code/thing.py", '"""[@no]"""', LONG_AGO + 1
    ),
    "damaged answers": lambda p: (p / ".cache/apparatus/answers.json").write_text('{"answers": [{'),
    "answers of another kind": lambda p: (p / ".cache/apparatus/answers.json").write_text("[1]"),
    "no answers": lambda p: (p / ".cache/apparatus/answers.json").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_checked_again(project: Path, asked_again: Again, change: str) -> None:
    check(project)
    CHANGES[change](project)
    assert asked_again()


def test_what_the_environment_says_is_heeded(project: Path, asked_again: Again) -> None:
    check(project, HAS_MATH="false")
    assert not asked_again(HAS_MATH="false")
    assert asked_again(HAS_MATH="true")


def test_an_answer_to_what_was_just_written_is_not_kept(project: Path) -> None:
    (project / "docs/index.md").write_text("# New\n", encoding="utf-8")
    assert check(project)[2]
    assert check(project)[2]


def test_in_ci_everything_is_checked(project: Path) -> None:
    check(project)
    assert check(project, CI="true")[2]


def test_an_answer_is_no_finding_of_another_project(project: Path, asked_again: Again) -> None:
    check(project)
    kept = json.loads((project / ".cache/apparatus/answers.json").read_text(encoding="utf-8"))
    kept["answers"][0]["states"][str(project / "refs.bib")][1] += 1
    (project / ".cache/apparatus/answers.json").write_text(json.dumps(kept), encoding="utf-8")
    assert asked_again()


@pytest.mark.parametrize("options", [["--fix"], ["--output", "out.txt"], ["--format", "github"]])
def test_what_does_more_than_to_ask_is_done_again(project: Path, options: list[str]) -> None:
    check(project, *options)
    assert check(project, *options)[2]

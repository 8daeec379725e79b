"""Projects that somebody made to hang, to mislead or to spoil: they get an answer, soon."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from apparatus.cli import main
from apparatus.cli.answers import FILE
from apparatus.cli.mending import mend
from apparatus.project import SettingsError, files_in, write_cached, write_file

PLUGINS = "plugins:\n  - apparatus:\n      bibliography: refs.bib\n"
SOON = 60  # seconds; all this takes less than one


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# One\n\nSee [@DOE2001].\n")
    (tmp_path / "refs.bib").write_text(
        "@book{doe2001, author={Doe, Jane}, title={T}, publisher={P}, date={2001}}\n"
    )
    (tmp_path / "mkdocs.yml").write_text(PLUGINS)
    return tmp_path


def check(project: Path, *options: str, ci: str = "true") -> tuple[int, str]:
    """The exit status and all that is printed; one that never ends fails the test."""
    done = subprocess.run(
        [sys.executable, "-m", "apparatus.cli", "check", "--format", "concise", *options],
        cwd=project,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        timeout=SOON,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


# --- configurations --------------------------------------------------------------------

BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(60))
CONFIGURATIONS = {
    f"{BOMB}plugins:\n  - apparatus:\n      rules: *a60\n": "its aliases make more than",
    f"{PLUGINS}extra: &e [*e]\n": "its aliases make more than",
    f"{PLUGINS}extra: {'[' * 20_000}\n": "nested too deeply",
    f"{PLUGINS}extra: !!timestamp x\n": "mkdocs.yml: ",
    f"INHERIT: mkdocs.yml\n{PLUGINS}": "no faults",
    'INHERIT: "a\\0b"\n': "null byte",
    'plugins:\n  - apparatus:\n      bibliography: "a\\0b"\n': "unreadable-file",
    f'docs_dir: "a\\0b"\n{PLUGINS}': "no such folder",
    "plugins:\n  - apparatus:\n      page_types: types.yml\n": "lies outside the site",
}


@pytest.mark.parametrize("text", CONFIGURATIONS, ids=CONFIGURATIONS.values())
def test_any_configuration_gets_an_answer(project: Path, text: str) -> None:
    (project / "docs" / "index.md").write_text("# One\n\nSee [@doe2001].\n")
    (project / "types.yml").write_text("types: {case: {folder: ../../cases}}\n")
    (project / "mkdocs.yml").write_text(text)
    assert CONFIGURATIONS[text] in check(project)[1]


def test_so_does_one_in_toml(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    (project / "zensical.toml").write_text(f"a = {'[' * 20_000}")
    status, said = check(project)
    assert status == 2
    assert "zensical.toml: " in said


# --- files and folders -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["refs.bib", "docs/pipe.md"])
def test_a_pipe_is_no_file(project: Path, name: str) -> None:
    (project / name).unlink(missing_ok=True)
    os.mkfifo(project / name)
    assert "a pipe or a device, not a file" in check(project)[1]


def test_a_device_is_not_formatted(project: Path) -> None:
    (project / "refs.bib").unlink()
    (project / "refs.bib").symlink_to("/dev/zero")
    assert "a pipe or a device, not a file" in check(project)[1]
    command = [sys.executable, "-m", "apparatus.cli", "format", "refs.bib"]
    done = subprocess.run(
        command, cwd=project, capture_output=True, text=True, timeout=SOON, check=False
    )
    assert done.returncode == 2
    assert "refs.bib: a pipe or a device, not a file" in done.stderr


def test_links_that_lead_back_are_not_followed(project: Path) -> None:
    docs = project / "docs"
    (docs / "a").mkdir()
    (docs / "a" / "x.md").write_text("# X\n")
    (docs / "back").symlink_to(docs)
    (docs / "a" / "up").symlink_to("..")
    (docs / "b").symlink_to("a")
    found = [path.relative_to(docs).as_posix() for path in files_in(docs, (".md",), follow=True)]
    assert found == ["a/x.md", "b/x.md", "index.md"]
    assert "1 error" in check(project)[1]


def test_nothing_is_kept_behind_a_link(project: Path) -> None:
    mine = project / "mine.txt"
    mine.write_text("mine")
    kept = project / FILE
    kept.parent.mkdir(parents=True)
    kept.symlink_to(mine)
    os.utime(mine, (0, 0))
    check(project, ci="")
    assert mine.read_text() == "mine"
    kept.unlink()
    kept.parent.rmdir()
    (project / "elsewhere").mkdir()
    kept.parent.symlink_to(project / "elsewhere")
    with pytest.raises(SettingsError, match="a link"):
        write_cached(kept, b"{}")
    assert not list((project / "elsewhere").iterdir())


# --- writing ---------------------------------------------------------------------------


def test_what_was_saved_meanwhile_stays(project: Path) -> None:
    page = project / "docs" / "index.md"
    with pytest.raises(SettingsError, match="was saved by somebody else meanwhile"):
        write_file(page, b"new", instead_of=b"old")
    assert page.read_text() == "# One\n\nSee [@DOE2001].\n"
    assert len(list(page.parent.iterdir())) == 1


def test_fixes_do_not_overwrite_what_is_saved_while_they_are_made(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An editor saves a page after it was read; the fix of another page is made all the same."""
    monkeypatch.chdir(project)
    page, other = project / "docs" / "index.md", project / "docs" / "other.md"
    other.write_text(page.read_text())

    def saving(settings: object, judge: object, unsafe: bool) -> object:
        mended = mend(settings, judge, unsafe)  # type: ignore[arg-type]
        page.write_text("# Another text\n")
        return mended

    monkeypatch.setattr("apparatus.cli.check.mend", saving)
    main(["check", "--fix"])
    assert page.read_text() == "# Another text\n"
    assert other.read_text() == "# One\n\nSee [@doe2001].\n"
    assert "docs/index.md: was saved by somebody else meanwhile" in capsys.readouterr().err


def test_utf_16_without_a_mark_is_not_formatted(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = "@book{a, title={T}}\n".encode("utf-16-le")
    (project / "refs.bib").write_bytes(data)
    assert main(["format", str(project / "refs.bib")]) == 2
    assert "holds NUL characters" in capsys.readouterr().err
    assert (project / "refs.bib").read_bytes() == data


def test_a_value_without_braces_is_not_mended(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LaTeX in the place of the HTML would be another fault."""
    monkeypatch.chdir(project)
    text = "@book{a, title=AT&amp;T, date={2001}}\n"
    (project / "refs.bib").write_text(text)
    main(["check", "--fix", "--unsafe-fixes"])
    assert (project / "refs.bib").read_text() == text

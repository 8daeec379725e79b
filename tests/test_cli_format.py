"""``apparatus format``: what it writes, what it prints, what it leaves alone."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from apparatus.cli import main
from tests.conftest import ROOT

MESSY = b"@Book{a, title = {T}}\n"
TIDY = b"@book{a,\n  title           = {T}\n}\n"


@pytest.fixture
def refs(in_folder: Path) -> Path:
    path = in_folder / "refs.bib"
    path.write_bytes(MESSY)
    return path


def test_it_writes_once_and_keeps_the_mode(refs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refs.chmod(0o640)
    assert main(["format", "refs.bib"]) == 0
    assert refs.read_bytes() == TIDY
    assert refs.stat().st_mode & 0o777 == 0o640
    assert capsys.readouterr() == ("refs.bib\n", "1 file formatted\n")
    before = refs.stat()
    assert main(["format", "."]) == 0
    assert refs.stat().st_ino == before.st_ino  # not written again
    assert capsys.readouterr() == ("", "1 file unchanged\n")
    assert [path.name for path in refs.parent.iterdir()] == ["refs.bib"]


def test_a_link_stays_a_link(refs: Path) -> None:
    link = refs.with_name("link.bib")
    link.symlink_to(refs)
    assert main(["format", "link.bib"]) == 0
    assert link.is_symlink()
    assert refs.read_bytes() == TIDY


def test_looking_writes_nothing(refs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format", "refs.bib", "--check"]) == 1
    assert capsys.readouterr() == ("refs.bib\n", "1 file would be formatted\n")
    assert main(["format", "refs.bib", "--diff"]) == 1
    assert capsys.readouterr().out == (
        "--- a/refs.bib\n+++ b/refs.bib\n@@ -1 +1,3 @@\n"
        "-@Book{a, title = {T}}\n+@book{a,\n+  title           = {T}\n+}\n"
    )
    assert refs.read_bytes() == MESSY
    refs.write_bytes(TIDY[:-1])
    assert main(["format", "refs.bib", "--diff"]) == 1
    assert capsys.readouterr().out.endswith("-}\n\\ No newline at end of file\n+}\n")
    refs.write_bytes(TIDY)
    assert main(["format", "refs.bib", "--diff", "--check"]) == 0


def test_marks_and_line_ends_are_kept(refs: Path) -> None:
    refs.write_bytes(b"\xef\xbb\xbf% c\r\n" + MESSY)
    assert main(["format", "refs.bib"]) == 0
    assert refs.read_bytes() == b"\xef\xbb\xbf% c\r\n" + TIDY.replace(b"\n", b"\r\n")


def test_what_is_not_utf8_is_left_and_the_others_are_not(
    refs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latin = refs.with_name("latin.bib")
    latin.write_bytes(b"@Book{b,\n title = {\xe9}}\n")
    assert main(["format", "."]) == 2
    assert latin.read_bytes() == b"@Book{b,\n title = {\xe9}}\n"
    assert refs.read_bytes() == TIDY
    assert capsys.readouterr().err == (
        "apparatus: latin.bib:2:11: not UTF-8; the file is left as it is\n"
        "1 file formatted, 1 file left alone\n"
    )


def test_entries_that_are_left_are_named(refs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refs.write_bytes(b"@Book{a, title = {T}, title = {U}}\n" + MESSY)
    assert main(["format", "refs.bib"]) == 0
    assert "refs.bib:1:1: this entry is left as it is: a field stands" in capsys.readouterr().err
    assert refs.read_bytes().startswith(b"@Book{a, title = {T}, title = {U}}\n\n@book{a,\n")


def test_a_failure_of_ours_leaves_the_file(refs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # A known limit of --sort, and what the comparison is for: the end of a macro that looks
    # like a comment would move away with the entry below it.
    text = "@string{s = {x\n% y}}\n@misc{b, title = s}\n@misc{a}\n"
    refs.write_text(text)
    assert main(["format", "refs.bib", "--sort"]) == 2
    assert "our own failure" in capsys.readouterr().err
    assert refs.read_text() == text
    assert main(["format", "refs.bib"]) == 0


def test_the_library_of_the_project(capsys: pytest.CaptureFixture[str], in_folder: Path) -> None:
    assert main(["format"]) == 2
    assert "name a .bib file or a folder" in capsys.readouterr().err
    (in_folder / "library").mkdir()
    (in_folder / "library" / "refs.bib").write_bytes(MESSY)
    (in_folder / "mkdocs.yml").write_text("plugins: [{apparatus: {bibliography: library}}]\n")
    assert main(["format", "--check"]) == 1
    assert capsys.readouterr().out == "library/refs.bib\n"
    assert main(["format", "--check", "--config", str(ROOT / "mkdocs.yml")]) == 0


def test_wrong_use(refs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (refs.parent / "empty").mkdir()
    for paths, words in {
        ("nothing.bib",): "nothing.bib: no such file or folder",
        ("empty",): "empty: no .bib file lies there",
        ("-", "refs.bib"): "'-' is standard input and stands alone",
    }.items():
        assert main(["format", *paths]) == 2
        assert words in capsys.readouterr().err
    assert refs.read_bytes() == MESSY


def test_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def run(data: bytes, *options: str) -> tuple[int, bytes]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        status = main(["format", "-", *options])
        sys.stdout.flush()
        return status, capfdbinary.readouterr().out

    assert run(MESSY) == (0, TIDY)
    assert run(TIDY + MESSY.replace(b"{a", b"{A"), "--sort")[1].startswith(TIDY)
    assert run(MESSY, "--check") == (1, b"")
    assert run(TIDY, "--check") == (0, b"")
    assert run(b"\xff") == (2, b"")

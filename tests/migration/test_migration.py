"""From mkdocs-bibtex: the same works in the same places, and no line lost on the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from apparatus.cli import main
from apparatus.migration import NotPlainError, migrate_config, migrate_page
from apparatus.model import Source
from apparatus.parse.markdown import parse_page
from tests.migration.places import HERE, ours, places


@pytest.fixture
def site(in_folder: Path) -> Path:
    shutil.copytree(HERE / "site", in_folder, dirs_exist_ok=True)
    return in_folder


def test_a_site_has_the_same_works_in_the_same_places(site: Path) -> None:
    assert main(["migrate", "--write"]) == 0
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", "built"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=site, check=True, env=environment)
    expected = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
    assert places(site / "built", ours) == expected


def test_it_shows_a_patch_that_git_applies(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (site / "mkdocs.yml").read_bytes()
    assert main(["migrate"]) == 0
    shown = capsys.readouterr()
    assert (site / "mkdocs.yml").read_bytes() == before
    assert shown.out == (HERE / "expected.patch").read_text(encoding="utf-8")
    assert "csl_file_encoding: CSL is not read" in shown.err
    subprocess.run(["git", "apply", "-"], input=shown.out, text=True, cwd=site, check=True)
    assert main(["migrate"]) == 2
    assert "the plugin 'bibtex' is not among the plugins" in capsys.readouterr().err


def test_what_cannot_be_read_is_not_written(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = site / "docs" / "works.md"
    text = "# Caf\xe9\n\n\\full_bibliography\n".encode("latin-1")
    page.write_bytes(text)
    assert main(["migrate", "--write"]) == 0
    assert page.read_bytes() == text
    assert "docs/works.md: not UTF-8; the file is left as it is" in capsys.readouterr().err


CONFIGURATIONS = {
    "plugins:\n  - bibtex:\n      bib_file: a.bib # x\n      bib_dir: b\n": (
        "plugins:\n  - apparatus:\n      bibliography: a.bib # x\n      # bib_dir: b\n"
    ),
    "plugins: [search, bibtex: {bib_file: a.bib, bib_by_default: false}]\n": (
        "# bibtex: {bib_file: a.bib, bib_by_default: false}\n"
        "plugins: [search, apparatus: {bibliography: a.bib}]\n"
    ),
    "plugins:\n  bibtex:\n    bib_file: https://example.org/x/refs.bib\n": (
        "plugins:\n  apparatus:\n    bibliography: refs.bib\n"
        "    # bib_file: https://example.org/x/refs.bib\n"
    ),
    "plugins:\r\n- bibtex:\r\n    csl_file: x.csl\r\n    bib_file: a.bib\r\n": (
        "plugins:\r\n- apparatus:\r\n    # csl_file: x.csl\r\n    bibliography: a.bib\r\n"
    ),
}


@pytest.mark.parametrize("text", CONFIGURATIONS)
def test_configurations(text: str) -> None:
    options = {}
    for name in ("bib_file", "bib_dir"):
        if name in text:
            options[name] = (
                text.split(f"{name}: ")[1].split("\n")[0].split(",")[0].split(" #")[0].strip()
            )
    made = migrate_config(Source("mkdocs.yml", text), options, "notes", False)
    assert made
    assert made.text == CONFIGURATIONS[text]


def test_what_the_site_needs_is_added() -> None:
    text = "plugins:\n  - bibtex:\n      bib_file: a.bib\n"
    made = migrate_config(Source("m.yml", text), {"bib_file": "a.bib"}, "author-date", True)
    assert made
    assert made.text == (
        "plugins:\n  - apparatus:\n      style: author-date\n      bare_citations: true\n"
        "      bibliography: a.bib\n"
    )


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("plugins: [search, bibtex]\n", "plugins: [search, apparatus: {bare_citations: true}]\n"),
        ("plugins:\n  - bibtex\n", "plugins:\n  - apparatus: {bare_citations: true}\n"),
        ("plugins:\n  bibtex:\n", "plugins:\n  apparatus: {bare_citations: true}\n"),
        ("plugins:\n  bibtex: ~ # x\n", "plugins:\n  apparatus: {bare_citations: true} # x\n"),
    ],
)
def test_a_plugin_without_options_is_given_some(text: str, becomes: str) -> None:
    made = migrate_config(Source("m.yml", text), {}, "notes", True)
    assert made
    assert made.text == becomes


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("plugins:\n  - bibtex:\n      csl_file: &t x\nextra: *t\n", {"csl_file": "x"}),
        ("x: &d {bib_file: a.bib}\nplugins:\n- bibtex:\n    <<: *d\n", {"bib_file": "a.bib"}),
        ("plugins:\n  - bibtex:\n      ? csl_file\n      : a.csl\n", {"csl_file": "a.csl"}),
    ],
)
def test_what_would_say_something_else_is_refused(text: str, options: dict[str, str]) -> None:
    with pytest.raises(NotPlainError, match="without anchors"):
        migrate_config(Source("m.yml", text), options, "notes", False)


def test_commands_are_replaced_where_they_can_be_and_code_is_left_alone() -> None:
    text = "A \\bibliography\n\n```\n\\bibliography\n```\n\n\\refs\n\\bibliography\n"
    page = parse_page(Source("p.md", text))
    assert migrate_page(page, {}) == (
        "A \\bibliography\n\n```\n\\bibliography\n```\n\n\\refs\n\n::: {#refs}\n:::\n",
        ("p.md:1:3: '\\bibliography' stays, since it has no line of its own",),
    )
    assert "::: {#refs}\n:::\n\\bibliography" in migrate_page(page, {"bib_command": "\\refs"}).text

"""What a configuration says of snippets and docstrings, and which files are found by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from apparatus.edition import Site
from apparatus.project import load_site, read_settings
from tests.conftest import findings

PLUGINS = "plugins: [apparatus: {bibliography: []}]\n"
FILES = {
    "docs/index.md": "A\n--8<-- 'part.md'\n--8<-- '../out.md'\n--8<-- 'deep/part.md'\nB\n",
    "part.md": "at the root\n",
    "docs/part.md": "in docs\n",
    "docs/deep/part.md": "deep in docs\n",
    "out.md": "outside\n",
}


@pytest.fixture
def project(in_folder: Path) -> Path:
    for name, text in FILES.items():
        write(in_folder / name, text)
    return in_folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def site_of(folder: Path, config: str) -> Site:
    write(folder / "mkdocs.yml", config)
    return load_site(read_settings(folder / "mkdocs.yml"))


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"base_path": "docs"},
        {"base_path": ["none", "docs", "."]},
        {"base_path": [".", "docs"]},
        {"base_path": "docs", "restrict_base_path": False},
        {"base_path": ["docs/part.md", "docs/deep"]},
    ],
    ids=str,
)
def test_files_are_found_where_pymdownx_finds_them(project: Path, options: dict[str, Any]) -> None:
    extension = f"markdown_extensions: [pymdownx.snippets: {options}]\n".replace("False", "false")
    site = site_of(project, PLUGINS + extension)
    md = Markdown(
        extensions=["pymdownx.snippets"], extension_configs={"pymdownx.snippets": options}
    )
    theirs = md.preprocessors["snippet"].run(FILES["docs/index.md"].split("\n"))
    assert site.pages["index.md"].source.text == "\n".join(theirs)


def test_snippets_are_text_where_the_extension_is_off(project: Path) -> None:
    assert findings(site_of(project, PLUGINS)) == []
    assert findings(site_of(project, PLUGINS + "markdown_extensions: [toc]\n")) == []


def test_addresses_are_not_fetched(project: Path) -> None:
    write(project / "docs" / "index.md", "--8<-- 'https://example.org/x.md'\n")
    on = "markdown_extensions:\n  pymdownx.snippets:\n    url_download: "
    assert findings(site_of(project, f"{PLUGINS}{on}true\n")) == []
    assert findings(site_of(project, f"{PLUGINS}{on}false\n")) == [
        "docs/index.md:1:1: error [missing-snippet] no file 'https://example.org/x.md' to include"
    ]


def test_a_snippet_that_is_not_utf8(project: Path) -> None:
    (project / "part.md").write_bytes(b"caf\xe9\n")
    config = PLUGINS + "markdown_extensions: [pymdownx.snippets]\n"
    found = [line for line in findings(site_of(project, config)) if "not-utf8" in line]
    assert len(found) == 1
    assert found[0].startswith("part.md:1:4: error")


DOCSTRINGS = """\
plugins:
  - apparatus:
  - mkdocstrings:
      {}
"""


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("", {"top.py:"}),
        ("handlers: {python: {paths: [src]}}", {"src/inner/__init__.py:"}),
        ("handlers: {python: {paths: ['s*', .]}}", {"src/inner/__init__.py:", "top.py:"}),
        (
            "handlers: {python: {options: {members: true}}}",
            {"top.py:", "top.py:_f"},
        ),
        ("enabled: false", set()),
        ("default_handler: vba", set()),
        ("handlers: 3", {"top.py:"}),
    ],
)
def test_where_docstrings_are_looked_for(project: Path, options: str, found: set[str]) -> None:
    write(project / "docs" / "index.md", "::: top\n\n::: inner\n\n::: nowhere.at.all\n")
    write(project / "top.py", '"""Top."""\ndef _f():\n    """F."""\n')
    write(project / "src" / "inner" / "__init__.py", '"""Inner."""\n')
    assert set(site_of(project, DOCSTRINGS.format(options)).docstrings) == found

"""The same sites under every host: the same notes, the same findings.

`UPDATE_EXPECTED=1 pytest tests/hosts` writes what is expected anew; read the diff.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
import yaml

from apparatus.rules import all_rules
from tests.conftest import SITES

HERE = Path(__file__).resolve().parent
COMMANDS = {
    "mkdocs": ["-m", "mkdocs", "build", "--strict"],
    "properdocs": ["-m", "properdocs", "build", "--strict"],
    "zensical": ["-m", "zensical", "build", "--strict"],
}
LOGGED = re.compile(r"^(ERROR|WARNING) +- +apparatus: (\S+:\d+:\d+): ([a-z-]+): (.*)$", re.M)
WEIGHTS = {"ERROR": "error", "WARNING": "warn"}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module or a script of this Python in a folder."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        check=False,
    )


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "-m", "apparatus.cli", "check", "--format", "concise", *arguments)


def pages(folder: Path) -> dict[str, str]:
    """The converted pages below a folder; the theme of these sites prints nothing else."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    texts = {name: path.read_text(encoding="utf-8").strip() for name, path in found.items()}
    return {name: text for name, text in texts.items() if name not in ("404.html", "search.html")}


def converted(folder: Path) -> dict[str, str]:
    """The pages of a site as Python-Markdown alone makes them, with the site's extensions."""
    listed = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    configs = {}
    for each in listed["markdown_extensions"]:
        configs |= each if isinstance(each, dict) else {each: {}}
    made = {}
    for path in (folder / "docs").rglob("*.md"):
        name = path.relative_to(folder / "docs").with_suffix(".html").as_posix()
        text = path.read_text(encoding="utf-8")
        made[name] = markdown.markdown(
            text, extensions=["meta", *configs], extension_configs=configs
        )
    return made


@pytest.fixture
def site(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of a site, in which hosts may leave what they like."""
    return lambda folder: shutil.copytree(folder, tmp_path / folder.name)


def hold(name: str, found: str) -> None:
    """Hold a text against the one that is kept for all hosts."""
    path = HERE / name
    if os.environ.get("UPDATE_EXPECTED"):
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(f"{found}\n", encoding="utf-8")
    assert found == path.read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("host", [*COMMANDS, "python-markdown"])
def test_notes(host: str, site: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(HERE / "notes")
    monkeypatch.chdir(folder)
    if host == "python-markdown":
        found = converted(folder)
    else:
        done = run(folder, *COMMANDS[host])
        assert done.returncode == 0, done.stderr
        found = pages(folder / "site")
    assert sorted(found) == ["index.html", "part/page.html"]
    for name, html in found.items():
        hold(f"notes/expected/{name}", html)


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_findings_of_a_build(host: str, site: Callable[[Path], Path]) -> None:
    folder = site(HERE / "faults")
    done = run(folder, *COMMANDS[host])
    assert done.returncode == 1
    assert pages(folder / "site") == {}
    found = LOGGED.findall(done.stderr)
    hold(
        "faults/expected.txt",
        "\n".join(f"{place}: {WEIGHTS[w]} [{rule}] {fact}" for w, place, rule, fact in found),
    )


@pytest.mark.parametrize("config", ["mkdocs.yml", "zensical.toml"])
def test_findings_of_a_check(config: str) -> None:
    done = check(HERE / "faults", "--config", config)
    assert done.returncode == 1
    hold("faults/expected.txt", done.stdout.removesuffix("\n"))
    assert check(HERE / "notes").returncode == 0


def test_zensical_shows_faults_and_passes_over_them(site: Callable[[Path], Path]) -> None:
    folder = site(HERE / "faults")
    done = run(folder, *COMMANDS["zensical"])
    assert done.returncode == 0, done.stderr
    hold("faults/expected/index.html", pages(folder / "site")["index.html"])


def test_zensical_reads_a_library_again_that_it_is_told_to_watch(
    site: Callable[[Path], Path],
) -> None:
    folder = site(HERE / "notes")
    library = folder / "library" / "books.bib"
    for title in ("Peace and its makers", "War and its makers"):
        text = library.read_text(encoding="utf-8")
        library.write_text(text.replace("Peace", title.split()[0]), encoding="utf-8")
        os.utime(library, (0, len(title)))  # it looks at whole seconds
        assert run(folder, *COMMANDS["zensical"]).returncode == 0
        assert title in pages(folder / "site")["part/page.html"]


MAKING = """\
site_name: Made
site_url: https://example.org/
theme: {name: null, custom_dir: theme}
plugins:
  - apparatus:
      bibliography: refs.bib
      page_types: page_types.yml
      previews: true
      edition: {title: Made, version: 1, editors: [Jane Doe]}
      redirects: {old.md: one.md}
      rules: {%s}
      generate:
        works: works
        people: people
        rules: rules
        library: library.bib
        library_csl: library.json
        glossary: glossary.md
        comparison: comparison.md
        book: book.html
"""


def test_what_the_plugin_makes_is_the_same_under_properdocs(site: Callable[[Path], Path]) -> None:
    folder = site(SITES / "pages")
    off = ", ".join(f"{name}: off" for name in all_rules())
    (folder / "mkdocs.yml").write_text(MAKING % off, encoding="utf-8")
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text(
        "<html><head>{% for script in config.extra_javascript %}{{ script | script_tag }}"
        "{% endfor %}</head>{{ page.content }}</html>",
        encoding="utf-8",
    )
    made = {}
    for host in ("mkdocs", "properdocs"):
        done = run(folder, *COMMANDS[host], "-d", host)
        assert done.returncode == 0, done.stderr
        files = [path for path in (folder / host).rglob("*") if path.is_file()]
        made[host] = {p.relative_to(folder / host).as_posix(): p.read_bytes() for p in files}
        made[host].pop("sitemap.xml.gz")  # it holds the time
    assert made["mkdocs"] == made["properdocs"]
    wanted = "works/doe2001.ris old/index.html assets/apparatus/notes.js book.html"
    assert set(wanted.split()) <= made["mkdocs"].keys()


def test_a_kept_library_is_read_again_when_it_has_changed(
    site: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(HERE / "notes")
    monkeypatch.chdir(folder)
    assert "Peace and its makers" in converted(folder)["part/page.html"]
    text = (folder / "library" / "books.bib").read_text(encoding="utf-8")
    (folder / "library" / "books.bib").write_text(text.replace("Peace", "War"), encoding="utf-8")
    assert "War and its makers" in converted(folder)["part/page.html"]
    (folder / "library" / "books.bib").unlink()
    assert "no entry &#x27;roe1999&#x27;" in converted(folder)["part/page.html"]


@pytest.mark.parametrize("name", ["properdocs.yml", "zensical.toml"])
def test_a_check_finds_the_configuration_of_every_host(
    name: str, site: Callable[[Path], Path]
) -> None:
    folder = site(HERE / "faults")
    (folder / "mkdocs.yml").rename(folder / "properdocs.yml")
    if name == "zensical.toml":
        (folder / "properdocs.yml").unlink()
    hold("faults/expected.txt", check(folder).stdout.removesuffix("\n"))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("[project", "zensical.toml: Expected ']'"),
        ("project = 3", "zensical.toml: 'project' is not a table"),
        ("[project.plugins.apparatus]", "no plugin or Markdown extension 'apparatus'"),
        ("[project.markdown_extensions]\napparatus = 3", "has no mapping of options"),
        ("[project.markdown_extensions.apparatus]\nrule = 3", "no option 'rule'; did you mean"),
    ],
)
def test_what_is_wrong_with_a_configuration_is_said(
    text: str, fact: str, site: Callable[[Path], Path]
) -> None:
    folder = site(HERE / "faults")
    (folder / "zensical.toml").write_text(text, encoding="utf-8")
    done = check(folder, "--config", "zensical.toml")
    assert done.returncode == 2
    assert fact in done.stderr

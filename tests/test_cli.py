"""The command: formats, exit status, settings."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.utils.yaml import yaml_load

from apparatus.cli import main
from apparatus.project import SettingsError, load_pages, read_settings
from apparatus.project.settings import read_config, read_severities
from tests.conftest import ROOT, SITES


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SITES / "keys")


def run(*arguments: str) -> int:
    return main(["check", "--bibliography", "refs.bib", "docs", *arguments])


@pytest.mark.usefixtures("keys")
def test_human(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 1
    out = capsys.readouterr().out
    assert out.startswith(
        "docs/index.md:1:18: error [unknown-key] no entry 'doe2011' in refs.bib; "
        "did you mean 'doe2001'?\n"
        "    1 | An unknown key [@doe2011], a mistyped one [see @Doe2001, p. 1204], one like no"
    )
    assert out.splitlines()[2] == " " * 8 + " " * 17 + "^" * 7


@pytest.mark.usefixtures("keys")
def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"diagnostics", "suppressed", "summary"}
    assert report["diagnostics"][0] == {
        "rule": "unknown-key",
        "severity": "error",
        "path": "docs/index.md",
        "line": 1,
        "column": 18,
        "end_line": 1,
        "end_column": 25,
        "message": "no entry 'doe2011' in refs.bib",
        "suggestion": "doe2001",
        "related": [],
        "fix": {
            "title": "write 'doe2001'",
            "safe": False,
            "edits": [
                {
                    "path": "docs/index.md",
                    "line": 1,
                    "column": 18,
                    "end_line": 1,
                    "end_column": 25,
                    "text": "doe2001",
                }
            ],
        },
    }
    assert report["diagnostics"][2]["suggestion"] is None
    assert report["summary"] == {
        "pages": 1,
        "docstrings": 0,
        "citations": 3,
        "notes": 0,
        "own_notes": 0,
        "entries": 2,
        "by_severity": {"error": 3, "warn": 0, "info": 2},
    }


@pytest.mark.usefixtures("keys")
def test_github(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "github") == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(
        "::error file=docs/index.md,line=1,col=18,endLine=1,endColumn=25,title=unknown-key::no "
    )


@pytest.mark.usefixtures("keys")
def test_severities_and_threshold(capsys: pytest.CaptureFixture[str]) -> None:
    rules = ["--rule", "unknown-key=warn", "--rule", "key-case=off"]
    assert run(*rules) == 0
    assert "warn [unknown-key]" in capsys.readouterr().out
    assert run(*rules, "--fail-on", "warn") == 1


@pytest.mark.usefixtures("keys")
def test_wrong_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run("--rule", "unknown-kye=warn") == 2
    assert "no rule 'unknown-kye'; did you mean 'unknown-key'?" in capsys.readouterr().err
    assert main(["check", "--bibliography", "nothing.bib", "docs"]) == 2
    assert "nothing.bib: no such file or folder" in capsys.readouterr().err
    assert main(["check", "--config", str(tmp_path / "mkdocs.yml")]) == 2
    with pytest.raises(SystemExit) as stopped:
        main(["chek"])
    assert stopped.value.code == 2


def test_in_the_project_it_reads_mkdocs_yml(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["check", "--format", "json"]) == 0
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert summary["by_severity"]["error"] == summary["by_severity"]["warn"] == 0
    assert (summary["notes"], summary["entries"]) == (104, 96)
    paths = read_settings(ROOT / "mkdocs.yml")
    assert paths.bibliography == (ROOT / "bibliography",)


def test_the_configuration_has_either_name_of_mkdocs(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").rename(project / "mkdocs.yaml")
    assert main(["check", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("docs/a.md:")
    (project / "mkdocs.yml").write_text("plugins: [search]\n")
    assert main(["check"]) == 2
    (project / "mkdocs.yml").unlink()
    (project / "mkdocs.yaml").unlink()
    capsys.readouterr()
    assert main(["check"]) == 2
    hint = "mkdocs.yml: no such file; name a library with --bibliography"
    assert capsys.readouterr().err == f"apparatus: {hint}\n"
    assert main(["check", "--config", "a/nope.yml"]) == 2
    assert capsys.readouterr().err == "apparatus: a/nope.yml: no such file\n"


def test_findings_can_be_narrowed_to_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text("@book{a, title={T}, date=2000}\n")
    Path("mkdocs.yml").write_text("plugins: [{apparatus: {bibliography: refs.bib}}]\n")
    Path("docs/sub").mkdir(parents=True)
    Path("docs/one.md").write_text("[@a] [@x]\n")
    Path("docs/sub/two.md").write_text("[@y]\n")
    assert main(["check", "docs/sub", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("docs/sub/two.md:1:3: error [unknown-key]")
    assert main(["check", "refs.bib"]) == 0
    assert main(["check", "--bibliography", "refs.bib", "docs/one.md", "--format", "concise"]) == 1
    assert capsys.readouterr().out.count("[unknown-key]") == 1
    assert main(["check", "nothing.md"]) == 2
    Path("elsewhere").mkdir()
    assert main(["check", "elsewhere"]) == 2
    assert main(["check", "--config", "mkdocs.yml", "--bibliography", "refs.bib"]) == 2


def test_mkdocs_yml_with_foreign_tags_and_plugins_as_a_mapping(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "site_name: !ENV [NAME, x]\n"
        "docs_dir: text\n"
        "exclude_docs: |\n  drafts/\n  # a comment\n"
        "markdown_extensions:\n  - x:\n      y: !!python/name:a.b.c\n"
        "plugins:\n  search: {}\n  apparatus:\n    bibliography: [a.bib, more]\n"
        "    rules: {unused-entry: off}\n"
    )
    settings = read_settings(config)
    assert settings.docs == tmp_path / "text"
    assert settings.bibliography == (tmp_path / "a.bib", tmp_path / "more")
    assert [line for line in settings.exclude if line.strip()] == ["drafts/", "# a comment"]
    assert settings.severities["unused-entry"].value == "off"
    config.write_text("plugins: [search]\n")
    with pytest.raises(SettingsError, match="no plugin or Markdown extension 'apparatus'"):
        read_settings(config)


ENVIRONMENT = {"BARE": "false", "NUMBER": "3", "DAY": "2020-01-02", "EMPTY": "", "WORD": "a: b"}


ENV_VALUES = """\
BARE
"BARE"
NUMBER
DAY
EMPTY
WORD
NO_SUCH
[]
[BARE]
[NO_SUCH]
[NUMBER, 4]
[NO_SUCH, BARE]
[NO_SUCH, NUMBER, 4]
[NO_SUCH, false]
[NO_SUCH, 4.5]
[NO_SUCH, "3"]
[NO_SUCH, null]
[NO_SUCH, [a, 3]]
[NO_SUCH, {a: 3}]
[NO_SUCH, !ENV [OTHER, 3]]
"""


@pytest.mark.parametrize("value", ENV_VALUES.splitlines())
def test_the_environment_is_read_as_mkdocs_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    for name, text in ENVIRONMENT.items():
        monkeypatch.setenv(name, text)
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"x: !ENV {value}\n")
    ours, theirs = read_config(config)["x"], yaml_load(config.read_text())["x"]
    assert (type(ours), ours) == (type(theirs), theirs)


@pytest.mark.parametrize("value", ["!ENV {a: b}", "!ENV [[a], b]", "2020-13-45"])
def test_a_value_that_cannot_be_is_no_crash(tmp_path: Path, value: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"x: {value}\n")
    with pytest.raises(SettingsError, match=r"mkdocs\.yml:"):
        read_config(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize("name", [True, 1, None])
def test_the_name_of_a_rule_may_be_anything(name: object) -> None:
    with pytest.raises(SettingsError, match=f"no rule '{name}'"):
        read_severities({name: "warn"})  # type: ignore[dict-item]  # YAML reads yes as True


MATH = {
    "markdown_extensions: [toc]\nplugins: [apparatus]\n": False,
    "markdown_extensions: [pymdownx.arithmatex]\nplugins: [apparatus]\n": True,
    "markdown_extensions: {mdx_math: {}}\nplugins: [apparatus]\n": True,
    "markdown_extensions: [mdx_math]\nplugins: {apparatus: {math: false}}\n": False,
    "plugins: {apparatus: {math: true}}\n": True,
}


@pytest.mark.parametrize("text", MATH)
def test_a_site_has_math_if_an_extension_reads_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    assert read_settings(tmp_path / "mkdocs.yml").math is MATH[text]


def test_the_same_pages_as_mkdocs(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    names = "index.md README.md a.markdown .hidden.md templates/x.md sub/README.md b.txt"
    names += " drafts/c.md keep.tmp.md d.tmp.md sub/drafts/e.md draft.md"
    for name in names.split():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text("# x\n")
    base = tmp_path / "base.yml"
    base.write_text("plugins: {apparatus: {bibliography: !ENV [NO_SUCH, refs.bib]}}\n")
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "INHERIT: base.yml\nsite_name: x\nplugins: {search: {}}\n"
        "exclude_docs: |\n  drafts/\n  *.tmp.md\n  !keep.tmp.md\ndraft_docs: draft.md\n"
    )
    settings = read_settings(config)
    assert settings.bibliography == (tmp_path / "refs.bib",)
    ours = set(load_pages(settings))
    theirs = load_config(str(config))
    files = get_files(theirs)
    set_exclusions(files, theirs)
    assert ours == {file.src_uri for file in files.documentation_pages()}
    assert ours == {"index.md", "a.markdown", "sub/README.md", "keep.tmp.md"}


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "locator-out-of-range"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "locator-out-of-range (error)\n\nA place that is cited lies outside the work"
    )
    assert "Instead:" in out


def test_a_mistyped_rule_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "locator-out-of-rnage"]) == 2
    assert capsys.readouterr().err == (
        "apparatus: there is no rule 'locator-out-of-rnage'; did you mean 'locator-out-of-range'?\n"
    )


def test_nothing_raw_reaches_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("[@{\x1b[31mred}] [@{a::error::b%0A}]\n", encoding="utf-8")
    (tmp_path / "r.bib").write_text("@book{x\x1b, title={T}, date=2000}\n", encoding="utf-8")
    for form in ("human", "concise", "github"):
        main(["check", "--bibliography", str(tmp_path / "r.bib"), str(tmp_path), "--format", form])
        captured = capsys.readouterr()
        assert "\x1b" not in captured.out + captured.err
        assert not any(line.startswith("::error::") for line in captured.out.splitlines())


def test_an_included_file_may_be_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SITES / "snippets")
    assert main(["check", "--format", "concise", "includes/deeper.md"]) == 1
    assert capsys.readouterr().out.startswith("includes/deeper.md:1:12: error [key-case]")
    assert main(["check", "mkdocs.yml"]) == 2
    monkeypatch.chdir(SITES / "docstrings")
    assert main(["check", "--format", "concise", "src/tiny/one.py"]) == 1
    assert capsys.readouterr().out.count("\n") == 1
    assert main(["check", "src/tiny/hidden.py"]) == 2


# --- fixes, the baseline, output --------------------------------------------------------

PAGE = (
    "\ufeff# A page\r\n\r\nSee [@A].\r\n\r\n"
    "<!-- apparatus: allow unknown-kye: mistyped -->\r\nSee [@b].\r\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose page has a byte order mark, CRLF, a safe fix and an unsafe one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "refs.bib").write_text("@book{a, author={A, B}, title={T}, date=2000}\n")
    (tmp_path / "mkdocs.yml").write_text(
        "plugins: [{apparatus: {bibliography: refs.bib, baseline: known.json}}]\n"
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_bytes(PAGE.encode())
    return tmp_path


def test_safe_fixes_are_made_and_nothing_else_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--fix"]) == 1
    mended = PAGE.replace("[@A]", "[@a]")
    assert (project / "docs" / "a.md").read_bytes() == mended.encode()
    assert "1 fix made" in capsys.readouterr().err
    assert main(["check", "--fix"]) == 1
    assert (project / "docs" / "a.md").read_bytes() == mended.encode()


def test_unsafe_fixes_only_when_asked_for(project: Path) -> None:
    assert main(["check", "--unsafe-fixes"]) == 2
    assert main(["check", "--fix", "--unsafe-fixes"]) == 0
    text = (project / "docs" / "a.md").read_text(encoding="utf-8-sig")
    assert "allow unknown-key: mistyped" in text


def test_diff_shows_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--diff"]) == 1
    assert "-See [@A]." in capsys.readouterr().out
    assert (project / "docs" / "a.md").read_bytes() == PAGE.encode()
    main(["check", "--fix"])
    assert main(["check", "--diff"]) == 0


def test_fixes_are_made_in_the_named_paths_alone(project: Path) -> None:
    (project / "docs" / "b.md").write_bytes(PAGE.encode())
    main(["check", "--fix", "docs/b.md"])
    assert (project / "docs" / "a.md").read_bytes() == PAGE.encode()
    assert (project / "docs" / "b.md").read_bytes() != PAGE.encode()


def test_a_file_that_is_not_utf8_is_left_alone(project: Path) -> None:
    page = project / "docs" / "a.md"
    page.write_bytes(PAGE.encode() + b"caf\xe9\n")
    assert main(["check", "--fix", "--unsafe-fixes"]) == 1
    assert page.read_bytes() == PAGE.encode() + b"caf\xe9\n"


def test_the_baseline_lets_pass_shrinks_and_grows_stale(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = project / "docs" / "a.md"
    page.write_text("[@old] [@old] [@older]\n")
    assert main(["check", "--update-baseline"]) == 0
    page.write_text("Moved.\n\n[@old] [@old] [@older]\n")
    assert main(["check"]) == 0
    assert "4 in the baseline" in capsys.readouterr().err
    page.write_text(page.read_text(encoding="utf-8") + "\n[@new]\n", encoding="utf-8")
    assert main(["check"]) == 1
    page.write_text("See [@a].\n")
    monkeypatch.setenv("CI", "true")
    before = (project / "known.json").read_bytes()
    assert main(["check", "--format", "concise"]) == 1
    assert "[stale-baseline]" in capsys.readouterr().out
    assert (project / "known.json").read_bytes() == before
    monkeypatch.delenv("CI")
    assert main(["check"]) == 0
    assert (project / "known.json").read_text() == "{}\n"


def test_a_baseline_holds_wherever_the_check_is_called_from(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "a.md").write_text("[@old]\n")
    assert main(["check", "--update-baseline"]) == 0
    before = (project / "known.json").read_bytes()
    monkeypatch.chdir(project / "docs")
    assert main(["check", "--config", "../mkdocs.yml"]) == 0
    assert (project / "known.json").read_bytes() == before
    main(["check", "--config", "../mkdocs.yml", "--format", "sarif"])
    assert '"uri": "docs/a.md"' in capsys.readouterr().out


@pytest.mark.parametrize("text", ["[@old]\n", "[@old and not closed\n", "[@new] in its place\n"])
def test_a_baseline_is_never_emptied_by_what_was_not_looked_at(project: Path, text: str) -> None:
    page = project / "docs" / "a.md"
    page.write_text("[@old]\n")
    assert main(["check", "--update-baseline"]) == 0
    before = (project / "known.json").read_bytes()
    page.write_text(text)
    main(["check", "--rule", "unknown-key=off"])
    main(["check", "--bibliography", "refs.bib", "docs/a.md", "--baseline", "known.json"])
    main(["check"])
    assert (project / "known.json").read_bytes() == before


def test_a_baseline_needs_a_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "mkdocs.yml").write_text("plugins: [{apparatus: {bibliography: refs.bib}}]\n")
    (project / "docs" / "a.md").write_text("[@old]\n")
    assert main(["check", "--update-baseline"]) == 2
    assert main(["check", "--update-baseline", "--baseline", "b/known.json"]) == 0
    assert main(["check", "--baseline", "b/known.json"]) == 0
    (project / "b" / "known.json").write_text("[1,")
    capsys.readouterr()
    assert main(["check", "--baseline", "b/known.json", "--format", "concise"]) == 1
    assert "b/known.json:1:4: error [malformed-data-file]" in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [
        ["--unsafe-fixes"],
        ["--diff", "--output", "f"],
        ["--diff", "--fix"],
        ["--fix", "--update-baseline"],
        ["--update-baseline", "--rule", "unknown-key=off"],
        ["--update-baseline", "docs/a.md"],
        ["--limit", "-3"],
        ["--baseline", "no-such.json"],
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together_are_refused(project: Path, options: list[str]) -> None:
    before = sorted(project.rglob("*"))
    assert main(["check", *options]) == 2
    assert sorted(project.rglob("*")) == before


def test_data_files_may_be_named(harbours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (harbours / "page_types.yml").write_text("types: 3\n", encoding="utf-8")
    assert main(["check", "page_types.yml", "--format", "concise"]) == 1
    assert "[malformed-data-file]" in capsys.readouterr().out


def test_output_goes_to_a_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "sarif", "--output", "out/report.sarif"])
    assert capsys.readouterr().out == ""
    log = json.loads((project / "out" / "report.sarif").read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"


def test_the_summary_of_a_job_is_written_where_github_says(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project / "summary.md"))
    main(["check", "--format", "github"])
    assert "| error |" in (project / "summary.md").read_text(encoding="utf-8")


def test_hooks_may_name_what_is_not_ours(project: Path) -> None:
    (project / "README.md").write_text("[@x]\n")
    assert main(["check", "README.md"]) == 2
    assert main(["check", "--skip-foreign", "README.md"]) == 0
    assert main(["check", "--skip-foreign", "README.md", "docs/a.md"]) == 1


def test_no_colour_in_a_file_and_none_against_the_wish(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check", "--output", "out.txt"])
    assert "\x1b" not in (project / "out.txt").read_text(encoding="utf-8")
    main(["check"])
    assert "\x1b" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main(["check"])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.usefixtures("project")
def test_colour_only_when_asked_for_or_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    main(["check"])
    assert "\x1b" not in capsys.readouterr().out
    main(["check", "--color", "always"])
    assert "\x1b[31;1merror" in capsys.readouterr().out


# --- new pages, and the edited text ----------------------------------------------------

CONFIG = """\
site_name: Tiny
plugins:
  - apparatus:
      bibliography: refs.bib
      witness: witness.yml
      page_types: page_types.yml
      fingerprint: fingerprint.yml
"""


@pytest.fixture
def harbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny site that has a witness, with its configuration, as the working directory."""
    shutil.copytree(SITES / "witness", tmp_path, dirs_exist_ok=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_page_lies_where_its_type_wants_it(
    harbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "case", "second-ship", "--title", "The second ship"]) == 0
    assert capsys.readouterr().out == "docs/cases/second-ship.md\n"
    text = (harbours / "docs" / "cases" / "second-ship.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: The second ship\ntype: case\nparagraphs: # 3-5, 8\n---\n")


@pytest.mark.parametrize("title", ["The second ship: a 'wreck' # 2", "On", "2024-01-02", "É — «à»"])
def test_a_new_page_has_its_title_whatever_yaml_makes_of_it(harbours: Path, title: str) -> None:
    assert main(["new", "case", "second-ship", "--title", title]) == 0
    text = (harbours / "docs" / "cases" / "second-ship.md").read_text(encoding="utf-8")
    assert yaml.safe_load(text.split("---")[1])["title"] == title


def test_a_witness_without_a_section_and_too_many_quotations(
    harbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    witness = harbours / "witness.yml"
    text = witness.read_text(encoding="utf-8")
    sections = re.sub(r"sections:\n(?:  .*\n)+", "sections: [{page: one.md}]\n", text)
    witness.write_text(sections.replace("site: 20", "site: 0"), encoding="utf-8")
    assert main(["check"]) == 1
    assert "malformed-data-file" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "fact"),
    [
        (["new", "case", "ship"], "docs/cases/ship.md: there is such a page already"),
        (["new", "csae", "x"], "no page type 'csae'; there are: case"),
        (["new", "case", "../x"], "'../x' is no name: small letters, digits and hyphens"),
        (["new", "case", "x", "--config", "nowhere.yml"], "nowhere.yml: no such file"),
        (["witness", "build", "nowhere.md"], "nowhere.md: No such file or directory"),
        (["witness", "build", "refs.bib"], "refs.bib: no paragraph is marked, as in '{¶1} …'"),
    ],
)
def test_wrong_use_is_told_and_changes_nothing(
    harbours: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], fact: str
) -> None:
    before = {path: path.read_bytes() for path in harbours.rglob("*") if path.is_file()}
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"apparatus: {fact}\n"
    assert {path: path.read_bytes() for path in harbours.rglob("*") if path.is_file()} == before


def test_the_fingerprint_is_made_and_remade_the_same(
    harbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = harbours / "fingerprint.yml"
    before = made.read_bytes()
    assert main(["witness", "build", "text.md"]) == 0
    assert made.read_bytes() == before
    assert capsys.readouterr().err.endswith("4 of 4 quotations verified\n")
    made.unlink()
    assert main(["witness", "build", "text.md"]) == 0
    assert main(["check", "--fail-on", "info"]) == 0


def test_a_text_of_another_structure_is_told(
    harbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = harbours / "text.md"
    text.write_text(text.read_text(encoding="utf-8").replace("{¶2}", "{¶4}"), encoding="utf-8")
    assert main(["witness", "build", "text.md"]) == 1
    assert capsys.readouterr().out == (
        "text.md: only the witness has ¶ 2\ntext.md: only the text has ¶ 4\n"
    )


def test_a_new_quotation_is_an_error_until_it_was_verified(
    harbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = harbours / "docs" / "cases" / "ship.md"
    good, bad = (
        "‘waiting for the water’ [@king1900, ¶ 3]",
        "‘waiting for the ferry’ [@king1900, ¶ 3]",
    )
    page.write_text(page.read_text(encoding="utf-8") + f"\n{good}.\n", encoding="utf-8")
    assert main(["check", "--format", "concise"]) == 1
    assert "[unverified-quotation]" in capsys.readouterr().out
    assert main(["witness", "build", "text.md"]) == 0
    assert main(["check"]) == 0
    page.write_text(page.read_text(encoding="utf-8") + f"\n{bad}.\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["witness", "build", "text.md"]) == 1
    assert capsys.readouterr().out.endswith(": not in the text: ‘waiting for the ferry’\n")
    assert main(["check"]) == 1

"""MkDocs, as an editor and CI run it: the real command on real folders."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.building import mkdocs
from tests.conftest import ROOT, SITES

CONFIG = """\
site_name: Tiny
theme: {name: mkdocs}
plugins:
  - apparatus:
      bibliography: refs.bib
"""


def build(folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    return mkdocs(folder, "build", *flags, environment={"NO_COLOR": "1"})


def apparatus(folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apparatus.cli", "check", *flags]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    shutil.copytree(SITES / "clean", tmp_path, dirs_exist_ok=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    return tmp_path


def test_notes_may_be_numbered_through_the_site(tiny: Path) -> None:
    for name in ("one", "two", "zero"):
        (tiny / "docs" / f"{name}.md").write_text(f"# {name}\n\nA [@roe1999], b[^x].\n\n[^x]: C.\n")
    config = CONFIG.replace(
        "refs.bib", "[a.bib, more]\n      numbering: site\n      generate: {works: works}"
    )
    nav = "nav: [{Last: [zero.md, two.md]}, one.md]\n"
    (tiny / "mkdocs.yml").write_text(config + nav)
    (tiny / "docs" / "index.md").write_text("# Home\n\nNobody [@doe2001].\n")
    first, second = re.split(r"(?=@book)", (tiny / "refs.bib").read_text(encoding="utf-8"))
    (tiny / "more").mkdir()
    (tiny / "a.bib").write_text(first, encoding="utf-8")
    (tiny / "more" / "b.bib").write_text(second, encoding="utf-8")
    assert build(tiny, "-q").returncode == 0
    for name, numbers in (("zero", "12"), ("two", "34"), ("one", "56")):
        html = (tiny / "site" / name / "index.html").read_text(encoding="utf-8")
        assert re.findall(r'role="doc-noteref">(\d+)<', html) == list(numbers)
        assert re.findall(r'<li class="note" id="n(\d+)" value="(\d+)"', html) == [
            (number, number) for number in numbers
        ]
    work = (tiny / "site" / "works" / "roe1999" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../one/#rn5"' in work


def test_the_order_is_that_of_the_navigation_whoever_makes_it(tiny: Path) -> None:
    for name in ("one", "two"):
        (tiny / "docs" / f"{name}.md").write_text(f"# {name}\n\nA [@roe1999].\n")
    (tiny / "docs" / "index.md").write_text("# Home\n\nA [@doe2001].\n")
    (tiny / "nav.py").write_text(
        "def on_nav(nav, **_):\n    nav.pages.sort(key=lambda page: page.url, reverse=True)\n"
    )
    options = "      numbering: site\nhooks: [nav.py]\n"
    (tiny / "mkdocs.yml").write_text(CONFIG + options)
    assert build(tiny, "-q").returncode == 0
    for name, number in (("two", "1"), ("one", "2"), ("", "3")):
        html = (tiny / "site" / name / "index.html").read_text(encoding="utf-8")
        assert re.findall(r'role="doc-noteref">(\d+)<', html) == [number]


def test_pages_that_others_make_are_checked_wherever_they_stand(tiny: Path) -> None:
    (tiny / "make.py").write_text(
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    text = '# Made\\n\\nA [@roe1999], b [@nobody].\\n'\n"
        "    files.append(File.generated(config, 'made.md', content=text))\n"
        "    return files\n"
    )
    (tiny / "mkdocs.yml").write_text(f"{CONFIG}hooks: [make.py]\n")
    done = build(tiny, "-q")
    assert done.returncode != 0
    assert re.search(r"made\.md:3:19: unknown-key: no entry 'nobody'", done.stderr)


def test_works_are_cited_where_a_blog_has_its_posts_and_not_in_drafts(tiny: Path) -> None:
    posts = tiny / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (tiny / "docs" / "index.md").write_text("# Home\n\nA [@doe2001].\n")
    (tiny / "docs" / "blog" / "index.md").write_text("# Blog\n")
    (posts / "a.md").write_text(
        "---\ndate: 2024-01-02\ndraft: true\n---\n# Draft\n\nA [@roe1999].\n"
    )
    post = "---\ndate: 2024-01-03\n---\n# Post\n\nA.\n\n<!-- more -->\n\nB [@roe1999].\n"
    (posts / "b.md").write_text(post)
    config = CONFIG.replace("mkdocs}", "material}").replace("plugins:\n", "plugins:\n  - blog\n")
    options = "      numbering: site\n      generate: {works: works}\n"
    (tiny / "mkdocs.yml").write_text(config + options)
    done = build(tiny, "-q", "--strict")
    assert done.returncode == 0, done.stderr
    html = (tiny / "site" / "works" / "roe1999" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../blog/2024/01/03/post/#rn2"' in html
    assert "Draft" not in html
    assert not list((tiny / "site").rglob("draft/index.html"))


def test_notes_in_docstrings_have_anchors_of_their_own(tiny: Path) -> None:
    """mkdocstrings converts several texts of one object, and puts its name before every id."""
    (tiny / "pk.py").write_text(
        'def f(a):\n    """One [@doe2001].\n\n    Args:\n        a: Two [@roe1999].\n    """\n\n\n'
        'def g():\n    """Three [@doe2001]."""\n'
    )
    (tiny / "docs" / "index.md").write_text("# Home\n\nA [@roe1999].\n\n::: pk\n")
    (tiny / "mkdocs.yml").write_text(
        f"{CONFIG}  - mkdocstrings: {{handlers: {{python: {{paths: [.]}}}}}}\n"
    )
    assert build(tiny, "-q").returncode == 0
    html = (tiny / "site" / "index.html").read_text(encoding="utf-8")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {"n1", "pk.f--n1", "pk.f--2-n1", "pk.g--n1"} <= set(ids)
    for name in re.findall(
        r'role="doc-(?:noteref|backlink)"|href="#(r?n\d[^"]*|pk[^"]*n\d)"', html
    ):
        assert not name or name in ids
    for name in re.findall(r'aria-labelledby="([^"]+)"', html):
        assert name in ids
    calls = re.findall(r'id="([^"]*)rn1"><a href="#([^"]*)n1"', html)
    assert len(calls) == 4
    assert all(call == note for call, note in calls)


def test_a_style_that_is_not_there_is_refused(tiny: Path) -> None:
    (tiny / "mkdocs.yml").write_text(f"{CONFIG}      style: author-dat\n")
    for done in (build(tiny), apparatus(tiny)):
        assert done.returncode != 0
        assert "no style 'author-dat'; did you mean 'author-date'?" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of our own edition, without the pages that mkdocstrings makes."""
    for name in ("docs", "bibliography"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(r"  - mkdocstrings:.*?(?=  - apparatus:)", "", config, flags=re.S)
    config = re.sub(r"  - The tool:\n(      - .*\n)+", "", config)
    shutil.rmtree(tmp_path / "docs" / "api")
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    return tmp_path


def edit(path: Path, change: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")


@pytest.mark.parametrize("flags", [[], ["-q"], ["--strict"], ["-q", "--strict"]])
def test_an_error_refuses_the_build_whatever_the_flags(tiny: Path, flags: list[str]) -> None:
    assert build(tiny, *flags).returncode == 0
    edit(tiny / "docs" / "index.md", lambda text: text.replace("[see @roe1999", "[see @reo1999"))
    done = build(tiny, *flags)
    assert done.returncode != 0
    fact = (
        "docs/index.md:7:54: unknown-key: no entry 'reo1999' in refs.bib; did you mean 'roe1999'?"
    )
    assert fact in done.stderr
    assert not (tiny / "site" / "index.html").exists()


def test_a_warning_lets_the_build_pass_unless_strict(tiny: Path) -> None:
    edit(tiny / "docs" / "index.md", lambda text: text + "\n[@doe2001, pag. 1204]\n")
    assert build(tiny).returncode == 0
    assert build(tiny, "--strict").returncode != 0
    assert build(tiny, "--strict", "-q").returncode != 0


def test_a_rule_may_be_turned_down(tiny: Path) -> None:
    edit(tiny / "docs" / "index.md", lambda text: text + "\n[@nobody1900]\n")
    edit(tiny / "mkdocs.yml", lambda text: text + "      rules: {unknown-key: warn}\n")
    done = build(tiny)
    assert done.returncode == 0
    assert "WARNING" in done.stderr
    html = (tiny / "site" / "index.html").read_text(encoding="utf-8")
    assert '<mark class="citation-error" title="no entry &#x27;nobody1900&#x27;">' in html


def test_a_generated_page_replaces_nothing(tiny: Path) -> None:
    edit(tiny / "mkdocs.yml", lambda text: text + "      generate: {library: index.md}\n")
    done = build(tiny)
    assert done.returncode != 0
    assert "'index.md' is to be generated, and is there already" in done.stderr


def test_works_go_into_a_folder(tiny: Path) -> None:
    edit(tiny / "mkdocs.yml", lambda text: text + "      generate: {works: works.md}\n")
    done = build(tiny)
    assert done.returncode != 0
    assert "'works.md' is not a folder in the site" in done.stderr
    assert "'works.md' is not a folder in the site" in apparatus(tiny).stderr


def test_a_bad_option_is_named(tiny: Path) -> None:
    edit(tiny / "mkdocs.yml", lambda text: text + "      rules: {unknown-kye: warn}\n")
    done = build(tiny)
    assert done.returncode != 0
    assert "no rule 'unknown-kye'" in done.stderr + done.stdout


def test_pages_of_the_built_edition(built: Path) -> None:
    pages = {p.parent.name: p.read_text("utf-8") for p in built.glob("article/*/*.html")}
    assert len(pages) == 9
    whole = "".join(pages.values())
    for number in range(1, 47):
        assert whole.count(f'id="p{number}"') == 1
    for number in range(1, 105):
        assert whole.count(f'id="n{number}"') == 1
        assert whole.count(f'href="#n{number}"') == 1
    for number in range(653, 674):
        assert whole.count(f'id="page{number}"') == 1
    assert "citation-error" not in whole
    for html in pages.values():
        assert "International Affairs" in html  # the rights line
        ids = re.findall(r'\sid="?([^"\s>]+)', html)
        assert len(ids) == len(set(ids))
    library = (built / "library.bib").read_text(encoding="utf-8")
    assert library.count("\n@") + library.startswith("@") == 96
    works = built / "works"
    index = (works / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<tr class="work" id="[\w-]+" data-kind=', index)) == 96
    for suffix, count in {".bib": 96, ".ris": 96, ".json": 96}.items():
        assert len(list(works.glob(f"*{suffix}"))) == count
    head = (works / "icg2021" / "index.html").read_text("utf-8").partition("</head>")[0]
    assert '<meta name="citation_technical_report_number" content="264">' in head
    assert 'name="description"' not in head


def dead_links(site: Path) -> list[str]:
    """Every relative link whose file or anchor is not there."""
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    anchors = {
        path: set(re.findall(r"""\s(?:id|name)=["']?([^"'\s>]+)""", html))
        for path, html in pages.items()
    }
    dead = []
    for path, html in pages.items():
        for href in re.findall(r"""<a\s[^>]*?href=["']?([^"'\s>]+)""", html):
            target, _, anchor = unescape(href).partition("#")
            if "://" in target or target.startswith(("mailto:", "/")) or path.name == "404.html":
                continue
            target = target.partition("?")[0]
            file = (path.parent / target).resolve() if target else path
            file = file / "index.html" if file.is_dir() else file
            if not file.exists() or (anchor and anchor not in anchors.get(file, {anchor})):
                dead.append(f"{path.relative_to(site)}: {href}")
    return dead


def test_every_link_of_the_built_edition_leads_somewhere(built: Path) -> None:
    site = built
    assert dead_links(site) == []
    for path in site.rglob("*.html"):
        assert not re.search(r"<a\s[^>]*>(?:(?!</a>).)*<a\s", path.read_text("utf-8"), re.S), path
    syria = (site / "cases" / "syria" / "index.html").read_text("utf-8")
    assert '<a href="../../article/the-syrian-laboratory/#p21">¶ 21</a>' in syria
    assert '<a href="../../article/the-syrian-laboratory/#n54">n. 54</a>' in syria
    assert '<a href="../../article/an-emerging-model/#page669">p. 669</a>' in syria
    laboratory = (site / "article" / "the-syrian-laboratory" / "index.html").read_text("utf-8")
    assert laboratory.count('<details class="drawn-on"') == 8 + 20
    coverage = (site / "coverage" / "index.html").read_text("utf-8")
    assert "46 of 46 paragraphs and 104 of 104 notes" in coverage
    rows = (site / "comparison.csv").read_text("utf-8").splitlines()
    assert rows[0].startswith("Case,Group,Use of force,Use of force: evidence,")
    assert (site / "assets" / "apparatus" / "tables.js").is_file()


def test_a_tiny_site_with_page_types(tmp_path: Path) -> None:
    shutil.copytree(SITES / "pages", tmp_path, dirs_exist_ok=True)
    config = CONFIG + "      witness: witness.yml\n      page_types: page_types.yml\n"
    config += "nav:\n- One: one.md\n- Cases: cases/\n- Concepts: concepts/\n"
    (tmp_path / "mkdocs.yml").write_text(config)
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[One](one.md)\n")
    assert build(tmp_path, "-q", "--strict").returncode == 0
    assert dead_links(tmp_path / "site") == []
    html = (tmp_path / "site" / "cases" / "ruritania" / "index.html").read_text("utf-8")
    assert 'href="../arcadia/"' in html
    assert '<p class="lead">Ruritania is the country' in html
    own = "---\ntitle: Ours\n---\n\n# Ours\n"
    (tmp_path / "docs" / "cases" / "index.md").write_text(own)
    assert build(tmp_path, "-q", "--strict").returncode == 0
    index = (tmp_path / "site" / "cases" / "index.html").read_text("utf-8")
    assert "Ours" in index


@pytest.mark.parametrize("directories", ["true", "false"])
def test_every_reference_leads_to_its_work_with_either_kind_of_address(
    tmp_path: Path, directories: str
) -> None:
    shutil.copytree(SITES / "pages", tmp_path, dirs_exist_ok=True)
    config = CONFIG + "      witness: witness.yml\n      page_types: page_types.yml\n"
    config += "      generate: {works: sources/works, people: who, library_ris: all.ris}\n"
    config += f"use_directory_urls: {directories}\n"
    config += "nav:\n- index.md\n- One: one.md\n- Cases: cases/\n- Concepts: concepts/\n"
    config += "- Works: sources/works/index.md\n- People: who/index.md\n"
    (tmp_path / "mkdocs.yml").write_text(config)
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[One](one.md) [@roe1999]\n")
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    assert "not included in the" not in done.stderr
    site = tmp_path / "site"
    assert dead_links(site) == []
    assert (site / "all.ris").read_bytes().count(b"TY  - ") == 2
    assert b"\r\nER  - \r\n" in (site / "sources" / "works" / "roe1999.ris").read_bytes()
    roe = "roe1999/" if directories == "true" else "roe1999.html"
    for name in ("index.html", "one/index.html", "cases/ruritania/index.html"):
        path = site / name
        path = path if path.exists() else site / f"{name.removesuffix('/index.html')}.html"
        links = re.findall(r'<a class="work-link" href="([^"]*)"', path.read_text("utf-8"))
        assert any(link.endswith(f"sources/works/{roe}") for link in links), (name, links)
        for link in links:
            assert (path.parent / link).exists()


DAMAGE = {
    "a key": ("docs/article/nagorno-karabakh.md", "@tice2020", "@tice2O2O", "unknown-key"),
    "a case": ("docs/article/nagorno-karabakh.md", "@dalay2021", "@Dalay2021", "key-case"),
    "a page": ("docs/article/conclusion.md", "@sakwa2019", "@sakwa2019, p. 999", "locator-out-of"),
    "a comma": (
        "docs/article/introduction.md",
        "@clausenAlbrecht2021; @",
        "@clausenAlbrecht2021, @",
        "keys-joined-by-comma",
    ),
    "a brace": ("bibliography/articles.bib", "illiberal peace},", "illiberal peace,", "unparsable"),
    "a relation": ("docs/cases/syria.md", "illustrates:", "ilustrates:", "unknown-value"),
    "a paragraph": ("docs/cases/mali.md", "¶ 20", "¶ 200", "locator-out-of"),
    "a field's comma": ("bibliography/books.bib", "Roy},", "Roy}", "missing-comma"),
}


def same_verdict(folder: Path) -> list[tuple[str, str, str]]:
    """The errors that build and command agree on: place, rule and fact."""
    built, checked = build(folder, "-q"), apparatus(folder, "--format", "concise")
    assert built.returncode == 1
    assert checked.returncode == 1
    built_lines = re.findall(r"ERROR +-  apparatus: (\S+?:\d+:\d+): ([\w-]+): (.*)", built.stderr)
    found = re.findall(r"(\S+?:\d+:\d+): error \[([\w-]+)\] (.*)", checked.stdout)
    assert built_lines == found
    return found


def test_build_and_command_give_the_same_verdict(edition: Path) -> None:
    places = {}
    for name, old, new, rule in DAMAGE.values():
        text = (edition / name).read_text(encoding="utf-8")
        line = text[: text.index(old)].count("\n") + 1
        places[f"{name}:{line}:"] = rule
        (edition / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = same_verdict(edition)
    for place, rule in places.items():
        assert any(p.startswith(place) and r.startswith(rule) for p, r, _ in found), place


@pytest.mark.parametrize("name", ["snippets", "docstrings"])
def test_what_is_printed_of_other_files_is_what_is_checked(tmp_path: Path, name: str) -> None:
    shutil.copytree(SITES / name, tmp_path, dirs_exist_ok=True)
    found = same_verdict(tmp_path)
    lines = [f"{place}: error [{rule}] {fact}" for place, rule, fact in found]
    assert lines == (SITES / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    mild = "".join(f"        {rule}: warn\n" for rule in {rule for _, rule, _ in found})
    option = "bibliography: refs.bib\n"
    edit(
        tmp_path / "mkdocs.yml", lambda text: text.replace(option, f"{option}      rules:\n{mild}")
    )
    assert build(tmp_path, "-q").returncode == 0
    html = "".join(page.read_text("utf-8") for page in (tmp_path / "site").rglob("*.html"))
    told = {fact.split("'")[1] for _, rule, fact in found if rule in ("unknown-key", "key-case")}
    assert set(re.findall("title=.no entry &#x27;(.*?)&#x27;", html)) == told
    assert "‘On order: a study’" in html


def test_snippets_beside_the_page(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("")
    for folder in ("one", "two"):
        (tmp_path / "docs" / folder).mkdir(parents=True)
        (tmp_path / "docs" / folder / "index.md").write_text("# A page\n\n--8<-- 'part.txt'\n")
        (tmp_path / "docs" / folder / "part.txt").write_text(f"Text [@{folder}].\n")
    snippets = "markdown_extensions: [{pymdownx.snippets: {base_path: !relative }}]\n"
    (tmp_path / "mkdocs.yml").write_text(CONFIG + snippets)
    places = [place for place, _, _ in same_verdict(tmp_path)]
    assert places == ["docs/one/part.txt:1:8", "docs/two/part.txt:1:8"]
    part = "markdown_extensions: {pymdownx.snippets: {base_path: !relative $docs_dir/two}}\n"
    (tmp_path / "mkdocs.yml").write_text(CONFIG + part)
    assert [place for place, _, _ in same_verdict(tmp_path)] == ["docs/two/part.txt:1:8"]


# --- serve ---------------------------------------------------------------------------


@pytest.fixture(params=["", "  - kept-pages\n"], ids=["made anew", "kept"])
def served(tiny: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    added = f"{request.param}markdown_extensions: [pymdownx.snippets]\n"
    edit(tiny / "mkdocs.yml", lambda text: text + added)
    edit(tiny / "docs" / "index.md", lambda text: text + "\n--8<-- 'part.txt'\n")
    (tiny / "part.txt").write_text("A part [@doe2001].\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=tiny,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield tiny, f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for(url: str, holds: Callable[[str], bool]) -> str:
    html = ""
    for _ in range(150):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                html = answer.read().decode("utf-8")
            if holds(html):
                return html
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(html[-2000:])


def test_serve_keeps_serving_and_shows_faults(served: tuple[Path, str]) -> None:
    folder, url = served
    wait_for(url, lambda html: "On order: a study" in html)
    edit(folder / "refs.bib", lambda text: text.replace("On order", "On disorder"))
    wait_for(url, lambda html: "On disorder: a study" in html)
    edit(folder / "docs" / "index.md", lambda text: text.replace("see @roe1999", "see @reo1999"))
    html = wait_for(url, lambda html: "citation-error" in html)
    assert "<code>7:54</code> <b>unknown-key</b>" in html
    edit(folder / "docs" / "index.md", lambda text: text.replace("see @reo1999", "see @roe1999"))
    wait_for(url, lambda html: "citation-error" not in html)
    edit(folder / "part.txt", lambda text: text.replace("doe2001", "deo2001"))
    html = wait_for(url, lambda html: "citation-error" in html)
    assert "<code>part.txt:1:10</code> <b>unknown-key</b>" in html


# --- redirects and heads ---------------------------------------------------------------


def test_an_old_path_leads_to_the_new_one(tiny: Path) -> None:
    (tiny / "docs" / "deep").mkdir()
    (tiny / "docs" / "deep" / "new.md").write_text("# New\n\n[Home](../index.md)\n")
    lines = '      redirects: {old/page.md: "deep/new.md#new", gone.md: index.md}\n'
    edit(tiny / "mkdocs.yml", lambda text: text + lines)
    assert build(tiny, "-q", "--strict").returncode == 0
    old = (tiny / "site" / "old" / "page" / "index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../deep/new/#new">' in old
    assert '<link rel="canonical" href="../../deep/new/#new">' in old
    assert '<a href="../../deep/new/#new">' in old
    assert "<script" not in old
    assert dead_links(tiny / "site") == []
    edit(tiny / "mkdocs.yml", lambda text: "use_directory_urls: false\n" + text)
    assert build(tiny, "-q", "--strict").returncode == 0
    assert 'url=../deep/new.html#new"' in (tiny / "site" / "old" / "page.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("redirects", "said"),
    [
        ("{old.md: nowhere.md}", "'old.md' is to lead to 'nowhere.md', which is not there"),
        ("{index.md: index.md}", "'index.md' is to lead to 'index.md', and is there already"),
    ],
)
def test_a_redirect_that_cannot_be_is_refused(tiny: Path, redirects: str, said: str) -> None:
    edit(tiny / "mkdocs.yml", lambda text: f"{text}      redirects: {redirects}\n")
    done = build(tiny)
    assert done.returncode != 0
    assert said in done.stderr


def test_a_site_with_an_address_says_it_in_its_heads(tiny: Path) -> None:
    edit(tiny / "mkdocs.yml", lambda text: "site_url: https://example.org/x\n" + text)
    assert build(tiny, "-q").returncode == 0
    assert "DC.title" not in (tiny / "site" / "index.html").read_text("utf-8")
    edit(tiny / "mkdocs.yml", lambda text: text + "      edition: {title: Tiny, version: 1.5}\n")
    assert build(tiny, "-q").returncode == 0
    html = (tiny / "site" / "index.html").read_text("utf-8")
    assert '<link rel="cite-as" href="https://example.org/x/">' in html
    assert '"version": "1.5"' in html
    assert html.index("DC.title") < html.index("</head>")
    edit(tiny / "mkdocs.yml", lambda text: text + "      offline: true\n")
    (tiny / "docs" / "two.md").write_text("# Two\n")
    assert build(tiny, "-q").returncode == 0
    html = (tiny / "site" / "two.html").read_text("utf-8")
    assert '<link rel="cite-as" href="https://example.org/x/two/">' in html
    assert '<link rel="canonical" href="https://example.org/x/two/">' in html
    assert dead_links(tiny / "site") == []

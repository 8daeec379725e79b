"""Kept pages: a site that is built from them is, byte for byte, the one that is built anew."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

from tests.building import mkdocs

CONFIG = """\
site_name: Kept
theme: {{name: mkdocs}}
plugins:
  - search
  - apparatus:
      bibliography: refs.bib
{plugins}"""
KEPT = CONFIG.format(plugins="  - kept-pages\n")
PAGES = {
    "index.md": "# Home\n\nAs [Roe](roe.md#war) says [@roe2012, p. 4].\n",
    "roe.md": "---\ntitle: Roe\n---\n# Of Roe\n\n## War\n\nA word.[^1]\n\n[^1]: See [@poe2013].\n",
    "plain.md": "# Plain\n\nNothing is cited here.\n",
    "works.md": "# Works\n\n::: {#refs .site}\n:::\n",
}
BIB = """\
@book{roe2012,
  author = {Roe, Richard},
  title  = {War},
  date   = {2012}
}

@book{poe2013,
  author = {Poe, Ann},
  title  = {Peace},
  date   = {2013}
}
"""
Edit = Callable[[Path], object]


def write(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


EDITS: dict[str, Edit] = {
    "nothing": lambda _: None,
    "a page": lambda site: write(site / "docs/plain.md", "Nothing", "Not a thing"),
    "an entry": lambda site: write(site / "refs.bib", "{War}", "{War and More}"),
    "an entry that is gone": lambda site: write(site / "refs.bib", "poe2013,", "poe2014,"),
    "a title": lambda site: write(site / "docs/roe.md", "title: Roe", "title: Richard Roe"),
    "a page more": lambda site: (site / "docs/more.md").write_text("# More\n"),
    "a page less": lambda site: (site / "docs/plain.md").unlink(),
    "the configuration": lambda site: write(site / "mkdocs.yml", "Kept", "Kept for Long"),
    "an extension": lambda site: write(
        site / "mkdocs.yml", "theme:", "markdown_extensions: [smarty]\ntheme:"
    ),
    "the theme": lambda site: (
        write(site / "mkdocs.yml", "{name: mkdocs}", "{name: mkdocs, custom_dir: own}"),
        (site / "own").mkdir(),
        (site / "own/main.html").write_text("<title>{{ page.title }}</title>{{ page.content }}"),
    ),
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(KEPT, encoding="utf-8")
    return tmp_path


def build(site: Path, status: int = 0) -> str:
    """Build the site; what was logged."""
    run = mkdocs(site, "build", environment={"SOURCE_DATE_EPOCH": "1600000000"})
    assert run.returncode == status, run.stderr
    return run.stderr


def made(site: Path) -> dict[str, bytes]:
    root = site / "site"
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def anew(site: Path) -> dict[str, bytes]:
    """The site as it is built without anything kept."""
    copy = site.parent / f"{site.name}-anew"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".cache", "site"))
    write(copy / "mkdocs.yml", "  - kept-pages\n", "")
    build(copy)
    return made(copy)


def build_again(site: Path) -> None:
    """Build the site from what is kept: it is the one that is built anew."""
    build(site)
    assert made(site) == anew(site)


def test_a_namesake_touches_the_other(site: Path) -> None:
    """In author-date, a work that is added may give the letter b to one that was there."""
    write(site / "mkdocs.yml", "refs.bib\n", "refs.bib\n      style: author-date\n")
    build(site)
    namesake = "@book{roe2012b, author = {Roe, Richard}, title = {More War}, date = {2012}}\n\n"
    write(site / "refs.bib", "@book{poe2013", f"{namesake}@book{{poe2013")
    write(site / "docs/plain.md", "Nothing", "Something [@roe2012b]")
    assert "2012b" not in (site / "site/index.html").read_text()
    build_again(site)
    assert "2012b" in (site / "site/index.html").read_text()


def test_a_note_more_moves_the_numbers_behind_it(site: Path) -> None:
    write(site / "mkdocs.yml", "refs.bib\n", "refs.bib\n      numbering: site\n")
    build(site)
    write(site / "docs/index.md", "As ", "First [@poe2013]. As ")
    build_again(site)


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_touched_is_made_anew(site: Path, edit: str) -> None:
    build(site)
    EDITS[edit](site)
    if edit == "an entry that is gone":
        write(site / "mkdocs.yml", "refs.bib\n", "refs.bib\n      rules: {unknown-key: warn}\n")
    log = build(site)
    assert made(site) == anew(site)
    if edit == "an entry that is gone":
        assert "unknown-key" in log


SERVE = """\
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
for number, _ in enumerate(sys.stdin):
    config = load_config()
    if not number:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    print("built", flush=True)
"""


IN_ITS_THEME: dict[str, Callable[[Path], object]] = {
    "a template": lambda site: write(site / "own/main.html", "<title>", "<title>Edited "),
    "a file more": lambda site: (site / "own/more.css").write_text("p {color: red}"),
    "a file changed": lambda site: write(site / "own/more.css", "red", "green"),
    "a file less": lambda site: (site / "own/more.css").unlink(),
    "what is included": lambda site: (
        (site / "own/part.html").write_text("Part"),
        write(site / "own/main.html", "{{ page.content }}", "{% include 'part.html' %}"),
    ),
    "what is included, edited": lambda site: write(site / "own/part.html", "Part", "Whole"),
}  # fmt: skip


def test_what_was_touched_is_made_anew_by_a_process_that_goes_on(site: Path) -> None:
    """As under ``mkdocs serve``, where plugins remember the build before."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1600000000"}
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        cwd=site,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        for name, edit in {**EDITS, **IN_ITS_THEME}.items():
            if name == "an entry that is gone":  # its page would say so, and only there
                continue
            edit(site)
            process.stdin.write("again\n")
            process.stdin.flush()
            assert process.stdout.readline() == "built\n"
            assert made(site) == anew(site), name
        process.stdin.close()


def store(site: Path) -> Path:
    return site / ".cache/apparatus/pages-2.sqlite"


def change(site: Path, old: str, new: str, name: str = "") -> None:
    """Put other words into what is kept, of one page or of all, as if they had been kept."""
    database = sqlite3.connect(store(site))
    rows = database.execute("SELECT kind, name, key, value FROM kept").fetchall()
    for kind, page, key, value in rows:
        if not name or name == page:
            data = value.replace(old.encode(), new.encode())
            row = (kind, page, key, data, crc32(data))
            database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", row)
    database.commit()
    database.close()


def damage(site: Path, statement: str) -> None:
    database = sqlite3.connect(store(site))
    database.execute(statement)
    database.commit()
    database.close()


def test_what_is_kept_is_taken(site: Path) -> None:
    """What stands in the store appears on the site, so it was not made again."""
    build(site)
    change(site, "Nothing", "KEPT", "plain.md")
    build(site)
    assert "KEPT is cited here" in (site / "site/plain/index.html").read_text()
    assert "KEPT is cited here" in (site / "site/search/search_index.json").read_text()


def test_another_entry_does_not_touch_a_page(site: Path) -> None:
    build(site)
    change(site, "As ", "KEPT ", "index.md")
    write(site / "refs.bib", "{Peace}", "{Peace and More}")
    build(site)
    assert "KEPT <a" in (site / "site/index.html").read_text()
    assert "Peace and More" in (site / "site/roe/index.html").read_text()


def test_what_was_said_is_said_again(site: Path) -> None:
    write(site / "docs/plain.md", "Nothing", "[Nothing](nowhere.md)")
    first, second = build(site), build(site)
    assert "nowhere.md" in first
    assert "nowhere.md" in second


def test_findings_are_said_again_and_refuse_again(site: Path) -> None:
    """Of a site that is as it was they come from the store, where nothing is checked anew."""
    write(site / "docs/index.md", "roe2012, p. 4", "reo2012, p. 4")
    first, second = build(site, status=1), build(site, status=1)
    assert "docs/index.md:3:29: unknown-key: no entry 'reo2012'" in first
    assert said_of_the_site(second) == said_of_the_site(first)
    change(site, "no entry", "KEPT entry")
    assert "KEPT entry 'reo2012'" in build(site, status=1)
    write(site / "refs.bib", "roe2012", "reo2012")
    assert "KEPT" not in build(site)
    assert made(site) == anew(site)


def test_a_library_that_changes_while_it_is_read_is_read_again(site: Path) -> None:
    """What is kept is what was read, whatever the file holds when that is written down."""
    hook = (
        "def on_page_content(html, **_):\n    open('refs.bib', 'a').write(BOOK)\n    return html\n"
    )
    book = '"@book{moe2014, author = {Moe}, title = {More}, date = {2014}}\\n"'
    (site / "hook.py").write_text(f"BOOK = {book}\n{hook}")
    write(site / "mkdocs.yml", "theme:", "hooks: [hook.py]\ntheme:")
    write(site / "mkdocs.yml", "  - kept-pages\n", "  - kept-pages:\n      vouched: [hook.py]\n")
    build(site)
    (site / "hook.py").write_text("")
    assert "duplicate-key" in build(site, status=1)


def said_of_the_site(log: str) -> list[str]:
    return [line for line in log.splitlines() if "apparatus:" in line]


def test_a_broken_link_to_a_kept_page_is_found(site: Path) -> None:
    write(site / "mkdocs.yml", "theme:", "validation: {anchors: warn}\ntheme:")
    build(site)
    write(site / "docs/roe.md", "## War", "## Wars")
    assert "does not contain an anchor '#war'" in build(site)


@pytest.mark.parametrize("garbage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_store_spoils_nothing(site: Path, garbage: bytes) -> None:
    build(site)
    store(site).write_bytes(garbage)
    build_again(site)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kept SET value = substr(value, 1, 40)",
        "UPDATE kept SET value = replace(value, 'Nothing', 'Something')",
        "UPDATE kept SET value = CAST(replace(value, 'Nothing', 'Something') AS BLOB)",
        "UPDATE kept SET value = 'null'",
        "UPDATE kept SET value = '{\"content\": 7}'",
        f"UPDATE kept SET value = '{'[' * 20_000}'",
        "UPDATE kept SET value = x'ff00', sum = NULL",
        "DROP TABLE kept",
    ],
)
def test_damaged_values_spoil_nothing(site: Path, statement: str) -> None:
    build(site)
    damage(site, statement)
    build_again(site)


def test_a_crash_spoils_nothing(site: Path) -> None:
    """The process ends in the middle of the second page, with the new text of the first."""
    build(site)
    own = site / "own"
    own.mkdir()
    (own / "main.html").write_text(
        "{{ page.content }}{% if page.url == 'roe/' %}{{ 1 / 0 }}{% endif %}"
    )
    write(site / "mkdocs.yml", "{name: mkdocs}", "{name: mkdocs, custom_dir: own}")
    build(site, status=1)
    (own / "main.html").write_text("{{ page.content }}")
    build_again(site)


def test_it_steps_aside_for_what_it_does_not_know(site: Path) -> None:
    (site / "hook.py").write_text(
        "import itertools\ncount = itertools.count()\n"
        "def on_page_content(html, **_):\n    return html + f'<p>{next(count)}</p>'\n"
    )
    write(site / "mkdocs.yml", "theme:", "hooks: [hook.py]\ntheme:")
    assert "every page is made anew: what 'hook.py' may do" in build(site)
    assert not store(site).exists()


def test_a_page_that_is_as_it_was_is_not_written_again(site: Path) -> None:
    build(site)
    pages = {name: (site / f"site/{name}/index.html").stat() for name in ("plain", "works")}
    os.link(site / "site/plain/index.html", site / "copy.html")
    before = (site / "copy.html").read_bytes()
    write(site / "docs/plain.md", "Nothing", "Not a thing")
    build(site)
    assert (site / "site/works/index.html").stat().st_mtime_ns == pages["works"].st_mtime_ns
    assert "Not a thing" in (site / "site/plain/index.html").read_text()
    assert (site / "copy.html").read_bytes() == before


def test_the_site_holds_nothing_else(site: Path) -> None:
    """As after a build by MkDocs alone, which leaves hidden files and links to folders."""
    build(site)
    wanted = made(site)
    (site / "elsewhere").mkdir()
    for name in ("stray.html", "roe/stray.html", "gone/stray.html", "gone/stray.txt", ".hidden"):
        (site / "site" / name).parent.mkdir(exist_ok=True)
        (site / "site" / name).write_text("Stray")
    (site / "site/plain/index.html").write_text("Another hand")
    (site / "site/works/index.html").unlink()
    (site / "site/works/index.html").symlink_to(site / "mkdocs.yml")
    (site / "site/link").symlink_to(site / "elsewhere")
    build(site)
    assert made(site) == {**wanted, ".hidden": b"Stray"}
    assert (site / "mkdocs.yml").read_text() == KEPT
    assert not (site / "site/gone").exists()
    assert (site / "site/link").is_symlink()


def test_a_page_that_another_file_takes_the_place_of(site: Path) -> None:
    build(site)
    (site / "docs/plain.md").unlink()
    (site / "docs/plain").mkdir()
    (site / "docs/plain/index.html").write_text("No page")
    (site / "docs/roe.md").rename(site / "docs/roe.txt")
    write(site / "docs/index.md", "roe.md#war", "https://example.org")
    (site / "docs/works").write_text("A file where a page was")
    (site / "docs/works.md").unlink()
    build_again(site)


def test_of_a_build_that_breaks_off_nothing_older_is_left(site: Path) -> None:
    build(site)
    write(site / "docs/index.md", "roe2012", "reo2012")
    build(site, status=1)
    assert not list((site / "site").rglob("*.html"))


def test_a_file_that_a_page_takes_in_is_read_again(site: Path) -> None:
    """With and without the plugin that knows of snippets, and an icon of the site's own."""
    icons, generator = "own/.icons", "!!python/name:material.extensions.emoji.to_svg"
    write(
        site / "mkdocs.yml",
        "theme: {name: mkdocs}",
        "theme: {name: material, font: false, custom_dir: own, icon: {logo: x}}\n"
        "markdown_extensions:\n"
        "  - pymdownx.snippets: {base_path: [parts]}\n"
        "  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        f"      emoji_generator: {generator}\n"
        f"      options: {{custom_icons: [{icons}]}}",
    )
    part, icon = site / "parts/a.md", site / icons / "x.svg"
    for path, text in ((part, "Old"), (icon, '<svg><path d="M1 1"/></svg>')):
        path.parent.mkdir(parents=True)
        path.write_text(text)
    write(site / "docs/plain.md", "Nothing", '--8<-- "a.md"\n\n:x:\n\nNothing')
    build(site)
    write(part, "Old", "New part")
    write(icon, "M1 1", "M22 22")
    build_again(site)
    write(site / "mkdocs.yml", "  - apparatus:\n      bibliography: refs.bib\n", "")
    build(site)
    write(part, "New part", "Newer part")
    build_again(site)
    assert "Newer part" in (site / "site/plain/index.html").read_text()


def test_it_steps_aside_for_an_extension_that_it_does_not_know(site: Path) -> None:
    write(site / "mkdocs.yml", "theme:", "markdown_extensions: [pymdownx.b64]\ntheme:")
    assert "what 'pymdownx.b64' may do" in build(site)
    assert not store(site).exists()


def test_the_order_of_the_navigation_moves_the_numbers(site: Path) -> None:
    write(site / "mkdocs.yml", "refs.bib\n", "refs.bib\n      numbering: site\n")
    nav = "nav: [index.md, roe.md, plain.md, works.md]"
    write(site / "mkdocs.yml", "theme:", f"{nav}\ntheme:")
    build(site)
    write(site / "mkdocs.yml", "index.md, roe.md", "roe.md, index.md")
    build_again(site)


def test_what_the_navigation_shows_of_other_pages(site: Path) -> None:
    """Material marks there what is new."""
    write(site / "mkdocs.yml", "{name: mkdocs}", "{name: material, font: false}")
    build(site)
    write(site / "docs/roe.md", "---\ntitle", "---\nstatus: new\ntitle")
    build_again(site)
    assert "md-status--new" in (site / "site/index.html").read_text()


def test_anchors_that_another_page_refers_to(site: Path) -> None:
    """The plugin autorefs learns of them while their page is converted."""
    write(site / "mkdocs.yml", "  - search\n", "  - search\n  - autorefs\n")
    write(site / "mkdocs.yml", "theme:", "markdown_extensions: [attr_list]\ntheme:")
    write(site / "docs/roe.md", "## War", "[](){ #alias }\n\n## War")
    write(site / "docs/plain.md", "Nothing", "[An alias][alias] and [a heading][war]. Nothing")
    for _ in range(2):
        assert "alias" not in build(site)
        assert made(site) == anew(site)
    write(site / "docs/plain.md", "Nothing", "Not a thing")
    build_again(site)


def test_a_setting_that_is_a_function_with_its_options(site: Path) -> None:
    slugify = (
        "toc: {{slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: {}}}}}}}"
    )
    lower, none = slugify.format("lower"), slugify.format("none")
    write(site / "mkdocs.yml", "theme:", f"markdown_extensions:\n  - {lower}\ntheme:")
    write(site / "docs/index.md", "#war", "")
    build(site)
    write(site / "mkdocs.yml", lower, none)
    build_again(site)
    assert 'id="War"' in (site / "site/roe/index.html").read_text()


def test_a_folder_that_cannot_be_made_costs_time(site: Path) -> None:
    (site / ".cache").write_text("A file")
    build_again(site)


def test_a_folder_that_was_there_stays_in_git(site: Path) -> None:
    write(site / "mkdocs.yml", "  - kept-pages\n", "  - kept-pages:\n      folder: docs\n")
    build(site)
    assert not (site / "docs/.gitignore").exists()

"""Hostile values appear as the text they are, wherever a site, an export or a log shows them.

The site of tests/hostile is built by MkDocs and read back as browsers and other programs read
it: nothing of what they find there may have come from a value but text.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import bibtexparser
import html5lib
import pytest
import rispy
from pybtex.database import parse_string

from apparatus.model import Source
from apparatus.parse.library import parse_library
from tests.hostile import ATTACKS, build, key_of, make_site

FOREIGN = {"iframe", "frame", "object", "embed", "applet", "base", "portal", "math"}
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "srcset",
    "cite",
    "xlink:href",
}
SCHEMES = {"http", "https", "ftp", "mailto"}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u202c\u202e\ufffe]")
FORMULA = tuple("=+-@\t\r")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built twice under different circumstances, with the logs."""
    folder = make_site(tmp_path_factory.mktemp("hostile"))
    same = {"SOURCE_DATE_EPOCH": "1700000000"}
    log = build(folder, "site", PYTHONHASHSEED="1", TZ="Asia/Tokyo", **same)
    (folder / "log.txt").write_text(log, encoding="utf-8")
    build(folder, "again", PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C", **same)
    return folder


def wrong_in(html: str, is_whole: bool = True) -> Iterator[str]:
    """What a browser would find that no text is."""
    parse = html5lib.parse if is_whole else html5lib.parseFragment
    tree = parse(html, namespaceHTMLElements=False)
    for node in tree.iter():
        if not isinstance(node.tag, str):
            if "pwn" in (node.text or ""):
                yield f"comment {node.text}"
            continue
        if "pwn" in node.tag or node.tag in FOREIGN:
            yield f"element {node.tag}"
        if node.tag == "script" and "pwn" in (node.text or ""):
            try:
                json.loads(node.text or "")
            except ValueError:
                yield f"script {node.text}"
        for name, value in node.attrib.items():
            yield from _wrong_attribute(node.tag, str(name), value)


def _wrong_attribute(tag: str, name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or "pwn" in name or name in ("srcdoc", "http-equiv", "autofocus"):
        yield f"{tag} {name}={value}"
    if name in ("class", "style") and "pwn" in value:
        yield f"{tag} {name}={value}"
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", CONTROL.sub("", value).strip().lower())
    if name in ADDRESSES and scheme and scheme.group(1) not in SCHEMES:
        yield f"{tag} {name}={value}"
    if name in ADDRESSES and value.strip().startswith(("//", "\\")):
        yield f"{tag} {name}={value}"


def test_pages_hold_nothing_but_text(hostile: Path) -> None:
    pages = sorted((hostile / "site").rglob("*.html"))
    assert len(pages) > 3 * len(ATTACKS)
    wrong = {
        f"{path.relative_to(hostile)}: {fact}"
        for path in pages
        for fact in wrong_in(path.read_text(encoding="utf-8"))
    }
    assert not wrong, "\n".join(sorted(wrong)[:40])


def letters(text: str) -> str:
    """A text without what LaTeX, typography and white space make of it."""
    return re.sub(r"[^\w<>/=:;&()!?#*|]", "", text)


def test_pages_show_the_text_as_it_is(hostile: Path) -> None:
    def shown(path: Path) -> str:
        tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        return letters("".join(tree.find("body").itertext()))

    works = [shown(path) for path in (hostile / "site" / "works").glob("*.html")]
    for attack in ATTACKS:
        if "\\" not in attack and letters(attack):
            assert any(letters(attack) in text for text in works), attack
    for number, attack in enumerate(ATTACKS):
        assert letters(attack) in shown(hostile / "site" / "cases" / f"c{number}.html"), attack


def test_the_search_index_holds_nothing_but_text(hostile: Path) -> None:
    index = json.loads((hostile / "site" / "search" / "search_index.json").read_text("utf-8"))
    texts = [doc[part] for doc in index["docs"] for part in ("title", "text")]
    wrong = {fact for text in texts for fact in wrong_in(text, is_whole=False)}
    assert not wrong, "\n".join(sorted(wrong))


def test_exports_read_back(hostile: Path) -> None:
    site = hostile / "site"
    keys = [key_of(number, attack) for number, attack in enumerate(ATTACKS)]
    text = (site / "library.bib").read_text(encoding="utf-8")
    again = parse_library([Source("library.bib", text)])
    assert sorted(again.entries) == sorted(keys)
    assert not {f.kind for f in again.faults} - {"unprintable-latex"}
    assert sorted(entry.key for entry in bibtexparser.parse_string(text).entries) == sorted(keys)
    assert sorted(parse_string(text, "bibtex").entries) == sorted(keys)
    works = rispy.loads((site / "library.ris").read_text(encoding="utf-8"))
    assert sorted(work["id"] for work in works) == sorted(keys)
    items = json.loads((site / "library.json").read_text(encoding="utf-8"))
    assert sorted(item["id"] for item in items) == sorted(keys)
    for item in items:
        assert item.get("URL", "http").startswith(("http", "ftp"))


def test_tei_holds_nothing_but_text(hostile: Path) -> None:
    tree = ElementTree.parse(hostile / "site" / "edition.tei.xml")
    for node in tree.iter():
        assert node.tag.startswith("{http://www.tei-c.org/ns/1.0}")
        assert "pwn" not in node.tag
        for name, value in node.attrib.items():
            assert "pwn" not in name
            assert not re.match(r"\s*(javascript|vbscript|data):", value, re.I), (node.tag, value)


@pytest.mark.parametrize("name", ["comparison.csv", "concordance.csv"])
def test_no_cell_is_a_formula(hostile: Path, name: str) -> None:
    text = (hostile / "site" / name).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) > len(ATTACKS) - 5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]


def test_what_is_downloaded_keeps_inside_its_folder(hostile: Path) -> None:
    for path in (hostile / "site").rglob("*"):
        if path.parent.name in ("works", "people"):
            assert re.fullmatch(r"[\w.-]+", path.name), path
    assert not list(hostile.parent.glob("pwn*"))


def test_two_builds_are_the_same(hostile: Path) -> None:
    first, second = hostile / "site", hostile / "again"
    names = [sorted(p.relative_to(site) for p in site.rglob("*")) for site in (first, second)]
    assert names[0] == names[1]
    for name in names[0]:
        if (first / name).is_file():
            assert (first / name).read_bytes() == (second / name).read_bytes(), name
    assert gzip.decompress((first / "sitemap.xml.gz").read_bytes())


COMMAND = re.compile(
    r"::(?:error|warning|notice) file=[^:]*::.*|\d+ more.*|::stop-commands::[0-9a-f]+|::[0-9a-f]+::"
)


def test_logs_hold_no_commands(hostile: Path) -> None:
    log = (hostile / "log.txt").read_text(encoding="utf-8")
    assert not CONTROL.search(log.replace("\x1b[0m", "")), CONTROL.search(log)
    assert "##[" not in log
    command = [sys.executable, "-m", "apparatus.cli", "check", "--format"]
    run = {
        form: subprocess.run(
            [*command, form], cwd=hostile, capture_output=True, text=True, check=False
        ).stdout
        for form in ("github", "human", "concise", "sarif", "json")
    }
    for form in ("github", "human", "concise"):
        assert not CONTROL.search(run[form]), form
        assert "##[" not in run[form]
    for form in ("human", "concise"):
        assert not re.search(r"^\s*::", run[form], re.M), form
    silent = False
    for line in run["github"].splitlines():
        assert silent or COMMAND.fullmatch(line), line
        silent = (silent or line.startswith("::stop-commands::")) and not re.fullmatch(
            r"::[0-9a-f]+::", line
        )
    report = json.loads(run["json"])
    results = json.loads(run["sarif"])["runs"][0]["results"]
    assert len(report["diagnostics"]) == len(results) == len(run["concise"].splitlines())

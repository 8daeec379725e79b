"""Hostile values appear as the text they are, wherever a site, an export or a log shows them.

The site of tests/hostile is built by MkDocs and read back as browsers and other programs read
it: nothing of what they find there may have come from a value but text.
"""

from __future__ import annotations

import csv
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
import rispy
from pybtex.database import parse_string

from apparatus.model import Source
from apparatus.parse.library import parse_library
from tests.hostile import ATTACKS, key_of

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


def test_hostile_values_are_text(hostile: Path) -> None:
    log = (hostile / "log.txt").read_text(encoding="utf-8")
    pages_hold_nothing_but_text(hostile)
    the_search_index_holds_nothing_but_text(hostile)
    exports_read_back(hostile)
    tei_holds_nothing_but_text(hostile)
    no_cell_is_a_formula(hostile)
    files_keep_inside_their_folders(hostile)
    logs_hold_no_commands(hostile, log)


def wrong_in(tree: ElementTree.Element) -> Iterator[str]:
    """What a browser would find that no text is."""
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


def letters(text: str) -> str:
    """A text without what LaTeX, typography and white space make of it."""
    return re.sub(r"[^\w<>/=:;&()!?#*|]", "", text)


def pages_hold_nothing_but_text(hostile: Path) -> None:
    """And the text is that of the values."""
    wrong, shown = set(), {}
    for path in sorted((hostile / "site").rglob("*.html")):
        name = path.relative_to(hostile / "site").as_posix()
        tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        wrong |= {f"{name}: {fact}" for fact in wrong_in(tree)}
        shown[name] = letters("".join(tree.find("body").itertext()))
    assert not wrong, "\n".join(sorted(wrong)[:40])
    works = "".join(text for name, text in shown.items() if name.startswith("works/"))
    for number, attack in enumerate(ATTACKS):
        assert letters(attack) in shown[f"cases/c{number}.html"], attack
        assert "\\" in attack or "--" in attack or letters(attack) in works, attack


def the_search_index_holds_nothing_but_text(hostile: Path) -> None:
    index = json.loads((hostile / "site" / "search" / "search_index.json").read_text("utf-8"))
    texts = [doc[part] for doc in index["docs"] for part in ("title", "text")]
    wrong = {
        fact
        for text in texts
        for fact in wrong_in(html5lib.parseFragment(text, namespaceHTMLElements=False))
    }
    assert not wrong, "\n".join(sorted(wrong))


def exports_read_back(hostile: Path) -> None:
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


def tei_holds_nothing_but_text(hostile: Path) -> None:
    tree = ElementTree.parse(hostile / "site" / "edition.tei.xml")
    for node in tree.iter():
        assert node.tag.startswith("{http://www.tei-c.org/ns/1.0}")
        assert "pwn" not in node.tag
        for name, value in node.attrib.items():
            assert "pwn" not in name
            assert not re.match(r"\s*(javascript|vbscript|data):", value, re.I), (node.tag, value)


def no_cell_is_a_formula(hostile: Path) -> None:
    for name in ("comparison.csv", "concordance.csv"):
        text = (hostile / "site" / name).read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) > len(ATTACKS) / 2
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]


def files_keep_inside_their_folders(hostile: Path) -> None:
    for path in (hostile / "site").rglob("*"):
        assert path.parent.name not in ("works", "people") or re.fullmatch(r"[\w.-]+", path.name)
    assert not list(hostile.parent.glob("*pwn*"))


COMMAND = re.compile(
    r"::(?:error|warning|notice) file=[^:]*::.*|\d+ more.*|::stop-commands::[0-9a-f]+|::[0-9a-f]+::"
)


def logs_hold_no_commands(hostile: Path, log: str) -> None:
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

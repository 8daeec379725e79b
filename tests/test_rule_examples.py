"""The examples on every rule's page are run: a rule speaks on the Example, not on the Instead.

A block is laid over the small, clean site of `tests/examples`. A line ``-- path --``
names the file that the text behind it belongs to, ``-- path (latin-1) --`` its encoding
as well; a block without such a line is ``refs.bib`` if it begins with an entry, else
``docs/index.md``. A page takes the place of the page of that name. Every other file is
added to, after all that the example gives anew has been taken out: entries with the same
key from a library, top-level keys from a YAML mapping, nothing from a YAML list.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from apparatus.check import check_site
from apparatus.diagnostics import Diagnostic, Severity
from apparatus.parse.fingerprint_file import write_fingerprint
from apparatus.parse.witness_text import make_fingerprint, parse_witness_text
from apparatus.project import load_site, read_settings, read_source
from apparatus.quotations import site_quotations
from apparatus.reports.text import concise
from apparatus.rules import Rule, all_rules
from tests.conftest import ROOT, TODAY

BASE = ROOT / "tests" / "examples"
BLOCK = re.compile(r"^(Example|Instead):\n((?:(?: {4}.*)?\n)+)", re.M)
FILE = re.compile(r"^-- (\S+)(?: \((\S+)\))? --\n", re.M)
PART = re.compile(r"^(?=[@\w-])", re.M)
NAME = re.compile(r"@\w+\{\s*([^\s,]+)|([\w ]+):")


class File(NamedTuple):
    """A file of an example: its path in the site, its text, and how that is written."""

    path: str
    text: str
    encoding: str = "utf-8"


def blocks(page: str, title: str) -> list[str]:
    """The blocks behind ``Example:`` or ``Instead:``, without their indentation."""
    found = BLOCK.finditer(page + "\n")
    return [dedent(each.group(2)).strip("\n") + "\n" for each in found if each.group(1) == title]


def files(block: str) -> Iterator[File]:
    """The files of a block, in order."""
    first, *named = FILE.split(block)
    if first.strip():
        yield File("refs.bib" if re.match(r"@\w+\s*[{(]", first) else "docs/index.md", first)
    for path, encoding, text in zip(named[::3], named[1::3], named[2::3], strict=True):
        yield File(path, text, encoding or "utf-8")


def named_parts(text: str) -> list[tuple[str, str]]:
    """The entries, top-level keys or records of a file, each with its name ('' for a record)."""
    matches = [(NAME.match(part), part) for part in PART.split(text)]
    return [(found.group(1) or found.group(2) if found else "", part) for found, part in matches]


def lay_over(folder: Path, file: File) -> None:
    """Write one file of an example into a copy of the base site."""
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = ""
    if path.exists() and path.suffix != ".md":
        given = {name for name, _ in named_parts(file.text)} - {""}
        parts = named_parts(path.read_text(encoding="utf-8"))
        kept = "".join(part for name, part in parts if name not in given)
    path.write_bytes(kept.encode() + file.text.encode(file.encoding))


def diagnostics(folder: Path, block: str = "") -> list[Diagnostic]:
    """Everything that is said of the base site with a block laid over it."""
    shutil.copytree(BASE, folder)
    for file in files(block):
        lay_over(folder, file)
    with chdir(folder):  # findings name their paths from here, and the baseline does
        site = load_site(read_settings(folder / "mkdocs.yml"))
        return list(check_site(site, today=TODAY).diagnostics)


def of_rule(rule: Rule, found: list[Diagnostic]) -> list[Diagnostic]:
    return [each for each in found if each.rule == rule.name]


every_rule = pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)


def test_the_base_is_clean(tmp_path: Path) -> None:
    assert [concise(each) for each in diagnostics(tmp_path / "site")] == []


def test_the_fingerprint_is_that_of_the_text() -> None:
    """After a change: ``cd tests/examples && apparatus witness build text.md``."""
    site = load_site(read_settings(BASE / "mkdocs.yml"))
    text = parse_witness_text(read_source(BASE / "text.md")[0])
    assert site.fingerprint
    quotations = [quotation for _, quotation in site_quotations(site)]
    made, unfound = make_fingerprint(text, site.fingerprint.salt, quotations)
    assert write_fingerprint(made) == (BASE / "fingerprint.yml").read_text(encoding="utf-8")
    assert not unfound


@every_rule
def test_page_has_its_parts(rule: Rule) -> None:
    before, example, _ = rule.page.partition("\nExample:\n")
    assert len(before.strip().split("\n\n")) >= 2, "a fact, and why it matters"
    assert example
    assert blocks(rule.page, "Example")
    assert len(blocks(rule.page, "Example")) == len(blocks(rule.page, "Instead"))
    assert rule.page.count("\nExample:") == len(blocks(rule.page, "Example"))
    assert rule.page.count("\nInstead:") == len(blocks(rule.page, "Instead"))


@every_rule
def test_rule_speaks_on_its_example(rule: Rule, tmp_path: Path) -> None:
    for number, block in enumerate(blocks(rule.page, "Example")):
        found = diagnostics(tmp_path / str(number), block)
        said = of_rule(rule, found)
        assert said, [concise(each) for each in found]
        fixes = {"safe" if each.fix.safe else "unsafe" for each in said if each.fix}
        assert rule.fix in fixes if rule.fix else not fixes


@every_rule
def test_rule_is_silent_on_what_to_write_instead(rule: Rule, tmp_path: Path) -> None:
    for number, block in enumerate(blocks(rule.page, "Instead")):
        found = diagnostics(tmp_path / str(number), block)
        grave = [each for each in found if each.severity is Severity.ERROR]
        assert [concise(each) for each in {*of_rule(rule, found), *grave}] == []

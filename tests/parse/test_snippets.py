"""Snippets: the expanded page is what pymdownx.snippets makes of it, and keeps its places."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown

from apparatus.model import Source, Span
from apparatus.parse.snippets import SnippetOptions, expand

FILES = {
    "plain.md": "One.\n\n  Two.\nThree.\n",
    "windows.md": "One.\r\nTwo.\r\n",
    "open.md": "no break at the end",
    "empty.md": "",
    "nested.md": "Before.\n--8<-- 'plain.md'\n--8<--\nopen.md\n--8<--\nAfter.",
    "self.md": "Self.\n--8<-- 'self.md'\n",
    "ping.md": "Ping.\n--8<-- 'pong.md'\n",
    "pong.md": "Pong.\n--8<-- 'ping.md'\n",
    "code.py": (
        "def one():\n"
        "    # --8<-- [start:inner]\n"
        "    a = 1\n"
        "\n"
        "    # ;--8<-- [start:shown]\n"
        "    # --8<-- [start: other ]\n"
        "      b = 2\n"
        "    --8<-- 'open.md'\n"
        "    # --8<-- [end:inner]\n"
        "    # --8<-- [start:inner]\n"
        "    c = 3\n"
    ),
    "a b/deep.md": "Deep.\n",
}
PAGES = {
    "a line": 'A\n--8<-- "plain.md"\nB\n',
    "single quotation marks": "A\n-8<- 'plain.md'\nB",
    "long marks": "A\n---8<----  'plain.md'\nB",
    "an indent": "- a\n\n    --8<-- 'plain.md'\n\t--8<-- 'open.md'\n",
    "a block": "A\n--8<--\nplain.md\n\n  open.md\n; skipped.md\n--8<-- 'open.md'\n--8<--\nB",
    "a block that nothing closes": "A\n--8<--\nplain.md",
    "words behind": "A\n--8<-- 'plain.md' and\n--8<--  \nB",
    "words before": "A --8<-- 'plain.md'\n",
    "escapes": ";--8<-- 'plain.md'\n;;--8<-- 'plain.md'\n  ;--8<--\n;-8<- x\n",
    "a skipped line": "--8<-- '; plain.md'\nB",
    "nested": "--8<-- 'nested.md'\n",
    "indented twice": "  --8<--\n  nested.md\n  --8<--\n",
    "cycles": "--8<-- 'self.md'\n--8<-- 'ping.md'\n--8<-- 'ping.md'\n",
    "nothing": "--8<-- 'empty.md'\n--8<-- 'none.md'\n--8<-- ''\n--8<-- ':3'\n-",
    "addresses": "--8<-- 'https://example.org/x.md'\nB",
    "a section": "--8<-- 'code.py:inner'\n",
    "a section that ends nowhere": "--8<-- 'code.py:other'\n",
    "a section of another case": "--8<-- 'code.py:INNER'\n",
    "no section": "--8<-- 'code.py:none'\nB\n",
    "marks of sections": "--8<-- 'code.py'\n# --8<-- [start:here] x\n-;--8<-- [end:here]\nB",
    "one line": "--8<-- 'code.py:7:7'\n",
    "from a line": "--8<-- 'code.py:9'\n",
    "to a line": "--8<-- 'plain.md::2'\n--8<-- 'plain.md:0:1'\n--8<-- 'plain.md:3:1'\n",
    "lines from the end": "--8<-- 'plain.md:-2'\n--8<-- 'plain.md:-3:-2'\n--8<-- 'plain.md::-9'\n",
    "ranges": "--8<-- 'code.py:1:1,7:7,3'\n",
    "a folder": "--8<-- 'a b/deep.md'\n--8<-- '../outside.md'\n",
    "line breaks": "--8<-- 'windows.md'\n--8<-- 'windows.md:2:2'\n",
    "front matter": "---\ntitle: 'T'\n---\n--8<-- 'plain.md'\n",
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "inside" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    (tmp_path / "outside.md").write_text("Outside.\n")
    return tmp_path / "inside"


def expanded(page: str, options: SnippetOptions) -> tuple[Source, list[str]]:
    sources = {name: Source(name, text) for name, text in FILES.items()}
    whole, faults = expand(Source("page.md", page), options, sources.get)
    return whole, [f"{f.span.source.path}:{f.span.line}: {f.subject}" for f in faults]


def by_pymdownx(page: str, folder: Path, **options: object) -> str:
    config = {"pymdownx.snippets": {"base_path": [str(folder)], **options}}
    md = Markdown(extensions=["pymdownx.snippets"], extension_configs=config)
    return "\n".join(md.preprocessors["snippet"].run(page.split("\n")))


@pytest.mark.parametrize("dedent", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_the_text_is_that_of_pymdownx(name: str, dedent: bool, files: Path) -> None:
    page = PAGES[name]
    whole, _ = expanded(page, SnippetOptions(dedent_subsections=dedent))
    theirs = by_pymdownx(page, files, dedent_subsections=dedent)
    assert whole.text.replace("\r\n", "\n") == theirs


def test_what_is_appended_to_every_page(files: Path) -> None:
    names = ("plain.md", "open.md")
    whole, _ = expanded("A", SnippetOptions(auto_append=names))
    assert whole.text == by_pymdownx("A", files, auto_append=list(names))


@pytest.mark.parametrize("name", PAGES)
def test_every_word_keeps_its_place(name: str) -> None:
    whole, _ = expanded(PAGES[name], SnippetOptions(dedent_subsections=True))
    texts = {**FILES, "page.md": PAGES[name]}
    for at, character in enumerate(whole.text):
        origin = Span(whole, at, at + 1).origin
        assert texts[origin.source.path] == origin.source.text
        assert origin.text == character or character in " \t\n"

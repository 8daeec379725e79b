"""Citations wherever Markdown has text: in tables, headings, captions, details, lists, notes.

`UPDATE_EXPECTED=1 pytest tests/test_everywhere.py` writes the pages anew; read the diff.
"""

from __future__ import annotations

import os
import re
from html import escape

import markdown
import pytest

from tests.conftest import SITES

FOLDER = SITES / "everywhere"
EXTENSIONS = (
    "apparatus tables admonition attr_list def_list md_in_html footnotes toc "
    "pymdownx.details pymdownx.tabbed pymdownx.blocks.caption"
).split()


@pytest.mark.parametrize("style", ["notes", "author-date"])
def test_a_page_with_everything(style: str) -> None:
    converter = markdown.Markdown(
        extensions=EXTENSIONS,
        extension_configs={
            "apparatus": {"bibliography": "refs.bib", "root": str(FOLDER), "style": style},
            "toc": {"permalink": "#"},
        },
    )
    html = converter.convert((FOLDER / "docs" / "index.md").read_text(encoding="utf-8")) + "\n"
    expected = FOLDER / f"{style}.html"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(html, encoding="utf-8")
    assert html == expected.read_text(encoding="utf-8")
    titles = re.findall(r'"name": "(.*?)"|\'name\': \'(.*?)\'', repr(converter.toc_tokens))
    names = [escape(first or second) for first, second in titles]
    assert names[:3] == ["Everywhere", "A heading with a note and a word", "Setext"]
    anchors = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= anchors
    assert len(re.findall(r'\bid="', html)) == len(anchors)

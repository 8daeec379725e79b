"""Pages: what is text and what is not, and where everything stands."""

from __future__ import annotations

import pytest

from apparatus.model import Source
from apparatus.parse.blocks import front_matter_end
from apparatus.parse.markdown import parse_page


def keys(text: str, bare: bool = False) -> list[str]:
    return [item.key for item in parse_page(Source("test", text), bare).items()]


NOT_TEXT = [
    "`[@x]` and ``a ` [@x]``",
    "```\n[@x]\n```",
    "~~~ md\n[@x]\n~~~~",
    "- a\n\n    ```\n    [@x]\n    ```",
    "para\n\n    [@x]",
    "- item\n\n        [@x]",
    "<!-- [@x]\n\n[@x] -->",
    "<pre>\n\n[@x]\n\n</pre>",
    '<a title="[@x]">',
    "https://example.org/[@x]",
    "<https://example.org/[@x]>",
    "[@x](https://example.org)",
    "[@x][ref]",
    "[@x]: https://example.org",
    "\\[@x]",
    "@x and x@y and @decorator",
]


@pytest.mark.parametrize("text", NOT_TEXT)
def test_is_not_scanned(text: str) -> None:
    assert keys(text) == []


TEXT = [
    "# Heading [@x]",
    "| a | [@x] |\n|---|---|",
    "!!! note\n    [@x]",
    "- item\n\n    [@x]",
    "1. item\n    [@x]",
    "> [@x]",
    "*emphasis [@x]*",
    "[an unclosed bracket [@x]",
    "$5 and [@x] for $6",
    "text\n    lazy [@x]",
    "``` unclosed\n\n[@x]",
    "[@x\nover two lines]".replace("@x\n", "see\n@x "),
    "a < b [@x] c > d",
]


@pytest.mark.parametrize("text", TEXT)
def test_is_scanned(text: str) -> None:
    assert keys(text) == ["x"]


MATH = ["$a_[@x]$", "$$\n[@x]\n$$", "\\([@x]\\)", "costs $5m [@x] or 6m$", "\\[see [@x]\\]"]


@pytest.mark.parametrize("text", MATH)
def test_math_is_text_unless_the_site_has_math(text: str) -> None:
    assert [item.key for item in parse_page(Source("test", text), math=False).items()] == ["x"]
    assert not list(parse_page(Source("test", text), math=True).items())


def test_links_by_reference_count_as_links() -> None:
    text = (
        "[One][a] [two](b.md) [Three][] [four][none] `[x][a]`\n\n[A]: a.md 'T'\n[three]: <c.md>\n"
    )
    links = parse_page(Source("test", text)).links
    assert [(link.target, link.span.text) for link in links] == [
        ("a.md", "[One][a]"),
        ("b.md", "[two](b.md)"),
        ("c.md", "[Three][]"),
    ]


def test_a_citation_inside_a_link_is_a_fault() -> None:
    page = parse_page(Source("test", "[text [@x] ![y [@y]](z)](https://example.org) [@z]"))
    assert [item.key for item in page.items()] == ["z"]
    assert [(f.kind, f.subject, f.span.text) for f in page.faults] == [
        ("malformed-citation", "in link", "[@x]"),
        ("malformed-citation", "in image", "[@y]"),
    ]


BEHIND_ADDRESSES = [
    "[r](https://x.org/r)[@x]",
    "<https://x.org>[@x]",
    "<a href='https://x.org'>[@x]</a>",
    "[see @x][see @x]",
]


@pytest.mark.parametrize("text", BEHIND_ADDRESSES)
def test_is_scanned_behind_an_address(text: str) -> None:
    assert set(keys(text)) == {"x"}


def test_windows_line_ends_change_nothing() -> None:
    code = "```\ncode\n\n[@no] [^9]\n```\n\n> ~~~\n> [@no]\n> ~~~\n"
    text = f"---\na: b\n---\n\n{code}\n[@x][^1]\n\n[^1]: y\n"
    for variant in (text, text.replace("\n", "\r\n")):
        page = parse_page(Source("test", variant))
        assert [item.key for item in page.items()] == ["x"]
        assert [note.label for note in page.notes] == ["1"]
        assert [r.label for r in page.references] == ["1"]


def test_a_rule_is_no_front_matter() -> None:
    assert keys("---\n\nText [@x].\n\n---\n") == ["x"]


def test_titles() -> None:
    assert parse_page(Source("t", "---\n# no\ntitle: Yes\n---\n# No\n")).title == "Yes"
    assert parse_page(Source("t", "# Yes #\n\ntitle: no\n")).title == "Yes"


def test_a_title_is_read_without_its_citations_and_attributes() -> None:
    text = "# War [@roe1999, p. 3] and *peace*[^1] {#war}\n"
    assert parse_page(Source("t", text)).title == "War and peace"


def test_a_commented_note_is_no_note() -> None:
    page = parse_page(Source("t", "Text\n\n<!--\n[^9]: old\n\n--> and [@x]\n"))
    assert page.notes == ()
    assert [item.key for item in page.items()] == ["x"]


def test_bare_citations_are_opt_in() -> None:
    text = "As @x [p. 3] says, not me@y.org, \\@z or `@code`."
    assert keys(text) == []
    page = parse_page(Source("test", text), bare_citations=True)
    (citation,) = page.citations
    assert citation.in_text
    assert citation.items[0].locator is not None
    assert citation.items[0].locator.text == "p. 3"


def test_notes_reach_over_indented_paragraphs_and_code() -> None:
    note_text = "[^1]: One [@a]\n  lazy.\n\n    Two [@b].\n\n        [@code]\n\n    Three.\n"
    text = f"T[^1].\n\n{note_text}\nAfter [@c].\n"
    page = parse_page(Source("test", text))
    (note,) = page.notes
    assert note.text_span.text.endswith("Three.")
    assert [(c.items[0].key, c.note) for c in page.citations] == [
        ("a", "1"),
        ("b", "1"),
        ("c", None),
    ]


def test_places_are_those_of_the_file() -> None:
    text = "---\ntitle: x\n---\n\n\nText [@key].\r\nMore [^n].\n"
    page = parse_page(Source("test", text))
    assert page.body == front_matter_end(text) == 17
    (item,) = page.items()
    assert (item.key_span.line, item.key_span.column) == (6, 8)
    assert (page.references[0].span.line, page.references[0].span.column) == (7, 6)


def test_milestones() -> None:
    page = parse_page(Source("test", "{p. 662}{¶21} Text {p. 663}more. `{¶22}` {x}"))
    assert [(m.unit, m.number) for m in page.milestones] == [
        ("page", 662),
        ("paragraph", 21),
        ("page", 663),
    ]

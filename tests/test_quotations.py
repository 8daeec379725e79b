"""Quotations: what is one, what its words are, and where it is said to be from."""

from __future__ import annotations

import pytest

from apparatus.model import Source
from apparatus.parse.markdown import parse_page
from apparatus.quotations import quotations_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He said ‘one two three’.", [["one two three"]]),
        ("‘Two words’ are a term.", []),
        ("‘the companies’ own men’ left", []),  # a plural's apostrophe looks like a closing mark
        ("Russia’s ‘one man’s view’ and ours’", [["one mans view"]]),
        ("‘one two … three four’", [["one two", "three four"]]),
        ("‘one two [the man] three’", [["one two", "three"]]),
        ("‘one two . . . three’", [["one two", "three"]]),
        ("‘one “two” three four’", [["one two three four"]]),
        ("“one ‘two three’ four”", [["one two three four"]]),
        ("‘one [two](x.md) three’", [["one two three"]]),
        ("‘one two[^1] three’ [@key]", [["one two three"]]),
        ("`‘one two three’` is code", []),
        ("‘one two\nthree four’", [["one two three four"]]),
        ("‘never closed at all", []),
    ],
)
def test_what_is_quoted(text: str, parts: list[list[str]]) -> None:
    page = parse_page(Source("test", text))
    found = [[" ".join(part) for part in each.parts] for each in quotations_of(page)]
    assert found == parts

"""Docstrings: which a page shows, what they say, and where every character stands."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from apparatus.model import Source, Span
from apparatus.parse.docstrings import calls_of, read_docstrings
from apparatus.parse.markdown import parse_page

PLAIN = {"docstring_style": None}


def shown(code: str, *path: str, **options: object) -> dict[str, str]:
    found = read_docstrings(Source("m.py", code), path, options)
    return {each.name: each.source.text for each in found}


LITERALS = {
    "one line": '"One line."',
    "single marks": "'''One line.'''",
    "an indent": '"""First.\n\n        Indented.\n    Less so.\n    """',
    "blank lines": '"""\n    \n    First.\n\n\n    Last.\n\n    \n"""',
    "raw": 'r"""A \\d and \\n."""',
    "escapes": (
        '"""A \\"mark\\", \\\\, \\x41\\u0042\\103\\N{BULLET}, a\\\n    line,\\n    a break."""'
    ),
    "other letters": '"""äöü 𝔘 – “x”\n    é."""',
    "Windows": '"""First.\r\n\r\n      Second.\r\n    Third."""',
    "in parts": '"One " "and another."',
}
CHANGED = {**dict.fromkeys(LITERALS, ()), "escapes": ("\\", ""), "in parts": ('"',)}
"""How the places begin whose text is not what stands there: escapes, breaks made by them."""


@pytest.mark.parametrize("name", LITERALS)
def test_the_text_is_cleaned_and_keeps_its_places(name: str) -> None:
    code = f"x = 'ä'\ndef f():\n    {LITERALS[name]}\n"
    source = Source("m.py", code)
    (found,) = read_docstrings(source, ["f"], PLAIN)
    value: dict[str, Any] = {}
    exec(code, value)  # our own code, and the only judge of its own escapes
    said = inspect.cleandoc(value["f"].__doc__.rstrip())
    assert found.source.text.replace("\r\n", "\n") == said
    for at, character in enumerate(found.source.text):
        origin = Span(found.source, at, at + 1).origin
        assert origin.source is source
        assert origin.text == character or origin.text[:1] in CHANGED[name], (at, character)


def test_what_is_shown_of_a_module() -> None:
    code = '''
"""Module."""
A = 1
"""A."""
B: int
"""B."""
_c = 1
"""Private."""
if A:
    def d():
        """D."""
class E:
    """E."""
    f = 1
    """F."""
    class G:
        """G."""
    def __init__(self):
        self.h = 1
        """H."""
    def _i(self):
        """Private."""
"""No docstring."""
'''
    names = {"", "A", "B", "d", "E", "E.f", "E.G", "E.h"}
    assert set(shown(code)) == names
    assert set(shown(code, members=False)) == {""}
    assert set(shown(code, members=["E", "_c"])) == {"", "_c", "E", "E.f", "E.G", "E.h"}
    assert set(shown(code, members=True)) == {*names, "_c"}
    assert set(shown(code, filters=["!^[A-D]"])) == {*names, "_c", "E._i"} - {"A", "B"}
    assert set(shown(code, "E", "G")) == {"E.G"}
    assert set(shown(code, "E", "h")) == {"E.h"}
    assert shown('""') == shown('" "') == {}
    assert shown(code, "E", "none") == shown(code, "A", "f") == {}


@pytest.mark.parametrize("code", ["def f(:", "\0", '"""Not closed.', "(" * 10_000])
def test_what_is_no_python_says_nothing(code: str) -> None:
    assert shown(code) == {}


def test_sections_in_the_manner_of_google() -> None:
    code = '''"""Text.

Args:
    a: One
        more.

        A second paragraph.
    b: Two.

Note: A title
    First.

        Code.

Examples:
    Before.

    >>> 1
    1

    After.

    ```
    >>> 2
    ```

No section:

    Code.

    ```
    Args:
        kept
    ```
"""'''
    text = (
        "Text.\n\nArgs:\na: One\nmore.\n\nA second paragraph.\nb: Two.\n\nNote: A title\nFirst.\n\n"
        "    Code.\n\nExamples:\nBefore.\n\n\nAfter.\n\n```\n>>> 2\n```\n\nNo section:\n\n"
        "    Code.\n\n    ```\n    Args:\n        kept\n    ```"
    )
    assert shown(code) == {"": text}
    assert "\n    a: One\n        more.\n" in shown(code, docstring_style="sphinx")[""]


def test_calls_and_the_options_beneath_them() -> None:
    text = """\
---
title: "::: front"
---
::: one.two
    options:
      members: [a, b]
      filters: ["!x"]

## ::: three

    options: {members: false, show_source: no}

    ::: code

::: four
    handler: vba

- in a list

    ::: five
        handler: python

`::: span` ::: six

::: seven
    options: &a [*a]
::: eight
    options: {
"""
    found = list(calls_of(parse_page(Source("p.md", text))))
    assert [(call.name, dict(call.options)) for call in found] == [
        ("one.two", {"members": ["a", "b"], "filters": ["!x"]}),
        ("three", {"members": False, "show_source": False}),
        ("five", {}),
        ("seven", {}),
        ("eight", {}),
    ]

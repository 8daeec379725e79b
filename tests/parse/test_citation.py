"""The citation grammar: tables of what it takes and refuses, properties, Pandoc as oracle."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apparatus.model import Citation, Source
from apparatus.parse.citation import parse_bracket
from apparatus.parse.markdown import parse_page


def parse(text: str) -> tuple[Citation | None, list[str]]:
    citation, faults = parse_bracket(Source("test", text), 0, len(text))
    return citation, [f"{fault.kind}: {fault.subject}" for fault in faults]


# text -> (prefix, key, locator, suffix) per item
VALID = {
    "[@a]": [("", "a", None, "")],
    "[-@a]": [("", "a", None, "")],
    "[@a, p. 12]": [("", "a", "p. 12", "")],
    "[@a p. 12]": [("", "a", "p. 12", "")],
    "[see @a, p. 12, emphasis added]": [("see", "a", "p. 12", ", emphasis added")],
    "[@a, p. 12, and p. 999]": [("", "a", "p. 12", ", and p. 999")],
    "[@a, esp. p. 999]": [("", "a", None, ", esp. p. 999")],
    "[@a.]": [("", "a", None, ".")],
    "[@a--b]": [("", "a", None, "--b")],
    "[@a's book]": [("", "a", None, "'s book")],
    "[@a_b.c:d#e$f%g&h-i+j?k<l>m~n/o]": [("", "a_b.c:d#e$f%g&h-i+j?k<l>m~n/o", None, "")],
    "[@https://x.org/y]": [("", "https://x.org/y", None, "")],
    "[@{Żółć (2)}]": None,
    "[@{https://x.org/a;b}, ch. 2]": [("", "https://x.org/a;b", "ch. 2", "")],
    "[@Zürcher2013; *cf.* @b]": [("", "Zürcher2013", None, ""), ("*cf.*", "b", None, "")],
    "[@a; @b, {pp. iv, xi}; @c]": [
        ("", "a", None, ""),
        ("", "b", "pp. iv, xi", ""),
        ("", "c", None, ""),
    ],
    "[@a, {}12 days]": [("", "a", None, "12 days")],
    "[Smith &amp; Co, @a]": [("Smith &amp; Co,", "a", None, "")],
    "[see `x;y` @a [sic; so]]": [("see `x;y`", "a", None, " [sic; so]")],
    "[write to me@x.org, @a]": [("write to me@x.org,", "a", None, "")],
}


@pytest.mark.parametrize("text", VALID)
def test_takes(text: str) -> None:
    citation, faults = parse(text)
    expected = VALID[text]
    if expected is None:
        assert faults == ["malformed-citation: bad key"]
        return
    assert faults == []
    assert citation is not None
    items = [
        (item.prefix, item.key, item.locator.text if item.locator else None, item.suffix)
        for item in citation.items
    ]
    assert items == expected


MALFORMED = {
    "[@]": "malformed-citation: bad key",
    "[@ a]": "malformed-citation: bad key",
    "[@{a]": "malformed-citation: bad key",
    "[@{}]": "malformed-citation: bad key",
    "[@a;]": "malformed-citation: empty item",
    "[;@a]": "malformed-citation: empty item",
    "[@a; see b]": "malformed-citation: no key",
    "[@a, @b]": "keys-joined-by-comma: b",
    "[@a @b]": "keys-joined-by-comma: b",
}


@pytest.mark.parametrize("text", MALFORMED)
def test_refuses(text: str) -> None:
    assert MALFORMED[text] in parse(text)[1]


@pytest.mark.parametrize("text", ["[a @ b]", "[x@y.org]", "[\\@a]", "[see chapter 2]", "[]"])
def test_leaves_alone(text: str) -> None:
    assert parse(text) == (None, [])


KEYS = st.from_regex(r"[A-Za-z0-9_]([A-Za-z0-9_]|[:.#$%&+?<>~/-][A-Za-z0-9_]){0,8}", fullmatch=True)


@given(keys=st.lists(KEYS, min_size=1, max_size=4), pages=st.integers(1, 9999))
def test_what_is_written_is_read(keys: list[str], pages: int) -> None:
    text = "[" + "; ".join(f"see @{key}, p. {pages}" for key in keys) + "]"
    citation, faults = parse(text)
    assert faults == []
    assert citation is not None
    assert [item.key for item in citation.items] == keys
    assert {item.locator.text for item in citation.items if item.locator} == {f"p. {pages}"}
    assert all(item.key_span.text == item.key for item in citation.items)


@given(st.text(alphabet="[]@;,{}`\\ -^a1.p\n", max_size=60))
def test_never_raises_and_spans_lie_inside(text: str) -> None:
    page = parse_page(Source("test", text), bare_citations=True)
    for item in page.items():
        assert item.key_span.text == item.key
        assert 0 <= item.span.start <= item.span.end <= len(text)
        assert all(part.span.within(item.span) for part in item.places)
    for fault in page.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)


# --- Pandoc --------------------------------------------------------------------------


def pandoc_keys(text: str) -> list[list[str]]:
    """The keys of every bracketed citation as Pandoc reads them."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "markdown-smart", "-t", "json"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[list[str]] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("t") == "Cite":
                items = node["c"][0]
                if items[0]["citationMode"]["t"] != "AuthorInText":
                    found.append([item["citationId"] for item in items])
                return
            node = list(node.values())
        for child in node if isinstance(node, list) else []:
            walk(child)

    walk(json.loads(done.stdout)["blocks"])
    return found


AGREED = [text for text, items in VALID.items() if items] + [
    "Text [@a] and [see @b; @c, pp. 3-4] and `[@no]`.",
    "[@a:b//c] [@a.b.] [@a_b, 12] [@1999] [@_x]",
    "\\[@a] and me@x.org and [x](y)",
    "- item [@a]\n\n```\n[@no]\n```\n\n    [@no]\n",
    "> quoted [@a;\n> @b]",
    "[*see* @a, **bold**; -@b]",
    "[@a--b] [@a'b] [@a&b] [@a~b] [@a#]",
]


def test_agrees_with_pandoc() -> None:
    text = "\n\n<!-- -->\n\n".join(AGREED)
    ours = [[item.key for item in c.items] for c in parse_page(Source("test", text)).citations]
    assert ours == pandoc_keys(text)


# Where we depart on purpose: text -> (our keys, Pandoc's).
DEVIATIONS: dict[str, tuple[list[list[str]], list[list[str]]]] = {
    "[@a, @b]": ([["a", "b"]], [["a"]]),  # Pandoc reads the second as a bare citation in the suffix
    "[@a][@b]": ([["a"], ["b"]], [["b"]]),
    "[@x](https://example.org)": ([], []),
    "[@a; see b]": ([["a"]], []),
    "[@a;]": ([["a"]], []),
}


@pytest.mark.parametrize("text", DEVIATIONS)
def test_departs_from_pandoc_on_purpose(text: str) -> None:
    ours = [[item.key for item in c.items] for c in parse_page(Source("test", text)).citations]
    assert (ours, pandoc_keys(text)) == DEVIATIONS[text]

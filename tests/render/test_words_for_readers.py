"""What editors and programs write, in words and marks that readers know."""

from __future__ import annotations

import pytest

from apparatus.model import Source
from apparatus.parse.markdown import parse_page
from apparatus.prose import plain_text
from apparatus.render.field_words import field_words, in_words, remarks
from apparatus.render.kinds import language_tag
from apparatus.render.notes import printed_locator
from apparatus.render.text import linked


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1297-1298", "pp. 1297–8"),
        ("p. 1297-1298", "pp. 1297–8"),
        ("pp. 1203", "p. 1203"),
        ("pp. 115--116, 120", "pp. 115–16, 120"),
        ("pp. 311-332 at p. 328", "pp. 311–32 at p. 328"),
        ("n. 60, 69", "nn. 60, 69"),
        ("nn. 60", "n. 60"),
        ("nn. 60-69", "nn. 60–69"),
        ("¶ 20-28, n. 59", "¶¶ 20–28, n. 59"),
        ("pp. 12ff.", "pp. 12ff."),
        ("pp. 10, 12ff.", "pp. 10, 12ff."),
        ("p. 12n3", "p. 12n3"),
        ("p. 12, fn. 4", "p. 12, fn. 4"),
        ("ch. 2", "ch. 2"),
        ("{pp. xii, 100-104}", "pp. xii, 100-104".replace("-", "–")),
    ],
)
def test_locators_agree_with_their_numbers(written: str, shown: str) -> None:
    page = parse_page(Source("a.md", f"It is so [@doe2001, {written}].\n"))
    assert printed_locator(page.citations[0].items[0].locator) == shown


def test_fields_are_named_in_words() -> None:
    assert field_words("journaltitle") == "journal"
    assert field_words("volume") == "volume"
    said = "all fields, url, my journaltitles: https://example.org/doi/url?isbn=1 (doi)"
    assert in_words(said) == (
        "everything, address, my journaltitles: https://example.org/doi/url?isbn=1 (DOI)"
    )


def test_remarks_are_parted_where_nothing_encloses_the_mark() -> None:
    assert remarks(
        "author, date (1; the 2nd): page, https://e.org: a; doi (so: here); x: “a; b: c”"
    ) == [
        ("author, date (1; the 2nd)", "page, https://e.org: a"),
        ("doi (so: here)", ""),
        ("x", "“a; b: c”"),
    ]
    assert remarks("date (not closed: so; it stays") == [("date (not closed: so; it stays", "")]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        (
            "See https://example.org/a, and (http://example.org/b).",
            ["https://example.org/a", "http://example.org/b"],
        ),
        ("(https://example.org/a(b).html).", ["https://example.org/a(b).html"]),
        ('https://example.org/"><script>', ["https://example.org/"]),
        ("javascript:alert(1) ftp://example.org", []),
    ],
)
def test_addresses_in_a_text_are_links(text: str, urls: list[str]) -> None:
    html = linked(text)
    assert [part.partition('"')[0] for part in html.split('<a href="')[1:]] == urls
    assert "<script" not in html


@pytest.mark.parametrize(
    ("langid", "words", "tag"),
    [
        ("russian", "Mir i voina", "ru-Latn"),
        ("russian", "Мир и война", "ru"),
        ("russian", "«Мир» and peace", "ru"),
        ("french", "L’été", "fr"),
        ("british", "Peace", ""),
        ("klingon", "tlh", ""),
        ("", "Peace", ""),
    ],
)
def test_the_language_of_a_title(langid: str, words: str, tag: str) -> None:
    assert language_tag(langid, words) == tag


def test_an_ellipsis_is_one_character_and_keeps_its_blank() -> None:
    page = parse_page(Source("a.md", "‘over ... basic’ and so on.\n"))
    assert plain_text(page, 0, len(page.source.text)) == "‘over … basic’ and so on."

"""The book: everything once, every note at its call, every link inside leads somewhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from apparatus.edition import Imprint
from apparatus.project import load_site, read_settings
from apparatus.render.book import book_html
from apparatus.render.html_tree import parse_html
from apparatus.render.links import Links
from tests.conftest import ROOT, SITES, tiny_site


@pytest.fixture(scope="module")
def book(built: Path) -> Element:
    return parse_html((built / "book.html").read_text(encoding="utf-8"))


def of_class(book: Element, name: str) -> list[Element]:
    return [each for each in book.iter() if name in each.get("class", "").split()]


def test_no_id_stands_twice_and_no_link_leads_nowhere(book: Element) -> None:
    ids = Counter(each.get("id") for each in book.iter() if each.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    inside = [each.get("href", "") for each in book.iter("a")]
    lost = {href for href in inside if href.startswith("#") and href[1:] not in ids}
    assert lost == set()
    assert not [
        href for href in inside if href and not re.match(r"#|https?://|\./index\.html", href)
    ]


def test_every_printed_note_and_paragraph_is_there_once(book: Element) -> None:
    site = load_site(read_settings(ROOT / "mkdocs.yml"))
    assert site.witness
    names = {
        section.page.removesuffix(".md").replace("/", "-") for section in site.witness.sections
    }
    footnotes = of_class(book, "footnote")
    in_text = [each for each in footnotes if each.get("id", "").split("--")[0] in names]
    marks = [each.get("data-mark", "") for each in in_text]
    assert [int(mark) for mark in marks if mark.isdigit()] == list(range(1, 105))
    paragraphs = of_class(book, "source-paragraph")
    assert [each.get("id", "").rpartition("--p")[2] for each in paragraphs] == [
        str(number) for number in range(1, 47)
    ]


def test_nothing_of_the_screen_is_left(book: Element) -> None:
    for name in ("headerlink", "note-back", "drawn-on", "beneath", "page-foot"):
        assert of_class(book, name) == []
    assert not list(book.iter("script"))


def test_a_note_stands_at_its_first_call_and_values_are_text() -> None:
    site = tiny_site(SITES / "pages")
    name = "cases/ruritania.md"
    html = (
        '<h1>A</h1><p>One<sup class="noteref" id="rn1"><a href="#n1">1</a></sup>, two'
        '<sup class="noteref" id="rn1-2"><a href="#n1">1</a></sup>.</p>'
        '<section class="notes"><ol><li class="note" id="n1"><p>T &lt;b&gt; &amp; '
        '<a href="../arcadia/">c</a><a class="note-back" href="#rn1">↩</a></p></li></ol></section>'
    )
    links = Links(site, {name: "cases/ruritania/", "cases/arcadia.md": "cases/arcadia/"})
    made = book_html(links, Imprint(title="<T>", url="https://e.org/"), {name: html})
    assert "<title>&lt;T&gt;</title>" in made
    assert (
        'One<sup class="noteref" id="cases-ruritania--rn1"><a href="#cases-ruritania--n1">1</a>'
        '</sup><span class="footnote" data-mark="1" id="cases-ruritania--n1"><span>T &lt;b&gt; '
        '&amp; <a href="https://e.org/cases/arcadia/">c</a></span> </span>, two<sup'
    ) in made
    assert made.count('class="footnote"') == 1

"""The heads of the built edition, as a program reads them, for every type of page."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest


class Head(NamedTuple):
    metas: dict[str, str]
    links: list[dict[str, str]]
    data: dict[str, Any]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.head = Head({}, [], {})
        self.inside = False
        self.json = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "meta" and "name" in attributes:
            self.head.metas[attributes["name"]] = attributes["content"]
        elif tag == "link":
            self.head.links.append(attributes)
        self.inside = tag == "script" and attributes.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        self.json += data if self.inside else ""


def head(built: Path, page: str) -> Head:
    reader = _Reader()
    html = (built / page / "index.html").read_text(encoding="utf-8")
    reader.feed(html[: html.index("</head>")])
    reader.head.data.update(json.loads(reader.json))
    return reader.head


TYPES = {
    "": "WebSite",
    "article/the-syrian-laboratory": "Article",
    "cases/syria": "Article",
    "concepts/mirotvorchestvo": "Article",
    "instruments/crcss": "Article",
    "cases": "WebPage",
    "about": "WebPage",
    "emendations": "WebPage",
    "concordance": "WebPage",
    "rules/unknown-key": "WebPage",
}


@pytest.mark.parametrize("page", TYPES)
def test_every_type_of_page_says_what_it_is_and_what_it_is_about(built: Path, page: str) -> None:
    found = head(built, page)
    assert found.data["@type"] == TYPES[page]
    assert found.metas["DC.language"] == "en"
    assert found.metas["DC.source"].startswith("David G. Lewis, ‘Contesting liberal peace: ")
    assert found.metas["DC.rights"] == "https://creativecommons.org/licenses/by/4.0/"
    assert not any(name.startswith("citation_") for name in found.metas)
    rels = {link["rel"]: link["href"] for link in found.links}
    assert rels["type"] == f"https://schema.org/{TYPES[page]}"
    assert rels["license"] == found.metas["DC.rights"]
    assert (built / page / rels["describedby"]).resolve() == (built / "edition.bib").resolve()
    media = {link["type"]: link["href"] for link in found.links if link["rel"] == "alternate"}
    assert ("application/tei+xml" in media) == (TYPES[page] == "Article")
    feed = built / page / media["application/atom+xml"]
    assert feed.resolve() == (built / "feed.xml").resolve()


def test_a_section_is_based_on_the_article_and_is_not_the_article(built: Path) -> None:
    data = head(built, "article/the-syrian-laboratory").data
    assert data["name"] == "The Syrian laboratory"
    assert "author" not in data
    based = data["isBasedOn"]
    assert based["@type"] == "ScholarlyArticle"
    assert based["author"] == [{"@type": "Person", "name": "David G. Lewis"}]
    assert based["pagination"] == "653–673"


def test_a_page_with_a_type_defines_a_term(built: Path) -> None:
    term = head(built, "concepts/mirotvorchestvo").data["about"]
    assert term["@type"] == "DefinedTerm"
    assert term["inDefinedTermSet"]["name"] == "Concepts"
    assert "миротворчество" in term["alternateName"]


def test_no_address_is_claimed_where_none_is_published(built: Path) -> None:
    found = head(built, "cases/syria")
    assert "cite-as" not in {link["rel"] for link in found.links}
    assert "DC.identifier" not in found.metas
    assert "url" not in found.data

"""The page of the emendations."""

from __future__ import annotations

import re
from dataclasses import replace

from apparatus.model import Source
from apparatus.parse.markdown import parse_page
from apparatus.render.emendations_page import emendations_page
from apparatus.render.links import Links
from tests.conftest import SITES, tiny_site

URLS = {"one.md": "../one/", "two.md": "../two/", "index.md": "../"}


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_emendations_lead_to_their_notes() -> None:
    page = emendations_page(Links(tiny_site(SITES / "edition"), URLS))
    assert '<a href="../one/#n3">Note 3</a><span class="places"><code>doe2001</code>' in page
    assert "Note 3 doe2001 pinpoint kept as printed locator p. 15 The article" in words(page)
    assert "pinpoint kept as printed: 1." in page


def test_nothing_on_a_made_page_is_read_as_markdown_or_as_a_citation() -> None:
    edition = tiny_site(SITES / "edition")
    record = edition.emendations[0]._replace(printed="[@z]", evidence="[^9] {¶3} `c` $d$ *e*")
    page = emendations_page(Links(replace(edition, emendations=(record,)), URLS))
    read = parse_page(Source("made.md", page))
    assert (read.citations, read.references, read.milestones, read.faults) == ((), (), (), ())
    assert not set("[]{}`$*@") & set(page.split("---")[2])

"""The pages that are made from the site."""

from __future__ import annotations

import re
from dataclasses import replace

from apparatus.model import Source
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.render.links import Links
from apparatus.render.pages import emendations_page, works_page
from tests.conftest import SITES, tiny_site

URLS = {"one.md": "../one/", "two.md": "../two/", "index.md": "../"}


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_works_lead_to_the_places_that_cite_them() -> None:
    page = works_page(Links(tiny_site(SITES / "edition"), URLS))
    assert page.index('id="doe2001"') < page.index('id="roe1999"')
    assert '<a href="../one/#n1">n. 1</a> (p. 1204)' in page
    assert "Cited in n. 2 , n. 4 , n. 6 ." in words(page)


def test_on_other_pages_the_page_is_named() -> None:
    page = works_page(Links(tiny_site(SITES / "clean"), URLS))
    assert '<a href="../">Nothing here is wrong</a> (pp. 1210–12)' in page


def test_emendations_lead_to_their_notes() -> None:
    page = emendations_page(Links(tiny_site(SITES / "edition"), URLS))
    assert '<a href="../one/#n3">Note 3</a><span class="places"><code>doe2001</code>' in page
    assert "Note 3 doe2001 pinpoint kept as printed locator p. 15 The article" in words(page)
    assert "pinpoint kept as printed: 1." in page


def test_nothing_on_a_made_page_is_read_as_markdown_or_as_a_citation() -> None:
    bib = "@book{x, title={A [@y] {{b}} [^1] `c` $d$}, verified={2026: *e* {p. 5}}, date=2000}"
    edition = tiny_site(SITES / "edition")
    record = edition.emendations[0]._replace(printed="[@z]", evidence="[^9] {¶3}")
    library = parse_library([Source("refs.bib", bib)])
    site = replace(edition, library=library, emendations=(record,))
    for page in (works_page(Links(site, URLS)), emendations_page(Links(site, URLS))):
        read = parse_page(Source("made.md", page))
        assert (read.citations, read.references, read.milestones, read.faults) == ((), (), (), ())
        assert not set("[]{}`$*@") & set(page.split("---")[2])

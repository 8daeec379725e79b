"""No address that the edition has given out may be gone.

`scripts/public_ids.py SITE` adds new ones to the list. When this fails, an address has moved:
put it back. A redirect keeps the address of a page, but not those of the places on it.
"""

from __future__ import annotations

from pathlib import Path

from apparatus.addresses import addresses, gone
from apparatus.project.built import known_addresses, site_addresses
from tests.conftest import ROOT

LIST = ROOT / "bibliography" / "public-ids.txt"


def test_no_address_of_the_edition_is_gone(built: Path) -> None:
    known = known_addresses(LIST)
    assert "article/the-syrian-laboratory/#p23" in known
    assert "article/the-syrian-laboratory/#n61" in known
    assert gone(known, site_addresses(built)) == []


SECTION = '<h2 id="notes">Notes</h2><p id="p1"></p><li id="n1"></li><i id=ea></i><b id="page7"></b>'


def test_places_of_a_source_last_and_headings_do_not() -> None:
    found = addresses({"one/index.html": SECTION, "index.html": "", "library.bib": ""})
    assert found == ["./", "library.bib", "one/", "one/#n1", "one/#p1", "one/#page7"]


def test_notes_that_are_numbered_anew_do_not_last() -> None:
    assert addresses({"case/index.html": '<li id="n1"></li>'}) == ["case/"]


def test_works_last_and_what_the_theme_brings_does_not() -> None:
    works = '<div class="work" id="doe2001"></div>'
    files = {"works/index.html": works, "assets/a.css": "", "404.html": "", "search/x.json": ""}
    assert addresses(files) == ["works/", "works/#doe2001"]


def test_what_is_gone_is_named() -> None:
    assert gone(["a/", "a/#p1", "b/"], ["b/", "a/", "c/"]) == ["a/#p1"]

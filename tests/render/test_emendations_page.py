"""The page of the emendations."""

from __future__ import annotations

import re
from dataclasses import replace

from apparatus.model import Source
from apparatus.parse.markdown import parse_page
from apparatus.render.emendations import line_html
from apparatus.render.emendations_page import emendations_page
from apparatus.render.links import Links
from tests.conftest import SITES, tiny_site

URLS = {"one.md": "../one/", "two.md": "../two/", "index.md": "../"}


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_emendations_lead_to_their_notes() -> None:
    page = emendations_page(Links(tiny_site(SITES / "edition"), URLS))
    assert '<a href="../one/#n3">Note 3</a><span class="places">Doe, ‘On order’</span>' in page
    kind = "pinpoint that cannot be right"
    row = f"Note 3 Doe, ‘On order’ Place cited {kind} p. 15 kept as printed The article"
    assert row in words(page)
    assert "1 place where this edition departs" in page
    assert f"it keeps: {kind}, 1." in page


def test_a_line_has_the_readings_first_then_the_evidence() -> None:
    (each,) = tiny_site(SITES / "edition").emendations
    kept = "“p. 15” kept as printed Place cited: pinpoint that cannot be right. The article has"
    assert words(line_html(each).replace("<q>", "“").replace("</q>", "”")).startswith(kept)
    mended = each._replace(
        right="p. 1215", field="journaltitle", kind="misprint", remark="So it is"
    )
    assert words(line_html(mended)) == (
        "p. 15 → p. 1215 Journal: error of the print. The article has pages 1203 to 1220. So it is"
    )
    lost = mended._replace(printed="", right=None, field="reference", kind="lost", certainty="open")
    assert words(line_html(lost)).startswith("Raised number: lost in the scan. The article")
    assert words(line_html(lost)).endswith("(open)")


def test_nothing_on_a_made_page_is_read_as_markdown_or_as_a_citation() -> None:
    edition = tiny_site(SITES / "edition")
    record = edition.emendations[0]._replace(printed="[@z]", evidence="[^9] {¶3} `c` $d$ *e*")
    page = emendations_page(Links(replace(edition, emendations=(record,)), URLS))
    read = parse_page(Source("made.md", page))
    assert (read.citations, read.references, read.milestones, read.faults) == ((), (), (), ())
    assert not set("[]{}`$*@") & set(page.split("---")[2])

"""Where the notes and paragraphs of an edited work are printed, and what they cite."""

from __future__ import annotations

from dataclasses import replace

from apparatus.concordance import note_rows, paragraph_rows
from apparatus.edition import Site
from apparatus.model import Source
from apparatus.parse.markdown import parse_page
from tests.conftest import SITES, tiny_site


def rewritten(name: str, text: str) -> Site:
    site = tiny_site(SITES / "edition")
    return replace(site, pages={**site.pages, name: parse_page(Source(name, text))})


def pages(site: Site) -> list[tuple[int, int | None, int | None]]:
    return [(row.number, row.first, row.last) for row in paragraph_rows(site)]


def test_a_paragraph_begins_and_ends_where_its_text_does() -> None:
    site = tiny_site(SITES / "edition")
    assert pages(site) == [(1, 1, 1), (2, 1, 1), (3, 2, 2), (4, 2, 2), (5, 3, 3)]


def test_a_paragraph_that_runs_on_has_two_pages() -> None:
    site = rewritten("two.md", "{¶4} On{p. 3}ward.[^4] More.[^5]\n\n{¶5} Fifth.[^6]\n")
    assert pages(site)[3:] == [(4, 2, 3), (5, 3, 3)]
    assert [(row.number, row.page) for row in note_rows(site)][3:] == [(4, 3), (5, 3), (6, 3)]


def test_a_page_break_between_two_calls_parts_their_notes() -> None:
    site = rewritten("two.md", "{¶4} One.[^4] Two {p. 3}three.[^5]\n\n{¶5} Fifth.[^6]\n")
    assert [(row.number, row.page) for row in note_rows(site)][3:] == [(4, 2), (5, 3), (6, 3)]


def test_the_witness_knows_better_where_a_paragraph_begins() -> None:
    site = tiny_site(SITES / "edition")
    assert site.witness
    site = replace(site, witness=replace(site.witness, begins={5: 9}))
    assert pages(site)[3:] == [(4, 2, 2), (5, 9, 9)]


def test_notes_have_their_paragraph_and_their_works_in_order() -> None:
    rows = note_rows(tiny_site(SITES / "edition"))
    assert [(row.number, row.paragraph) for row in rows] == [
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 4),
        (5, 4),
        (6, 5),
    ]
    assert [[item.key for item in row.items] for row in rows] == [
        ["doe2001"],
        ["roe1999"],
        ["doe2001"],
        ["doe2001", "roe1999"],
        [],
        ["roe1999"],
    ]
    assert [row.notes for row in paragraph_rows(tiny_site(SITES / "edition"))][3] == (4, 5)


def test_a_note_that_is_not_called_has_no_place() -> None:
    site = rewritten("two.md", "{¶4} Fourth.\n\n{p. 3}{¶5} Fifth.[^6]\n\n[^4]: [@doe2001].\n")
    row = note_rows(site)[3]
    assert (row.number, row.paragraph, row.page) == (4, None, None)
    assert [item.key for item in row.items] == ["doe2001"]


def test_a_site_without_an_edited_work_has_no_concordance() -> None:
    site = tiny_site(SITES / "clean")
    assert (paragraph_rows(site), note_rows(site)) == ((), ())

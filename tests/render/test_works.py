"""The pages of works and people: beside the tiny site, verbatim, in ``made/``.

`UPDATE_EXPECTED=1 pytest tests/render` writes the files anew; read the diff.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from apparatus.edition import Site
from apparatus.model import Source
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.render.addresses import file_names, people_of, works_of
from apparatus.render.citation_tags import with_tags, work_meta
from apparatus.render.citing import citing_places
from apparatus.render.coins import coins
from apparatus.render.links import Links
from apparatus.render.record import record
from apparatus.render.work_files import Maker, people_files, work_files
from tests.conftest import SITES, tiny_site

FOLDER = SITES / "pages"
MADE = [
    "works/index.md",
    "works/doe2001.md",
    "works/roe1999.md",
    "people/index.md",
    "people/poe-ann.md",
]


MADE_WHERE = {"works": "works", "people": "people"}


def makers(site: Site) -> dict[str, Maker]:
    return work_files(site, "works") | people_files(site, "people")


def links(site: Site, page: str) -> Links:
    start = posixpath.dirname(page)
    names = [*site.pages, *makers(site)]
    return Links(site, {n: posixpath.relpath(n, start) for n in names}, MADE_WHERE)


def made(site: Site, name: str) -> str:
    return makers(site)[name](links(site, name))


@pytest.mark.parametrize("name", MADE)
def test_what_is_made(name: str) -> None:
    text = made(tiny_site(FOLDER), name)
    expected = FOLDER / "made" / name
    if os.environ.get("UPDATE_EXPECTED"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def with_library(site: Site, text: str) -> Site:
    return replace(site, library=parse_library([Source("refs.bib", text)]))


HOSTILE = '"><script>alert(1)</script> [@x] [^1] `z` <b onclick=y> $d$ {¶1} {p. 2} *e* &amp; ===='
FIELDS = (
    "author title shorttitle editor translator booktitle journaltitle series number volume edition "
    "publisher location doi langid type authorcyrillic titlecyrillic verified unverified "
    "archiveurl pages"
).split()


def hostile() -> Site:
    value = HOSTILE.replace("{", "(").replace("}", ")")
    fields = ", ".join(f"{name}={{{value}}}" for name in FIELDS)
    return with_library(
        tiny_site(FOLDER),
        f"@incollection{{doe2001, {fields}, url={{javascript:alert(1)}}, date=2001}}",
    )


def test_hostile_values_are_printed_as_the_text_they_are() -> None:
    site = hostile()
    for name in makers(site):
        text = made(site, name)
        if not name.endswith(".md"):
            assert "javascript" not in text
            continue
        assert "<script>" not in text
        assert "<b onclick" not in text
        assert "javascript" not in text
        read = parse_page(Source("made.md", text))
        assert (read.citations, read.references, read.milestones) == ((), (), ())
        assert not set("[]{}`$*@") & set(text.split("---\n", 2)[2])
    (entry,) = site.library.entries.values()
    tags = work_meta(entry)
    assert re.sub(r'<meta name="[\w.]+" content="[^"<>]*">\n?', "", tags) == ""
    assert re.fullmatch(r'<span class="Z3988" title="[^"<>]*"></span>', coins(record(entry)))


# --- file names ----------------------------------------------------------------------


def test_safe_keys_are_their_own_names_and_no_two_names_are_alike() -> None:
    keys = [
        "doe2001",
        "Doe:2001",
        "doe/2001",
        "../x",
        "CON",
        "index",
        "aB",
        "ab",
        "Мир",
        "",
        "x" * 90,
    ]
    found = file_names(keys)
    assert found["doe2001"] == "doe2001"
    for key in keys[1:]:
        assert re.fullmatch(r"[a-z0-9_-]{1,60}\.[0-9a-f]{10}", found[key]), key
    assert len({name.casefold() for name in found.values()}) == len(keys)
    assert file_names(["Doe:2001"])["Doe:2001"] == found["Doe:2001"]


def test_names_in_other_letters_can_be_read_in_addresses() -> None:
    text = """@book{a, author={Sørensen, Bjørn and Щербакова, Анна and Łoś, Jan}, title={T},
        date={2001}}"""
    found = people_of(with_library(tiny_site(FOLDER), text))
    assert list(found) == ["los-jan", "sorensen-bjorn", "shcherbakova-anna"]


def test_people_of_one_slug_get_two_names() -> None:
    text = (
        "@book{a, title={A}, date=2000, author={Müller, Jan and Muller, Jan and {Law and Order}}}"
    )
    found: Mapping[str, object] = people_of(with_library(tiny_site(FOLDER), text))
    assert len(found) == 3
    assert "law-and-order" in found
    assert all(name.startswith("muller-jan.") for name in found if name != "law-and-order")


# --- where works are cited -----------------------------------------------------------


def test_places_of_the_edited_work_come_first_each_once_with_its_words() -> None:
    places = citing_places(tiny_site(SITES / "edition"))["roe1999"]
    assert [(p.page, p.paragraph, p.mark, p.call) for p in places] == [
        ("one.md", 2, "2", "rn2"),
        ("two.md", 4, "4", "rn4"),
        ("two.md", 5, "6", "rn6"),
    ]
    assert places[0].context == "Second."


def test_two_citations_in_one_note_are_one_place() -> None:
    site = tiny_site(SITES / "clean")
    note = [p for p in citing_places(site)["roe1999"] if p.context.startswith("A citation and")]
    assert [each.locators for each in note] == [("ch. 2, p. 14",), ("p. 299 and passim",)]
    assert len({each.call for each in note}) == 2


def test_a_heading_is_named_as_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{roe1999, title={T}}")
    (tmp_path / "docs").mkdir()
    text = "# One\n\n[@roe1999]\n\n## *War* [@roe1999] {#war}\n\nA[^1].\n\n[^1]: [@roe1999].\n"
    (tmp_path / "docs" / "one.md").write_text(text)
    places = citing_places(tiny_site(tmp_path))["roe1999"]
    assert [each.section for each in places] == ["", "War", "War"]


# --- the head of a work's page ---------------------------------------------------------


def meta(text: str) -> list[tuple[str, str]]:
    site = with_library(tiny_site(FOLDER), text)
    (entry,) = works_of(site).values()
    tags = work_meta(entry)
    return [(n, unescape(v)) for n, v in re.findall(r'name="(.*?)" content="(.*?)"', tags)]


def test_the_head_of_an_article() -> None:
    assert meta(
        "@article{x, author={Doe, Jane and Roe, R.}, title={T & U}, journaltitle={J}, volume=2,"
        " number=3, pages={813--34}, date={2020-05-04}, doi={10.1/x}, langid={russian}}"
    ) == [
        ("z.itemType", "journalArticle"),
        ("citation_title", "T & U"),
        ("citation_author", "Doe, Jane"),
        ("citation_author", "Roe, R."),
        ("citation_publication_date", "2020/05/04"),
        ("citation_journal_title", "J"),
        ("citation_volume", "2"),
        ("citation_issue", "3"),
        ("citation_firstpage", "813"),
        ("citation_lastpage", "834"),
        ("citation_doi", "10.1/x"),
        ("citation_language", "ru"),
        ("citation_public_url", "https://doi.org/10.1/x"),
    ]


def test_the_heads_of_other_types() -> None:
    chapter = meta(
        "@incollection{x, author={Doe, Jane}, editor={Roe, R.}, title={T}, booktitle={B},"
        " publisher={P}, location={L}, date=2001}"
    )
    assert ("citation_editor", "Roe, R.") in chapter
    assert ("citation_book_title", "B") in chapter
    assert ("z.place", "L") in chapter
    report = meta("@report{x, author={{A B}}, title={T}, institution={I}, number=7, date=2001}")
    assert ("citation_author", "A B") in report
    assert ("citation_technical_report_institution", "I") in report
    assert ("citation_technical_report_number", "7") in report
    page = meta("@online{x, title={T}, organization={O}, url={https://x.org/}, date=2001}")
    assert ("z.itemType", "webpage") in page
    assert ("z.publicationTitle", "O") in page
    assert ("citation_public_url", "https://x.org/") in page


def test_nothing_on_the_page_is_taken_for_the_abstract_of_the_work() -> None:
    page = (
        '<head>\n<meta name="description" content="Ours"><meta name=author content=Us>'
        '<meta name="viewport" content="w"></head><body></head>'
    )
    assert with_tags(page, "TAGS") == (
        '<head><meta name="viewport" content="w">TAGS\n</head><body></head>'
    )


def openurl(text: str) -> list[tuple[str, str]]:
    (entry,) = parse_library([Source("x", text)]).entries.values()
    title = re.findall(r'title="(.*?)"', coins(record(entry)))[0]
    assert "+" not in title
    return parse_qsl(unescape(title))


def test_coins() -> None:
    assert openurl(
        "@report{x, author={{Law & Order + Co}}, title={T}, institution={I}, location={L},"
        " date={2020-05}}"
    ) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "report"),
        ("rft.btitle", "T"),
        ("rft.pub", "I"),
        ("rft.place", "L"),
        ("rft.aucorp", "Law & Order + Co"),
        ("rft.date", "2020-05"),
    ]
    article = openurl("@article{x, author={van Doe, J.}, title={T}, journaltitle={J}, date=2000}")
    assert ("rft.jtitle", "J") in article
    assert ("rft.au", "van Doe, J.") in article
    page = openurl("@online{x, title={T}, organization={O}, url={https://x.org/?a=b&c}, date=2000}")
    assert ("rft_id", "https://x.org/?a=b&c") in page
    assert ("rft.type", "webpage") in page


def test_names_that_would_be_taken_apart_wrongly_are_said_in_one_piece() -> None:
    site = tiny_site(FOLDER)
    plain = "@book{x, author={Doe, Jane}, title={T}, date=2000}"
    corporate = "@book{x, author={{Law and Order}}, title={T}, date=2000}"
    two_words = "@book{x, author={van Doe, Jane M.}, title={T}, date=2000}"
    assert [
        "Z3988" in made(with_library(site, text), "works/x.md")
        for text in (plain, corporate, two_words)
    ] == [False, True, True]

"""What is made for pages that have a type: beside the tiny site, verbatim, in ``made/``.

`UPDATE_EXPECTED=1 pytest tests/render` writes the files anew; read the diff.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree

import bibtexparser
import pytest
from markdown import Markdown

from apparatus.edition import Imprint, Site
from apparatus.markdown import ApparatusExtension, Surroundings
from apparatus.model import Source
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.render.comparison import comparison_csv, comparison_page
from apparatus.render.concordance import concordance_csv, concordance_page
from apparatus.render.coverage import coverage_page
from apparatus.render.furniture import drawn_on_html, furnish
from apparatus.render.guide import page_template, page_types_page
from apparatus.render.indexes import glossary_page, nav_of_type, type_index
from apparatus.render.links import Links
from apparatus.render.map import map_page
from apparatus.render.metadata import Described, Related, page_meta
from apparatus.render.permalinks import cite_html, edition_bibtex
from apparatus.render.previews import previews_data
from apparatus.render.section_heads import with_section_head
from apparatus.render.tei import tei_document
from apparatus.render.timeline import timeline_page
from tests.conftest import SITES, findings, tiny_site

FOLDER = SITES / "pages"


def links(site: Site, page: str = "made.md") -> Links:
    start = posixpath.dirname(page) or "."
    return Links(site, {name: posixpath.relpath(name, start) for name in site.pages})


def case(site: Site) -> str:
    name = "cases/ruritania.md"
    page = site.pages[name]
    return furnish(page.source.text[page.body :], name, links(site, name))


IMPRINT = Imprint(
    "Order, retold", "1.2", "https://example.org/order/", "https://example.org/l", ("E. D. Itor",)
)


def at_root(site: Site) -> Links:
    """Links at the root of a site whose works have pages."""
    works = {f"works/{key}.md": f"works/{key}/" for key in site.library.entries}
    return Links(site, {**links(site).urls, **works}, {"works": "works"})


def with_data(site: Site) -> Links:
    """Links of a site that makes its tables as CSV."""
    base, tables = at_root(site), {"comparison_data": "c.csv", "concordance_data": "c.csv"}
    return replace(base, urls={**base.urls, "c.csv": "c.csv"}, made={**base.made, **tables})


def rendered(site: Site) -> dict[str, str]:
    """The pages as a host would have them made: furnished, with addresses like its own."""
    made = {}
    for name in site.held:
        extension = ApparatusExtension(lambda: site)
        around = links(site, name)
        work = posixpath.relpath("works", posixpath.dirname(name) or ".")
        extension.surroundings = Surroundings(f"{work}/{{}}/".format, around.targets)
        text = site.pages[name].source.text[site.pages[name].body :]
        text = furnish(text, name, around) if name in site.typed else text
        made[name] = Markdown(extensions=[extension, "md_in_html", "tables"]).convert(text)
    return made


def head(site: Site, name: str) -> str:
    front = site.pages[name].front
    about = Described(name, site.pages[name].title, front.summary if front else "", name)
    related = (Related("describedby", "../edition.bib", "application/x-bibtex"),)
    return page_meta(about, links(site, name), IMPRINT, related)


MADE: dict[str, Callable[[Site], str]] = {
    "ruritania.md": case,
    "cases.md": lambda site: type_index(links(site), site.page_types.types["case"]),
    "comparison.md": lambda site: comparison_page(with_data(site)),
    "comparison.csv": lambda site: comparison_csv(links(site)),
    "coverage.md": lambda site: coverage_page(links(site)),
    "concordance.md": lambda site: concordance_page(with_data(site)),
    "concordance.csv": lambda site: concordance_csv(links(site), IMPRINT),
    "cite.html": lambda site: cite_html(2, links(site), IMPRINT),
    "edition.bib": lambda site: edition_bibtex(links(site), IMPRINT),
    "edition.tei.xml": lambda site: tei_document(at_root(site), IMPRINT, rendered(site)),
    "head-of-section.html": lambda site: head(site, "one.md"),
    "head-of-case.html": lambda site: head(site, "cases/ruritania.md"),
    "map.md": lambda site: map_page(links(site)),
    "one.md": lambda site: with_section_head("# One\n\nText.\n", "one.md", links(site)),
    "timeline.md": lambda site: timeline_page(links(site)),
    "glossary.md": lambda site: glossary_page(links(site)),
    "page-types.md": lambda site: page_types_page(links(site)),
    "drawn-on.html": lambda site: drawn_on_html(("paragraph", 1), links(site)),
    "previews-data.js": lambda site: previews_data(links(site), lambda key: f"works/{key}/"),
    "new-case.md": lambda site: page_template(
        site.page_types.types["case"], site.page_types, "Utopia"
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_what_is_made(name: str) -> None:
    made = MADE[name](tiny_site(FOLDER))
    expected = FOLDER / "made" / name
    if os.environ.get("UPDATE_EXPECTED"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(made.encode("utf-8"))
    assert made == expected.read_bytes().decode("utf-8")


def test_the_navigation_of_a_type() -> None:
    site = tiny_site(FOLDER)
    assert nav_of_type(site, site.page_types.types["case"]) == [
        {"Overview": "cases/index.md"},
        {"First cases": ["cases/ruritania.md"]},
        {"Further cases": ["cases/arcadia.md"]},
    ]


HOSTILE = '<script>alert(1)</script> [@x] [^1] {{ y }} `z` "quoted" {¶1}'


def hostile() -> Site:
    """The tiny site with hostile text in every value of a front matter that is printed."""
    site = tiny_site(FOLDER)
    page = site.pages["cases/ruritania.md"]
    front = page.front
    order = site.pages["concepts/order.md"]
    assert front
    assert order.front
    front = replace(
        front,
        title=HOSTILE,
        summary=HOSTILE,
        dates=HOSTILE,
        places=(HOSTILE,),
        actors=(HOSTILE,),
        principles={"force": HOSTILE},
    )
    terms = tuple(
        t._replace(term=HOSTILE, original=HOSTILE, meaning=HOSTILE) for t in order.front.terms
    )
    pages = {
        **site.pages,
        "cases/ruritania.md": replace(page, title=HOSTILE, front=front),
        "concepts/order.md": replace(order, front=replace(order.front, terms=terms)),
    }
    return replace(site, pages=pages)


@pytest.mark.parametrize(
    "name", [n for n in MADE if n.endswith(".md") and n not in ("page-types.md", "one.md")]
)
def test_hostile_values_are_printed_as_the_text_they_are(name: str) -> None:
    site = hostile()
    made = MADE[name](site)
    assert "<script>alert" not in made
    if name not in ("new-case.md", "ruritania.md"):
        read = parse_page(Source("made.md", made))
        assert (read.citations, read.references, read.milestones) == ((), (), ())
    if name == "ruritania.md":
        own = site.pages["cases/ruritania.md"]
        assert len(parse_page(Source("made.md", made)).citations) == len(own.citations)


def test_no_cell_is_a_formula() -> None:
    site = tiny_site(FOLDER)
    page = site.pages["cases/ruritania.md"]
    assert page.front
    front = replace(page.front, principles={"force": "=1+1"})
    site = replace(site, pages={**site.pages, "cases/ruritania.md": replace(page, front=front)})
    assert ",'=1+1," in comparison_csv(links(site))


def test_a_new_page_is_asked_for_all_that_it_lacks() -> None:
    site = tiny_site(FOLDER)
    text = page_template(site.page_types.types["case"], site.page_types, "Utopia")
    made = parse_page(Source("docs/cases/utopia.md", text))
    said = findings(replace(site, pages={**site.pages, "cases/utopia.md": made}))
    rules = {line.split("[")[1].split("]")[0] for line in said}
    assert rules == {
        "malformed-front-matter",
        "missing-section",
        "orphan-page",
        "page-length",
        "stub-summary",
        "uncited-page",
    }


HOSTILE_IMPRINT = Imprint(
    f"{HOSTILE}</script><!--",
    f"{HOSTILE}}}",
    "javascript:alert(1)",
    'https://x.org/" y="',
    (HOSTILE,),
)


def test_a_hostile_imprint_breaks_out_of_nothing() -> None:
    site = hostile()
    page = Described("cases/ruritania.md", HOSTILE, HOSTILE, "cases/ruritania/")
    tags = page_meta(page, links(site), HOSTILE_IMPRINT)
    assert [(tag, dict(attributes).keys()) for tag, attributes in _tags(tags)] == [
        *[("meta", {"name", "content"})] * 6,
        ("link", {"rel", "href"}),
        ("script", {"type"}),
    ]
    data = re.search(r'<script type="application/ld\+json">(.*)</script>\n$', tags)
    assert data
    assert json.loads(data.group(1))["name"] == HOSTILE
    assert "<" not in data.group(1)
    cite = cite_html(1, links(site), HOSTILE_IMPRINT)
    assert {tag for tag, _ in _tags(cite)} <= {
        *("details summary dl dt dd cite a pre").split(),
    }
    assert "javascript" not in cite + tags
    read = bibtexparser.parse_string(edition_bibtex(links(site), HOSTILE_IMPRINT))
    assert [entry.key for entry in read.entries] == ["edition", "doe2001"]
    assert read.failed_blocks == []


def test_hostile_values_are_text_in_tei() -> None:
    site = hostile()
    site = replace(
        site,
        emendations=(
            *tiny_site(SITES / "edition").emendations,
            tiny_site(SITES / "edition")
            .emendations[0]
            ._replace(printed=HOSTILE, right=f"\x00\x0b{HOSTILE}", evidence=HOSTILE, kind=HOSTILE),
        ),
    )
    pages = {**rendered(site), "one.md": f"<h1>{escape(HOSTILE)}<p>open <b>tags</i> &amp; \x0c&#0;"}
    document = ElementTree.fromstring(tei_document(links(site), HOSTILE_IMPRINT, pages))
    name = "{http://www.tei-c.org/ns/1.0}"
    assert document.findtext(f".//{name}titleStmt/{name}title") == HOSTILE_IMPRINT.title
    assert [each.text for each in document.iter(f"{name}corr")] == [HOSTILE]
    assert not list(document.iter(f"{name}script"))
    targets = [each.get("target", "") for each in document.iter()]
    assert not any(target.startswith("javascript") for target in targets)


def test_hostile_titles_stay_text_in_the_concordance() -> None:
    site = tiny_site(FOLDER)
    assert site.witness
    sections = tuple(each._replace(title=HOSTILE) for each in site.witness.sections)
    bib = f"@book{{roe1999, title={{{HOSTILE.replace('{', '').replace('}', '')}}}, date=2000}}"
    site = replace(
        site,
        witness=replace(site.witness, sections=sections),
        library=parse_library([Source("refs.bib", bib)]),
    )
    made = concordance_page(links(site))
    assert "<script>" not in made
    read = parse_page(Source("made.md", made))
    assert (read.citations, read.references, read.milestones) == ((), (), ())


def _tags(html: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """The elements of a piece of HTML as a parser sees them, with their attributes."""

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, attrs))

    found: list[tuple[str, list[tuple[str, str | None]]]] = []
    parser = Tags()
    parser.feed(html)
    parser.close()
    return found

"""What is made for pages that have a type: beside the tiny site, verbatim, in ``made/``.

`UPDATE_EXPECTED=1 pytest tests/render` writes the files anew; read the diff.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable
from dataclasses import replace

import pytest

from apparatus.edition import Site
from apparatus.model import Source
from apparatus.parse.markdown import parse_page
from apparatus.render.comparison import comparison_csv, comparison_page
from apparatus.render.coverage import coverage_page
from apparatus.render.furniture import drawn_on_html, furnish
from apparatus.render.guide import page_template, page_types_page
from apparatus.render.indexes import glossary_page, nav_of_type, type_index
from apparatus.render.links import Links
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


MADE: dict[str, Callable[[Site], str]] = {
    "ruritania.md": case,
    "cases.md": lambda site: type_index(links(site), site.page_types.types["case"]),
    "comparison.md": lambda site: comparison_page(links(site), "c.csv", "c.js"),
    "comparison.csv": lambda site: comparison_csv(links(site)),
    "coverage.md": lambda site: coverage_page(links(site)),
    "timeline.md": lambda site: timeline_page(links(site)),
    "glossary.md": lambda site: glossary_page(links(site)),
    "page-types.md": lambda site: page_types_page(links(site)),
    "drawn-on.html": lambda site: drawn_on_html(("paragraph", 1), links(site)),
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


@pytest.mark.parametrize("name", [n for n in MADE if n.endswith(".md") and n != "page-types.md"])
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

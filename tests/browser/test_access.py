"""For every reader: axe in both schemes, the keyboard, paper, and a strict policy of content."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "section": "article/nagorno-karabakh/",
    "section with a table": "article/an-emerging-model/",
    "index": "cases/",
    "case": "cases/mali/",
    "concept": "concepts/chechen-model/",
    "instrument": "instruments/astana-process/",
    "comparison": "comparison/",
    "map": "map/",
    "timeline": "timeline/",
    "emendations": "emendations/",
    "coverage": "coverage/",
    "glossary": "glossary/",
    "works": "works/",
    "work": "works/kremlin2020/",
    "people": "people/",
    "person": "people/allison-roy/",
    "prose": "about/",
    "guide": "contributing/run-the-checks/",
    "reference": "api/check/",
    "rules": "rules/",
    "rule": "rules/locator-out-of-range/",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


OF_EVERY_COLOUR = ("home", "section", "case", "comparison", "work", "reference", "rule")
"""Pages that have between them every colour of the site."""

DRAWN = ("map", "timeline", "emendations", "coverage")
"""Pages with figures or marks of their own."""

FRAMED = ("home", "section", "works", "rule")
"""Pages of which all is looked at; of the others the frame would be the same once more."""


def violations(page: Page, part: str = "", **options: object) -> list[str]:
    """What axe says against a page or a part of it, one line for each element."""
    run = Axe().run(page, context=part or None, options=options or None)
    found = run.response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, site: str, name: str) -> None:
    """To reckon contrasts takes three quarters of its time: pages that are made of nothing but
    what stands on others are spared it.
    """
    page.goto(site + PAGES[name])
    contrast = {"color-contrast": {"enabled": name in (*OF_EVERY_COLOUR, *DRAWN)}}
    assert violations(page, "" if name in FRAMED else ".md-content", rules=contrast) == []


@pytest.mark.parametrize("name", OF_EVERY_COLOUR)
def test_colours_can_be_told_apart_in_the_dark(browser: Browser, site: str, name: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(site + PAGES[name])
    rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    assert violations(page, ".md-main__inner", runOnly=rules) == []
    page.close()


@every_page
def test_a_strict_policy_is_kept(page: Page, strict_site: str, path: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(strict_site + path)
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert said == []


def test_search_works_under_a_strict_policy(page: Page, strict_site: str) -> None:
    page.goto(strict_site)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("f")
    page.keyboard.type("Syria")
    page.locator(".md-search-result__item").first.wait_for()


def test_the_choice_of_scheme_is_kept(page: Page, site: str) -> None:
    page.goto(site)
    body = page.locator("body")
    before = body.get_attribute("data-md-color-scheme")
    page.locator("[data-md-component=palette] label:visible").click()
    chosen = body.get_attribute("data-md-color-scheme")
    assert chosen != before
    page.goto(site + PAGES["section"])
    assert body.get_attribute("data-md-color-scheme") == chosen


def test_paper_has_the_text_the_numbers_and_the_notes_and_nothing_else(
    page: Page, site: str
) -> None:
    page.goto(site + PAGES["section"])
    page.emulate_media(media="print")
    for shown in ("#p29", "#p29 .para-number", "#n74", ".page-break", ".printed-from"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (".md-header", ".md-sidebar", ".md-footer", ".note-back", ".headerlink"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_paper_is_light_for_a_reader_in_the_dark(browser: Browser, site: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(site + PAGES["section"])
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert not page.locator(".printed-from").is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    ground = "each => getComputedStyle(each).backgroundColor"
    assert page.locator("body").evaluate(ground) == "rgb(255, 255, 255)"
    ink = page.locator("#p29").evaluate("each => getComputedStyle(each).color")
    assert ink == "rgb(36, 33, 28)"
    page.close()

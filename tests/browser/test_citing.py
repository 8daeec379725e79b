"""How a paragraph is cited, and the concordance, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_reading import CONTRAST

pytestmark = pytest.mark.browser
KARABAKH = "article/nagorno-karabakh/"


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A page without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_paragraph_is_cited_without_scripts(bare: Page, site: str) -> None:
    bare.goto(site + KARABAKH)
    cite = bare.locator("#p33 + .beneath .cite")
    assert bare.locator(".cite").count() == 5
    cite.locator("summary").click()
    ours, source, bibtex = cite.locator("dd").all_inner_texts()
    assert ours.startswith("‘Nagorno-Karabakh’, ¶ 33, in Contesting Liberal Peace: ")
    assert ours.endswith(", version 0.1.0, article/nagorno-karabakh/#p33.")
    assert source.endswith("International Affairs 98: 2, 2022, pp. 653–73 at pp. 666–7.")
    assert "@incollection{edition-p33," in bibtex
    assert "@article{lewis2022," in bibtex
    assert cite.locator("button").count() == 0


def test_with_scripts_the_address_is_whole_and_can_be_copied(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + KARABAKH)
    cite = page.locator("#p33 + .beneath .cite")
    cite.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".cite-address:focus").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    cite.locator("output", has_text="copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("‘Nagorno-Karabakh’, ¶ 33, in ")
    assert copied.endswith(f"{site}{KARABAKH}#p33.")
    cite.get_by_role("button", name="Copy: BibTeX").click()
    cite.locator("output", has_text="copied").nth(1).wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@incollection{edition-p33,")
    context.close()


def test_the_concordance_leads_from_a_note_to_its_page_and_its_work(page: Page, site: str) -> None:
    page.goto(site + "concordance/")
    row = page.locator(".concordance-of-notes tbody tr", has=page.locator('a[href$="#n61"]'))
    assert row.locator("th, td").all_inner_texts() == [
        "61",
        "24",
        "663",
        "The Syrian laboratory",
        "Abboud, ‘Making peace’, p. 15",
        "5 pages",
    ]
    row.get_by_role("link", name="663").click()
    assert page.url == site + "article/the-syrian-laboratory/#page663"
    page.go_back()
    row.get_by_role("link", name="Abboud").click()
    page.wait_for_url("**/works/abboud2021/")


def test_the_concordance_sorts_by_number_and_filters_by_section(page: Page, site: str) -> None:
    page.goto(site + "concordance/?sort=draws&order=down")
    table = page.locator(".concordance-of-notes")
    cells = table.locator("tbody td:last-child").all_inner_texts()
    counts = [int(text.partition(" ")[0]) for text in cells]
    assert counts == sorted(counts, reverse=True)
    form = page.get_by_role("form", name="Notes")
    form.get_by_label("Section").select_option("Nagorno-Karabakh")
    assert table.locator("tbody tr:visible").count() == 9
    form.get_by_label("Find").fill("broers")
    assert table.locator("tbody tr:visible th").all_inner_texts() == ["80"]


def test_both_tables_of_the_concordance_keep_their_own_order(page: Page, site: str) -> None:
    page.goto(site + "concordance/?find=broers")
    table = page.locator(".concordance-of-paragraphs")
    assert table.locator("tbody tr:visible").count() == 46
    table.get_by_role("button", name="Discussed on").click()
    assert page.url.endswith("?find=broers&paragraphs-sort=draws")
    page.reload()
    assert page.locator(".concordance-of-notes tbody tr:visible th").all_inner_texts() == ["80"]
    counts = [
        int(text.partition(" ")[0])
        for text in table.locator("tbody td:last-child").all_inner_texts()
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


@pytest.mark.parametrize("path", ["concordance/", "emendations/", "works/"])
def test_tables_stack_on_a_phone(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site + path)
    widths = "all => all.map(each => each.scrollWidth - each.clientWidth)"
    assert set(page.locator(".stacks").evaluate_all(widths)) == {0}
    context.close()


def test_the_concordance_is_whole_without_scripts(bare: Page, site: str) -> None:
    bare.goto(site + "concordance/")
    assert bare.locator(".concordance-of-notes tbody tr:visible").count() == 104
    assert bare.locator(".concordance-of-paragraphs tbody tr:visible").count() == 46
    assert bare.get_by_role("region", name="Paragraphs", exact=True).count() == 1
    answer = bare.request.get(site + "concordance.csv")
    assert len(answer.text().splitlines()) == 1 + 104 + 46


def test_an_open_citation_fits_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site + KARABAKH)
    for summary in page.locator(".beneath summary").all():
        summary.click()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_citation_keeps_its_contrast(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(site + KARABAKH)
    what = [".cite summary", ".cite dt", ".cite dd", ".cite pre", ".cite dd a"]
    ratios = page.evaluate(CONTRAST, what)
    context.close()
    assert min(ratios.values()) >= 4.5, ratios

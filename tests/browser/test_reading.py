"""The built edition in a real browser: notes and ways back, phone, dark, no scripts, no others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SYRIA = "article/the-syrian-laboratory/"


def test_a_note_and_the_way_back(page: Page, site: str) -> None:
    page.goto(site + SYRIA)
    page.locator("#rn61 a").click()
    assert page.url.endswith("#n61")
    assert "Abboud, ‘Making peace’, p. 15." in page.locator("#n61").inner_text()
    page.locator("#n61 .note-back").click()
    assert page.url.endswith("#rn61")


def test_the_keyboard_reaches_a_note_and_its_emendation(page: Page, site: str) -> None:
    page.goto(site + SYRIA)
    page.locator("#rn61 a").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#n61")
    summary = page.locator("#n61 .emendations summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert "pinpoint that cannot be right" in page.locator("#n61 .emendations").inner_text()


def test_printed_numbers_show_as_the_numbers_of_the_notes(page: Page, site: str) -> None:
    page.goto(site + "article/an-emerging-model/")
    assert page.locator(".noteref:not(.is-own)").all_inner_texts() == ["83", "84", "85", "86", "87"]
    assert page.locator(".noteref.is-own").first.inner_text() == "a"
    values = (
        page.locator("ol.note-list >> nth=0")
        .locator("> li")
        .evaluate_all("items => items.map(item => item.value)")
    )
    assert values == [83, 84, 85, 86, 87]


def test_nothing_comes_from_anywhere_else(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", SYRIA, "about/", "api/check/", "cases/syria/", "comparison/", "glossary/"):
        page.goto(site + path, wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []


@pytest.mark.parametrize(
    "path",
    [
        "",
        SYRIA,
        "article/an-emerging-model/",
        "contributing/add-a-note/",
        "contributing/page-types/",
        "cases/",
        "cases/syria/",
        "concepts/mirotvorchestvo/",
        "comparison/",
        "concordance/",
        "coverage/",
        "glossary/",
        "works/",
        "works/kremlin2020/",
        "people/",
        "people/allison-roy/",
    ],
)
def test_a_phone_never_scrolls_sideways(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site + path)
    width = page.evaluate("document.scrollingElement.scrollWidth")
    context.close()
    assert width <= 360


def test_without_scripts_the_notes_are_simply_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + SYRIA)
    assert page.locator(".note").count() == 20
    assert page.locator("#n61").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_keeps_its_contrast(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(site + SYRIA)
    what = ["h1", ".source-paragraph", ".para-number", ".page-break", ".noteref a", ".note a"]
    what += [".emendations summary", ".md-copyright", ".drawn-on summary"]
    ratios = page.evaluate(CONTRAST, what)
    context.close()
    assert min(ratios.values()) >= 4.5, ratios


CONTRAST = """(all) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = ([r, g, b]) => {
    const f = v => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = light(rgb(getComputedStyle(document.body).backgroundColor));
  const found = {};
  for (const what of all) {
    const ink = light(rgb(getComputedStyle(document.querySelector(what)).color));
    const at = what === ".md-copyright"
      ? light(rgb(getComputedStyle(document.querySelector(".md-footer-meta")).backgroundColor))
      : ground;
    const [a, b] = ink > at ? [ink, at] : [at, ink];
    found[what] = (a + 0.05) / (b + 0.05);
  }
  return found;
}"""


def test_the_library_can_be_downloaded(page: Page, site: str) -> None:
    answer = page.request.get(site + "library.bib")
    assert answer.ok
    assert "@article{abboud2021" in answer.text()


# --- cases, concepts, instruments ------------------------------------------------------


def test_one_click_from_a_case_to_the_paragraph_behind_a_claim(page: Page, site: str) -> None:
    page.goto(site + "cases/syria/")
    page.locator(".cited-places").get_by_role("link", name="¶ 21", exact=True).first.click()
    assert page.url == site + SYRIA + "#p21"
    page.locator("#p21 + div .drawn-on summary").click()
    assert page.locator("#p21 + div").get_by_role("link", name="Syria", exact=True).is_visible()


def test_the_comparison_sorts_filters_and_keeps_its_state(page: Page, site: str) -> None:
    page.goto(site + "comparison/")
    table = page.locator("table.matrix")
    count = table.locator("tbody tr:visible").count()
    header = table.locator("thead th").nth(1)
    header.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") == "descending"
    page.get_by_label("Group").select_option("table-1")
    assert table.locator("tbody tr:visible").count() == 6
    page.get_by_label("Find").fill("wagner")
    assert table.locator("tbody tr:visible").count() == 3
    assert "find=wagner" in page.url
    page.reload()
    assert table.locator("tbody tr:visible").count() == 3
    assert page.get_by_label("Find").input_value() == "wagner"
    assert header.get_attribute("aria-sort") == "descending"
    page.goto(site + "comparison/")
    assert table.locator("tbody tr:visible").count() == count
    table.get_by_role("link", name="669").first.click()
    assert page.url.endswith("#page669")


def test_without_scripts_all_that_is_derived_is_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "comparison/")
    assert page.locator("table.matrix tbody tr:visible").count() >= 6
    assert page.locator(".md-content button").count() == 0
    page.goto(site + "cases/syria/")
    page.locator(".drawn summary").click()
    assert page.locator(".neighbourhood svg a").first.is_visible()
    page.locator(".mentions summary").click()
    assert page.locator(".mentions li").first.is_visible()
    context.close()


def test_the_map_has_names_and_on_a_phone_the_numbers_of_its_table(page: Page, site: str) -> None:
    page.goto(site + "map/")
    names, numbers = page.locator(".map .names a"), page.locator(".map .numbers a")
    rows = page.locator(".places-table tbody tr")
    assert names.count() == numbers.count() == rows.count() > 10
    assert names.first.is_visible()
    assert not numbers.first.is_visible()
    page.set_viewport_size({"width": 360, "height": 700})
    assert not names.first.is_visible()
    number, _, title = (numbers.nth(3).get_attribute("aria-label") or "").partition(": ")
    assert rows.nth(3).locator("td").first.inner_text() == number
    assert rows.nth(3).locator("th").inner_text() == title
    numbers.nth(3).click()
    assert page.locator("h1").inner_text().startswith(title)


def test_a_page_that_is_not_in_the_navigation_shows_where_it_belongs(page: Page, site: str) -> None:
    for path, title in {
        "works/kremlin2020/": "Works",
        "people/allison-roy/": "People",
        "rules/bad-date/": "Rules",
    }.items():
        page.goto(site + path)
        shown = page.locator(".md-nav__item--active:not(.md-nav__item--nested) > a")
        assert [text.strip() for text in shown.all_inner_texts()] == [title]
    page.goto(site + "works/")
    assert page.locator(".md-nav__item--active a", has_text="Rules").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_quiet_parts_of_a_case_keep_their_contrast(
    browser: Browser, site: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(site + "cases/syria/")
    what = [".facts dt", ".facts a", ".horizon", ".relations a", ".mentions summary", "figcaption"]
    ratios = page.evaluate(CONTRAST, what)
    context.close()
    assert min(ratios.values()) >= 4.5, ratios


# --- works and people ------------------------------------------------------------------


def test_from_a_note_to_its_work_to_the_other_places_that_cite_it(page: Page, site: str) -> None:
    page.goto(site + SYRIA)
    page.locator("#n60 .work-link", has_text="Samer Abboud").click()
    page.wait_for_url(site + "works/abboud2021/")
    page.locator(".citing dd").filter(has_text="p. 12").get_by_role("link", name="¶ 26").click()
    page.wait_for_url(site + SYRIA + "#rn68")
    page.go_back()
    page.get_by_role("link", name="Journal article").click()
    page.wait_for_url(site + "works/?kind=journal-article")
    assert page.locator("output").inner_text() == "47 of 96 shown"
    page.go_back()
    page.get_by_role("link", name="Samer Abboud", exact=True).click()
    page.locator(".listed-works .work-link").click()
    page.wait_for_url(site + "works/abboud2021/")


def test_works_are_found_by_what_they_are_and_by_what_cites_them(page: Page, site: str) -> None:
    page.goto(site + "works/")
    rows = page.locator(".works-table tbody tr")
    assert rows.locator("visible=true").count() == rows.count() == 96
    page.get_by_label("Kind").select_option("Book")
    page.get_by_label("Person").select_option("Allison, Roy")
    assert rows.locator("visible=true").get_attribute("id") == "allison2013west"
    page.get_by_label("Person").select_option("all")
    page.get_by_label("Kind").select_option("all")
    page.get_by_label("Language").select_option("Russian")
    page.get_by_label("Cited on").select_option("Constitution, article 79.1")
    assert rows.locator("visible=true").get_attribute("id") == "kremlin2020"
    assert page.url.endswith("?language=ru&on=instruments%2Fconstitution-article-79-1")
    page.reload()
    assert page.locator("output").inner_text() == "1 of 96 shown"
    page.goto(site + "works/?sort=pages&order=down")
    counts = [int(text) for text in rows.locator("td:last-child").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 50


def test_an_old_address_leads_to_the_row_of_its_work(page: Page, site: str) -> None:
    page.goto(site + "works/#zarakol2014")
    assert page.locator(":target").is_visible()
    page.locator(":target .work-link").click()
    page.wait_for_url(site + "works/zarakol2014/")


def test_works_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "works/")
    assert page.locator(".works-table tbody tr:visible").count() == 96
    assert not page.locator("form.controls").is_visible()
    page.goto(site + "works/abboud2021/")
    page.locator(".this-record summary").click()
    assert "@article{abboud2021," in page.locator(".this-record code").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS", exact=True).click()
    assert download.value.path().read_text("utf-8").startswith("TY  - JOUR")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_quiet_parts_of_a_work_keep_their_contrast(
    browser: Browser, site: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(site + "works/kremlin2020/")
    what = [".original", ".facts dt", ".facts a", ".citing .kind", ".citing .context", ".emended"]
    ratios = page.evaluate(CONTRAST, [*what, ".this-record summary", ".provenance"])
    context.close()
    assert min(ratios.values()) >= 4.5, ratios

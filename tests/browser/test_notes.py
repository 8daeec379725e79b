"""Boxes of notes and previews: mouse, keyboard, touch, edges, offline, strict policy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.browser.test_reading import CONTRAST
from tests.conftest import SITES

pytestmark = pytest.mark.browser
LABORATORY = "article/the-syrian-laboratory/"
CASE = "cases/syria/"
DOUBLED = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}"""
ERRANT = """([calls, block]) => {
  const out = [];
  for (const call of document.querySelectorAll(calls)) {
    call.scrollIntoView({ block });
    call.focus({ preventScroll: true });
    const box = document.querySelector(".apparatus-box");
    const { left, right, top, bottom } = box.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const inside = left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight;
    const called = call.getBoundingClientRect();
    const covers = top < called.bottom && called.top < bottom;
    if (!inside || covers || box.scrollWidth > box.clientWidth) {
      out.push([call.textContent, left, right, top, bottom]);
    }
  }
  return out;
}"""


def box(page: Page) -> Locator:
    return page.locator(".apparatus-box")


def point(page: Page, what: Locator) -> None:
    """Move the pointer to the middle of the first line of an element."""
    what.scroll_into_view_if_needed()
    at = what.evaluate("each => each.getClientRects()[0].toJSON()")
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)


@pytest.fixture
def still(browser: Browser, site: str) -> Iterator[Page]:
    """A page on which time passes only when the test says so."""
    page = browser.new_page()
    page.clock.install(time=0)
    page.goto(site + LABORATORY)
    page.clock.pause_at(60_000)
    yield page
    page.close()


# --- mouse ---------------------------------------------------------------------------


def test_a_note_opens_where_the_pointer_rests(still: Page) -> None:
    point(still, still.locator("#rn60 a"))
    still.clock.run_for(140)
    assert box(still).count() == 0
    still.clock.run_for(20)
    assert box(still).get_attribute("role") == "group"
    assert box(still).get_attribute("aria-label") == "Note 60"
    assert "Samer Abboud, ‘Making peace to sustain war" in box(still).inner_text()
    assert still.locator("sup#rn60 + .apparatus-box").count() == 1


def test_the_pointer_may_enter_the_box(still: Page) -> None:
    point(still, still.locator("#rn60 a"))
    still.clock.run_for(160)
    still.mouse.move(5, 5)
    still.clock.run_for(240)
    point(still, box(still).locator("summary"))
    still.clock.run_for(2_000)
    assert box(still).count() == 1
    still.mouse.move(5, 5)
    still.clock.run_for(240)
    assert box(still).count() == 1
    still.clock.run_for(60)
    assert box(still).count() == 0


def test_a_box_that_is_read_stays_until_one_clicks_elsewhere(still: Page) -> None:
    point(still, still.locator("#rn60 a"))
    still.clock.run_for(160)
    point(still, box(still).locator("summary"))
    still.mouse.down()
    still.mouse.up()
    assert "20: 2, 2019 → 2020" in box(still).locator(".emendations li").first.inner_text()
    still.mouse.move(5, 5)
    still.clock.run_for(2_000)
    assert box(still).count() == 1
    still.mouse.down()
    still.mouse.up()
    assert box(still).count() == 0


def test_a_pointer_that_passes_opens_nothing(still: Page) -> None:
    point(still, still.locator("#rn60 a"))
    still.clock.run_for(100)
    still.mouse.move(5, 5)
    still.clock.run_for(2_000)
    assert box(still).count() == 0


def test_a_box_shifts_nothing_and_goes_when_its_call_is_followed(still: Page) -> None:
    height = "[document.scrollingElement.scrollHeight, document.querySelector('#p24').offsetTop]"
    before = still.evaluate(height)
    point(still, still.locator("#rn60 a"))
    still.clock.run_for(160)
    assert box(still).is_visible()
    assert still.evaluate(height) == before
    still.mouse.down()
    still.mouse.up()
    still.wait_for_url("**/#n60")
    assert box(still).count() == 0


def test_a_call_that_comes_under_a_still_pointer_opens_nothing(still: Page) -> None:
    call = still.locator("#rn60 a")
    at = call.evaluate("each => each.getBoundingClientRect().toJSON()")
    x = at["x"] + at["width"] / 2
    still.mouse.move(x, 60)
    down = at["y"] + at["height"] / 2 - 60
    still.evaluate("down => scrollBy({ top: down, behavior: 'instant' })", down)
    still.screenshot()  # a frame is drawn, and the browser sees what is under the pointer now
    still.clock.run_for(1_000)
    assert call.evaluate("(each, x) => document.elementFromPoint(x, 60) === each", x)
    assert box(still).count() == 0
    still.mouse.move(x + 1, 60)
    still.clock.run_for(160)
    assert box(still).count() == 1


# --- keyboard ------------------------------------------------------------------------


def test_tab_goes_through_the_box_and_escape_comes_back(page: Page, site: str) -> None:
    page.goto(site + LABORATORY)
    page.get_by_role("link", name="de-escalation zones").first.focus()
    page.keyboard.press("Tab")
    assert box(page).get_attribute("aria-label") == "Note 60"
    active = page.locator(":focus")
    page.keyboard.press("Tab")
    assert active.inner_text() == "Note 60"
    page.keyboard.press("Tab")
    assert active.inner_text() == "Marika Sosnowski"
    page.keyboard.press("Tab")
    assert active.inner_text().startswith("Ceasefires as violent state-building")
    page.keyboard.press("Escape")
    assert box(page).count() == 0
    assert active.get_attribute("href") == "#n60"
    page.keyboard.press("Tab")
    assert active.evaluate("each => each.closest('.apparatus-box')") is None


def test_the_box_leads_to_the_note_and_the_note_back(page: Page, site: str) -> None:
    page.goto(site + LABORATORY)
    page.locator("#rn60 a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#n60")
    assert box(page).count() == 0
    page.locator("#n60 .note-back").click()
    call = page.locator("#rn60")
    plain = page.locator("#rn61").evaluate("each => getComputedStyle(each).backgroundColor")
    assert call.evaluate("each => getComputedStyle(each).backgroundColor") != plain


def test_the_edition_s_own_notes_say_so(page: Page, site: str) -> None:
    page.goto(site + "article/an-emerging-model/")
    page.locator(".noteref.is-own a").first.focus()
    assert box(page).get_attribute("aria-label") == "Editor’s note a"


def test_no_id_is_doubled_while_a_box_is_open(page: Page, site: str) -> None:
    page.goto(site + "article/an-emerging-model/")
    for call in page.locator(".noteref a").all():
        call.focus()
        assert box(page).count() == 1
        assert page.evaluate(DOUBLED) == []


@pytest.mark.parametrize("size", [(360, 640), (640, 360), (1280, 800)])
@pytest.mark.parametrize("block", ["start", "center", "end"])
def test_a_box_never_leaves_the_window(
    browser: Browser, site: str, size: tuple[int, int], block: str
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(site + LABORATORY)
    assert page.evaluate(ERRANT, [".noteref a", block]) == []
    page.close()


# --- touch ---------------------------------------------------------------------------


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


def test_the_first_tap_opens_and_the_second_follows(phone: BrowserContext, site: str) -> None:
    page = phone.new_page()
    page.goto(site + LABORATORY)
    call = page.locator("#rn60 a")
    call.tap()
    assert box(page).get_attribute("aria-label") == "Note 60"
    assert "#" not in page.url
    page.locator("#p22").tap()
    assert box(page).count() == 0
    call.tap()
    assert box(page).count() == 1
    call.tap()
    page.wait_for_url("**/#n60")
    assert box(page).count() == 0


def test_touch_follows_other_links_at_once(phone: BrowserContext, site: str) -> None:
    page = phone.new_page()
    page.goto(site + CASE)
    page.locator(".cited-places a").first.tap()
    page.wait_for_url("**/article/**")
    assert page.locator(".apparatus-box").count() == 0


# --- previews ------------------------------------------------------------------------


def test_links_show_what_they_lead_to(page: Page, site: str) -> None:
    page.goto(site + CASE)
    shown = {
        page.get_by_role("link", name="Astana process").first: "Astana process\n",
        page.locator(".cited-places").get_by_role("link", name="¶ 21").first: "¶ 21, The Syrian",
        page.locator(".note .work-link", has_text="Abboud, ‘").first: "Samer Abboud, ‘Making",
    }
    for link, text in shown.items():
        point(page, link)
        page.locator(".apparatus-box.preview").filter(has_text=text.strip()).wait_for()
        assert box(page).inner_text().startswith(text)
        assert page.evaluate(DOUBLED) == []


def test_the_data_are_asked_for_when_they_are_needed(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(site + CASE, wait_until="networkidle")
    assert "assets/apparatus/previews-data.js" not in asked
    point(page, page.get_by_role("link", name="Astana process").first)
    box(page).wait_for()
    point(page, page.locator(".cited-places a").first)
    page.locator(".apparatus-box").filter(has_text="¶").wait_for()
    assert asked.count("assets/apparatus/previews-data.js") == 1


def test_previews_can_be_switched_off_for_good(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + CASE)
    link = page.get_by_role("link", name="Astana process").first
    point(page, link)
    box(page).get_by_role("button", name="Turn previews off").click()
    assert box(page).count() == 0
    page.reload()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    point(page, link)
    call = page.locator(".noteref a").first
    point(page, call)  # notes still open, and then a preview would have been asked for
    box(page).wait_for()
    assert [url for url in asked if "previews-data" in url] == []
    page.get_by_role("button", name="Turn previews of links on").click()
    point(page, link)
    page.locator(".apparatus-box.preview").wait_for()
    context.close()


def test_a_reader_who_saves_data_is_offered_none(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page.goto(site + CASE)
    assert page.locator(".previews-switch").count() == 0
    page.close()


def test_the_keyboard_sees_a_preview_and_stops_nowhere_in_it(page: Page, site: str) -> None:
    page.goto(site + CASE)
    link = page.get_by_role("link", name="CRCSS").first
    link.focus()
    box(page).wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.cited-places, p') !== null")
    assert page.evaluate("document.activeElement.closest('.apparatus-box')") is None
    link.focus()
    box(page).wait_for()
    page.keyboard.press("Escape")
    assert box(page).count() == 0
    assert link.evaluate("each => each === document.activeElement")


def test_a_reference_that_is_there_already_is_not_shown_again(still: Page) -> None:
    still.locator("#n61 .work-link").focus()
    still.clock.run_for(1_000)
    still.locator(".apparatus-box.preview").filter(has_text="Samer Abboud, ‘Making").wait_for()
    link = still.locator("#n60 .work-link").last
    assert link.inner_text() == "Samer Abboud"
    link.focus()
    still.clock.run_for(1_000)
    assert box(still).count() == 0


def test_all_of_it_works_from_a_folder(page: Page, built: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((built / CASE / "index.html").as_uri())
    point(page, page.get_by_role("link", name="Astana process").first)
    page.locator(".apparatus-box.preview").wait_for()
    page.locator(".noteref a").first.focus()
    assert box(page).get_attribute("aria-label") == "Note 1"
    assert [error for error in errors if "search_index" not in error] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_boxes_and_places_keep_their_contrast(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(site + CASE)
    page.locator(".noteref a").first.focus()
    what = [".cited-places", ".cited-places a", ".previews-switch"]
    what += [f".apparatus-box {part}" for part in ("", ".box-title", ".reference", ".reference a")]
    ratios = page.evaluate(CONTRAST, what)
    context.close()
    assert min(ratios.values()) >= 4.5, ratios


# --- policy --------------------------------------------------------------------------

VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) => {
  (window.violations ??= []).push(
    [event.sourceFile, event.violatedDirective, event.blockedURI, event.sample].join(" "));
});"""


def test_our_parts_keep_a_strict_policy(browser: Browser, strict_site: str) -> None:
    page = browser.new_page()
    page.add_init_script(VIOLATIONS)
    messages: list[str] = []
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(strict_site + CASE)
    point(page, page.get_by_role("link", name="Astana process").first)
    page.locator(".apparatus-box.preview").wait_for()
    page.locator(".noteref a").first.focus()
    assert box(page).get_attribute("aria-label") == "Note 1"
    found = page.evaluate("window.violations ?? []")
    theme_s = page.locator("script:not([src], [type])").count()
    assert page.locator("article script:not([src])").count() == 0
    assert found == [f"{page.url} script-src-elem inline "] * theme_s
    page.close()


# --- other themes --------------------------------------------------------------------

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(1)</script> is a country. Really."


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny site in another theme, with hostile text where previews come from."""
    folder = tmp_path_factory.mktemp("plain")
    shutil.copytree(SITES / "pages", folder, dirs_exist_ok=True)
    config = "site_name: Tiny\ntheme: {name: mkdocs}\nuse_directory_urls: false\nplugins:\n"
    config += "  - apparatus: {bibliography: refs.bib, witness: witness.yml, previews: true,\n"
    config += "      page_types: page_types.yml, generate: {works: works}}\n"
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (folder / "docs" / "index.md").write_text(
        "# Home\n\nTo [Ruritania](cases/ruritania.md 'A title').\n\n"
        "## Of notes[^a]\n\n[^a]: Text.\n",
        encoding="utf-8",
    )
    case = folder / "docs" / "cases" / "ruritania.md"
    text = case.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^summary: .*\n(?: +.*\n)*", f"summary: '{HOSTILE}'\n", text)
    assert changed != text
    case.write_text(changed, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=folder,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return folder / "site"


def test_a_site_in_another_theme_has_boxes_too(page: Page, plain: Path) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto((plain / "index.html").as_uri())
    link = page.get_by_role("link", name="Ruritania").last
    point(page, link)
    page.locator(".apparatus-box.preview").wait_for()
    assert HOSTILE in box(page).inner_text()
    assert box(page).locator("img, script").count() == 0
    assert link.get_attribute("title") is None
    page.locator("h2 .noteref a").focus()
    assert page.locator("h2 + .apparatus-box").get_attribute("aria-label") == "Note 1"
    assert link.get_attribute("title") == "A title"
    assert said == []

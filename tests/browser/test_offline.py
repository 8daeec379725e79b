"""A site as a folder on a disk: search, boxes and links, and nothing asked of a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import SITES

pytestmark = pytest.mark.browser

CONFIG = """\
site_name: Tiny
theme: {name: material, font: false}
plugins:
  - search: {lang: [en, de]}  # a second language, whose stemmers the worker imports
  - apparatus:
      bibliography: refs.bib
      witness: witness.yml
      page_types: page_types.yml
      previews: true
      offline: true
      generate: {works: works}
      redirects: {old.md: cases/ruritania.md}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("off line")
    shutil.copytree(SITES / "pages", made, dirs_exist_ok=True)
    (made / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    index = "# Home\n\nTo [Ruritania](cases/ruritania.md).[^a]\n\n[^a]: </script>&lt;b&gt; Text.\n"
    (made / "docs" / "index.md").write_text(index, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=made,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return made / "site"


@pytest.fixture
def disk(browser: Browser) -> Iterator[BrowserContext]:
    """Pages without a network; at the end nothing may have been asked of one."""
    context = browser.new_context(offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def opened(disk: BrowserContext, file: Path) -> Page:
    page = disk.new_page()
    page.goto(file.as_uri())
    return page


def test_search_finds_a_page_and_opens_it(disk: BrowserContext, folder: Path) -> None:
    page = opened(disk, folder / "works" / "index.html")
    page.keyboard.press("f")
    page.keyboard.type("arcadia")
    page.locator(".md-search-result__link", has_text="Arcadia").first.click()
    page.wait_for_url("**/cases/arcadia.html*")
    assert "Arcadia" in page.locator("h1").inner_text()


def test_boxes_open_by_keyboard(disk: BrowserContext, folder: Path) -> None:
    page = opened(disk, folder / "index.html")
    page.locator("article .noteref a").focus()
    assert page.locator(".apparatus-box").get_attribute("aria-label") == "Note 1"
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    page.locator(".apparatus-box.preview").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/ruritania.html")


def test_an_old_path_leads_to_the_new_one(disk: BrowserContext, folder: Path) -> None:
    page = opened(disk, folder / "old.html")
    page.wait_for_url("**/cases/ruritania.html")

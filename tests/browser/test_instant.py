"""A theme that changes the page without loading it: what scripts do is done there as well."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Quiet, serve

CONFIG = """\
site_name: Instant
site_url: http://127.0.0.1:1/
theme: {name: material, font: false, features: [navigation.instant]}
plugins:
  - search
  - apparatus:
      bibliography: refs.bib
      generate: {works: works}
"""
BIB = """\
@book{roe2012, author = {Roe, Richard}, title = {War}, date = {2012}}
@book{poe2013, author = {Poe, Ann}, title = {Peace}, date = {2013}}
"""


@pytest.fixture
def instant(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\nWar [@roe2012], peace [@poe2013].\n")
    (tmp_path / "refs.bib").write_text(BIB)
    served = serve(tmp_path / "site", Quiet)
    url = next(served)
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("http://127.0.0.1:1/", url))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(
        command, cwd=tmp_path, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    yield url
    next(served, None)


def test_a_table_that_is_reached_from_another_page_can_be_sorted(
    browser: Browser, instant: str
) -> None:
    page = browser.new_page()
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    page.goto(instant)
    page.locator("nav.md-nav--primary a", has_text="Works").first.evaluate("link => link.click()")
    page.wait_for_selector("table[data-live]", state="attached")
    page.locator("th button").first.click()
    assert "sort=" in page.url
    assert page.locator("form.controls").count() == 1
    assert len(loads) == 1
    page.close()

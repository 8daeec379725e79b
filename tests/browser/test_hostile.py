"""A real browser reads the hostile site, and nothing runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Quiet, serve
from tests.hostile import ATTACKS

PAGES = (
    "index section works/index people/index emendations comparison coverage concordance glossary "
    "timeline page-types cases/index book"
).split()


@pytest.mark.browser
def test_nothing_runs(browser: Browser, hostile: Path) -> None:
    works = sorted((hostile / "site" / "works").glob("*.html"))[::24]
    names = [f"{name}.html" for name in PAGES]
    names += [f"works/{path.name}" for path in works]
    names += [f"cases/c{number}.html" for number in range(0, len(ATTACKS), 24)]
    page = browser.new_page()
    ran: list[str] = []
    page.expose_function("pwn", lambda *_: ran.append(page.url))
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda r: ran.append(r.url) if "127.0.0.1" not in r.url else None)
    page.on("requestfailed", lambda r: ran.append(r.url) if "pwn" in r.url else None)
    server = serve(hostile / "site", Quiet)
    base = next(server)
    for name in names:
        page.goto(base + name)
        assert page.locator("pwn, [onerror], [onload], [onclick], .pwn, iframe").count() == 0, name
    page.goto(f"{base}section.html")
    page.locator("sup a").first.hover()
    page.goto(f"{base}index.html?q=pwn")
    page.locator(".md-search-result__item").first.wait_for()
    assert page.locator("pwn, [onerror], [onload], [onclick], .pwn, iframe").count() == 0
    assert ran == []
    next(server, None)
    page.close()

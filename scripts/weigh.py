"""What a first view of a page costs, beside the same words on a stock site of Material for MkDocs:
`python scripts/weigh.py site`. Bytes as sent (gzip), requests, and the search index apart.

The stock site has the text of every page, the theme's defaults and the same pages in its
navigation. Its fonts, which the theme fetches from Google, are left out. Needs Chromium.
"""

import functools
import gzip
import http.server
import io
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PAGES = {
    "home": "",
    "section": "article/the-syrian-laboratory/",
    "case": "cases/syria/",
    "work": "works/kremlin2020/",
    "works": "works/",
    "comparison": "comparison/",
}
NOT_IN_NAV = ("works", "people", "rules")
TEXT = re.compile(r"<article[^>]*>(.*)</article>", re.S)
PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml")


class Packed(http.server.SimpleHTTPRequestHandler):
    """Serves files as hosts do: text is sent with gzip."""

    def log_message(self, *_: object) -> None:
        pass

    def send_head(self) -> io.BytesIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body, is_packed = path.read_bytes(), path.suffix in PACKED
        body = gzip.compress(body, 6) if is_packed else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(body)


def stock(site: Path, folder: Path) -> Path:
    """The same words as Material makes pages of them without any setting."""
    docs = folder / "docs"
    for file in sorted(site.rglob("index.html")):
        text = TEXT.search(file.read_text(encoding="utf-8"))
        if text:
            page = docs / file.relative_to(site).with_suffix(".md")
            page.parent.mkdir(parents=True, exist_ok=True)
            html = re.sub(r" data-search-exclude(?:=\"\")?", "", text[1])
            page.write_text(f"<div>{html}</div>\n", encoding="utf-8")
    hidden = "".join(f"  /{name}/*/\n" for name in NOT_IN_NAV)
    shown = [
        page.relative_to(docs).as_posix()
        for page in sorted(docs.rglob("*.md"))
        if page.relative_to(docs).parts[0] not in NOT_IN_NAV
        or len(page.relative_to(docs).parts) < 3
    ]
    nav = "".join(f"  - {name}\n" for name in shown)
    (folder / "mkdocs.yml").write_text(
        "site_name: Stock\ntheme: {name: material, font: false}\n"
        f"not_in_nav: |\n{hidden}nav:\n{nav}"
    )
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=False)
    return folder / "site"


def weigh(browser: Browser, url: str) -> tuple[int, int, int]:
    """Bytes and requests of a first view, and the bytes of the search index besides."""
    context = browser.new_context()
    page = context.new_page()
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.on(
        "Network.responseReceived", lambda e: names.update({e["requestId"]: e["response"]["url"]})
    )
    client.on(
        "Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]})
    )
    page.goto(url, wait_until="networkidle")
    context.close()
    index = {each for each, name in names.items() if "search_index" in name}
    return (
        sum(size for each, size in sizes.items() if each not in index),
        len(sizes.keys() - index),
        sum(sizes.get(each, 0) for each in index),
    )


def serve(folder: Path) -> str:
    handler = functools.partial(Packed, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def main(site: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        sites = serve(site), serve(stock(site, Path(folder)))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        print("| page | here | stock |\n| --- | --- | --- |")
        indexes = (0, 0)
        for name, path in PAGES.items():
            found = [weigh(browser, root + path) for root in sites]
            cells = (f"{size / 1024:.0f} KB in {requests}" for size, requests, _ in found)
            print(f"| {name} | {' | '.join(cells)} |")
            indexes = tuple(max(found[at][2], indexes[at]) for at in (0, 1))
        print(f"| search index | {' | '.join(f'{size / 1024:.0f} KB' for size in indexes)} |")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))

"""A site as a folder that is read from the disk, with its search and without a network."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

SCRIPT = "assets/apparatus/offline.js"


def prepare(config: MkDocsConfig) -> None:
    """Let links name files, for a disk knows no index of a folder, and ask for the script.

    Material puts what ``extra.polyfills`` names before its own script, which wants a worker.
    """
    config.use_directory_urls = False
    config.extra["polyfills"] = [*config.extra.get("polyfills", ()), SCRIPT]


def write_index(config: MkDocsConfig) -> None:
    """The search index once more as a script: from the disk, a page may load nothing else.

    Material looks for it under this name and in this variable.
    """
    index = Path(config.site_dir, "search", "search_index.json")
    if index.is_file():
        data = index.read_text(encoding="utf-8")
        index.with_suffix(".js").write_text(f"var __index = {data}", encoding="utf-8")

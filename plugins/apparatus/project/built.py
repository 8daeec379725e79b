"""The addresses of a site that was built, which are to last."""

from __future__ import annotations

from pathlib import Path

from apparatus.addresses import addresses


def site_addresses(site: Path) -> list[str]:
    """The lasting addresses of the site that was built in this folder."""
    return addresses(
        {
            path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
            if path.suffix == ".html"
            else ""
            for path in site.rglob("*")
            if path.is_file()
        }
    )


def known_addresses(path: Path) -> list[str]:
    """The addresses that a list has, one a line; none where there is no list yet."""
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

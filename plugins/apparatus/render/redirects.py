"""Small pages that stand where a page used to be, and lead to where it is now."""

from __future__ import annotations

from apparatus.render.text import escape


def redirect_page(url: str, title: str, language: str = "en") -> str:
    """A whole HTML page without scripts. ``url`` is relative to it."""
    target = escape(url)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{escape(title)}</title>\n<link rel="canonical" href="{target}">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n</head>\n'
        f'<body>\n<p>This page has moved: <a href="{target}">{escape(title)}</a></p>\n'
        "</body>\n</html>\n"
    )

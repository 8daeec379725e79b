"""What the parts of the extension share while they convert one page."""

from __future__ import annotations

import re

from apparatus.model import Page
from apparatus.render.notes import Numbering

PLACEHOLDER = re.compile("\x02wzxhzdk:(\\d+)\x03")
"""What stands in the text for finished HTML in Python-Markdown's stash."""


def index(placeholder: str) -> int:
    """Which piece of the stash a placeholder stands for."""
    found = PLACEHOLDER.search(placeholder)
    return int(found.group(1)) if found else -1


class Conversion:
    """What one page's text has yielded, for the tree that is made from it."""

    def __init__(self) -> None:
        self.begin(None, None)

    def begin(self, page: Page | None, numbering: Numbering | None) -> None:
        self.page = page
        self.numbering = numbering
        self.bodies: dict[str, str] = {}
        self.finished: dict[str, str] = {}
        self.broken: set[str] = set()
        self.paragraphs: dict[int, int] = {}
        self.calls: dict[int, str] = {}
        self.places_of = ""
        self.works = ""

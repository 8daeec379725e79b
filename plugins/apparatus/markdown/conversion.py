"""What the parts of the extension share while they convert one page."""

from __future__ import annotations

import re

from markdown import Markdown

from apparatus.model import Page
from apparatus.render.notes import Numbering

PLACEHOLDER = re.compile("\x02wzxhzdk:(\\d+)\x03")
"""What stands in the text for finished HTML in Python-Markdown's stash."""


def index(placeholder: str) -> int:
    """Which piece of the stash a placeholder stands for."""
    found = PLACEHOLDER.search(placeholder)
    return int(found.group(1)) if found else -1


_ANCHORS = re.compile(r"(?<![\w-])(?:id=\"|href=\"#)")
_MKDOCSTRINGS = "mkdocstrings_ids"


def prefix_of(md: Markdown) -> str:
    """What mkdocstrings puts before every id of the text that it has converted, if it is that."""
    if _MKDOCSTRINGS not in md.treeprocessors:
        return ""
    return str(getattr(md.treeprocessors[_MKDOCSTRINGS], "id_prefix", ""))


class Conversion:
    """What one page's text has yielded, for the tree that is made from it.

    ``prefix`` is what the host puts before the ids of elements; it does not see those in finished
    HTML. ``apart`` tells them from the ids of another text with the same prefix.
    """

    def __init__(self) -> None:
        self.begin(None, None)

    def set_aside(self, md: Markdown, html: str) -> str:
        """The placeholder of finished HTML, whose anchors are those of this text."""
        before = self.prefix + self.apart
        anchored = _ANCHORS.sub(lambda found: found.group() + before, html) if before else html
        return str(md.htmlStash.store(anchored))

    def begin(
        self, page: Page | None, numbering: Numbering | None, prefix: str = "", apart: str = ""
    ) -> None:
        self.page = page
        self.prefix, self.apart = prefix, apart
        self.numbering = numbering
        self.bodies: dict[str, str] = {}
        self.finished: dict[str, str] = {}
        self.broken: set[str] = set()
        self.paragraphs: dict[int, int] = {}
        self.calls: dict[int, str] = {}
        self.places_of = ""
        self.works = ""

"""Calls of notes in headings, for the tables of contents that are made from these."""

from __future__ import annotations

from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from apparatus.markdown.conversion import PLACEHOLDER, Conversion


class Headings(Treeprocessor):
    """Makes the calls in headings elements that tables of contents know to leave out.

    They know a ``sup`` whose id begins with ``fnref``; finished HTML from the stash would go
    into the anchor and the label of the heading, which then change with every new note.
    """

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, root: ElementTree.Element) -> None:
        calls = self.conversion.calls
        for heading in root.iter() if calls else ():
            if heading.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                for parent in list(heading.iter()):
                    self._split(parent, calls)

    def _split(self, parent: ElementTree.Element, calls: dict[int, str]) -> None:
        children = list(parent)
        parent[:] = []
        parent.text = self._pieces(parent, parent.text or "", calls)
        for child in children:
            tail, child.tail = child.tail or "", None
            parent.append(child)
            child.tail = self._pieces(parent, tail, calls)

    def _pieces(self, parent: ElementTree.Element, text: str, calls: dict[int, str]) -> str:
        """Append an element for every call in ``text``; the text in front of the first."""
        first, at = text, 0
        last: ElementTree.Element | None = None
        for found in PLACEHOLDER.finditer(text):
            html = calls.get(int(found.group(1)))
            if html is None:
                continue
            if last is None:
                first = text[: found.start()]
            else:
                last.tail = text[at : found.start()]
            last = ElementTree.fromstring(html)
            last[0].set("id", last.get("id", ""))
            last.set("id", f"fnref-{last.get('id')}")
            parent.append(last)
            at = found.end()
        if last is not None:
            last.tail = text[at:]
        return first

"""The edition as one long page, for paper: every note at the foot of the page that calls it.

The pages come in as the HTML that Python-Markdown made of them. Links between them become
links within the book; what only serves a screen (ways back, what opens, pictures) stays out.
A program that knows paged media sets ``.footnote`` as a footnote and ``.book-page`` anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, tostring

from apparatus.edition import Imprint, Site
from apparatus.render.emendations import in_order, line_html, place_of
from apparatus.render.html_tree import parse_html
from apparatus.render.inline import inline_html, with_stop
from apparatus.render.links import Links
from apparatus.render.products import BOOK_STYLE
from apparatus.render.references import full_reference
from apparatus.render.text import escape, safe_url, slug
from apparatus.render.titles import sort_name
from apparatus.styles import Style

_ROOT = "https://book.invalid/"
_SCREEN_ONLY = frozenset(
    "headerlink note-back beneath drawn-on mentions neighbourhood controls notes page-foot "
    "section-place".split()
)
_NO_PAPER = frozenset({"script", "style", "svg", "button", "template", "input"})


class Chapter(NamedTuple):
    """A page as a chapter: its name, its title, its HTML."""

    name: str
    title: str
    html: str


def book_html(root: Links, imprint: Imprint, rendered: Mapping[str, str]) -> str:
    """The whole book. ``rendered`` has the pages as HTML."""
    parts = list(_parts(root.site, rendered))
    chapters = {chapter.name for _, chapters in parts for chapter in chapters}
    book = _Book(root, frozenset(chapters), safe_url(imprint.url))
    title = imprint.title or "Edition"
    style = "../" * root.made.get("book", "").count("/") + BOOK_STYLE
    body = "".join(
        f'<section class="book-part"><h1 class="part-title">{escape(heading)}</h1>'
        + "".join(book.chapter(chapter) for chapter in chapters)
        + "</section>"
        for heading, chapters in parts
    )
    return (
        f'<!doctype html>\n<html lang="{escape(imprint.language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f'<link rel="stylesheet" href="{escape(style)}">\n</head>\n<body class="book">\n'
        f"{_title_page(root.site, imprint, title)}{_contents(parts)}\n<main>{body}"
        f"{_emendations(root.site)}{_works(root.site, root.style)}</main>\n</body>\n</html>\n"
    )


def _parts(site: Site, rendered: Mapping[str, str]) -> Iterator[tuple[str, list[Chapter]]]:
    """The edited work's sections in order, then the pages of every type by title."""

    def chapters(names: Sequence[str]) -> list[Chapter]:
        return [Chapter(n, site.pages[n].title or n, rendered[n]) for n in names if n in rendered]

    sections = [section.page for section in site.witness.sections] if site.witness else []
    if sections:
        yield "The text", chapters(sections)
    for kind in site.page_types.types.values():
        names = [name for name, (_, _, own) in site.typed.items() if own is kind]
        names.sort(key=lambda name: site.pages[name].title.casefold())
        if names:
            yield kind.title, chapters(names)


def _title_page(site: Site, imprint: Imprint, title: str) -> str:
    work = site.library.entries.get(site.witness.work) if site.witness else None
    lines = [f'<p class="book-title">{escape(title)}</p>']
    if work:
        lines.append(f"<p>An edition of {with_stop(full_reference(work))}</p>")
    facts = [
        f"Version {imprint.version}" if imprint.version else "",
        ", ".join(imprint.editors),
        imprint.license,
    ]
    lines += [f"<p>{escape(fact)}</p>" for fact in facts if fact]
    lines.append('<p class="way-back"><a href="./index.html">To the site</a></p>')
    if site.page_types.horizon:
        lines.append(f"<p>{escape(site.page_types.horizon)}</p>")
    return f'<header class="title-page">{"".join(lines)}</header>\n'


def _contents(parts: Sequence[tuple[str, list[Chapter]]]) -> str:
    lists = "".join(
        f"<h2>{escape(heading)}</h2><ol>"
        + "".join(
            f'<li><a href="#{_id(each.name)}">{escape(each.title)}</a></li>' for each in chapters
        )
        + "</ol>"
        for heading, chapters in parts
    )
    return f'<nav class="contents" aria-label="Contents">{lists}</nav>'


def _works(site: Site, style: Style) -> str:
    entries = sorted(
        (each for each in site.library.entries.values() if each.type != "xdata"), key=sort_name
    )
    items = "".join(
        f"<li>{with_stop(inline_html(style.reference(entry)))}</li>" for entry in entries
    )
    return (
        '<section class="book-part" role="doc-bibliography"><h1 class="part-title">Works cited</h1>'
        f'<ul class="bibliography">{items}</ul></section>'
    )


def _emendations(site: Site) -> str:
    """What is printed and what is right: at the foot of pages it would crowd out the text."""
    items = "".join(
        f"<li>{escape(place_of(each))}: {line_html(each)}</li>" for each in in_order(site)
    )
    return (
        '<section class="book-part" role="doc-errata"><h1 class="part-title">Emendations</h1>'
        f'<ul class="bibliography">{items}</ul></section>'
        if items
        else ""
    )


def _id(page: str, anchor: str = "") -> str:
    """What a place on a page is called in the book."""
    name = slug(page.removesuffix(".md").replace("/", "-"))
    return f"{name}--{anchor}" if anchor else name


class _Book:
    """Turns pages into chapters; knows which addresses lie inside."""

    def __init__(self, root: Links, chapters: frozenset[str], url: str) -> None:
        self.root, self.chapters, self.url = root, chapters, url
        self.pages = {urljoin(_ROOT, address): name for name, address in root.urls.items()}

    def chapter(self, chapter: Chapter) -> str:
        """A page as a section of the book."""
        tree = parse_html(chapter.html)
        notes = {
            note.get("id", ""): note
            for note in tree.iter("li")
            if "note" in note.get("class", "").split()
        }
        self._set_notes(tree, notes)
        _strip(tree)
        for element in list(tree.iter()):
            self._lead_inside(element, chapter.name)
        tree.tag = "section"
        tree.attrib = {"class": "book-page", "id": _id(chapter.name)}
        return tostring(tree, encoding="unicode", method="html")

    def _set_notes(self, tree: Element, notes: Mapping[str, Element]) -> None:
        """Every note behind its first call."""
        waiting = dict(notes)
        parents = {child: parent for parent in tree.iter() for child in parent}
        for call in [each for each in tree.iter() if "noteref" in each.get("class", "").split()]:
            link = call.find(".//a")
            note = waiting.pop(link.get("href", "")[1:], None) if link is not None else None
            if note is None or link is None:
                continue
            foot = _footnote(note, "".join(link.itertext()))
            foot.tail, call.tail = call.tail, None
            parent = parents[call]
            parent.insert(list(parent).index(call) + 1, foot)

    def _lead_inside(self, element: Element, page: str) -> None:
        """Ids that are the chapter's own; links that lead within the book or out of it."""
        if element.get("id"):
            element.set("id", _id(page, element.get("id", "")))
        href = element.get("href")
        if href is None:
            return
        target, _, anchor = urljoin(urljoin(_ROOT, self.root.urls[page]), href).partition("#")
        name = self.pages.get(target)
        if name in self.chapters:
            element.set("href", f"#{_id(name or '', anchor)}")
        elif not target.startswith(_ROOT):
            element.set("href", href)
        elif self.url:
            place = f"#{anchor}" if anchor else ""
            element.set("href", f"{urljoin(self.url, target.removeprefix(_ROOT))}{place}")
        else:
            del element.attrib["href"]


def _footnote(note: Element, mark: str) -> Element:
    """A note as running text, its paragraphs one behind the other."""
    foot = Element("span", {"class": "footnote", "data-mark": mark, "id": note.get("id", "")})
    for paragraph in note.findall("p"):
        part = SubElement(foot, "span")
        copy = deepcopy(paragraph)
        part.text, part[:] = copy.text, list(copy)
        part.tail = " "
    return foot


def _strip(tree: Element) -> None:
    """Take out what paper cannot use; what follows it stays."""
    for parent in list(tree.iter()):
        for child in list(parent):
            classes = set(child.get("class", "").split())
            if child.tag in _NO_PAPER or classes & _SCREEN_ONLY:
                _remove(parent, child)


def _remove(parent: Element, child: Element) -> None:
    at = list(parent).index(child)
    if child.tail and at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)

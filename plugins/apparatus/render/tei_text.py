"""The text of a page, from the elements of its HTML to those of TEI."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement

from apparatus.render.addresses import works_of
from apparatus.render.links import Links
from apparatus.render.tei_bibliography import bibl_id
from apparatus.render.tei_quotations import add_text, mark_quotations
from apparatus.render.text import safe_url

_ROOT = "https://edition.invalid/"  # stands for the site's root while addresses are resolved
_DROPPED_TAGS = frozenset("script style svg button input hr img figure summary".split())
_DROPPED = frozenset(
    "beneath page-foot note-back headerlink para-number drawn-on emendations notes findings "
    "section-place".split()
)
_BLOCKS = frozenset(
    "p div section article aside header main ul ol dl table blockquote pre h1 h2 h3 h4 h5 h6 "
    "details figure hr".split()
)
_INLINE: Mapping[str, tuple[str, dict[str, str]]] = {
    "em": ("hi", {"rend": "italic"}),
    "i": ("hi", {"rend": "italic"}),
    "strong": ("hi", {"rend": "bold"}),
    "b": ("hi", {"rend": "bold"}),
    "sup": ("hi", {"rend": "superscript"}),
    "sub": ("hi", {"rend": "subscript"}),
    "del": ("hi", {"rend": "strikethrough"}),
    "ins": ("hi", {"rend": "underline"}),
    "code": ("code", {}),
    "cite": ("title", {}),
    "q": ("quote", {}),
    "br": ("lb", {}),
}
_PLACE = re.compile(r"(?:p|n|page)[1-9]\d*")


class Words(NamedTuple):
    """What the conversion of every page draws on: the site with its addresses relative to the
    root, where the root is published, the terms of other languages, each with its language, and
    the name of every page by its address.
    """

    root: Links
    base: str
    terms: Mapping[str, str]

    pages: Mapping[str, str]


def words_of_site(root: Links, base: str, terms: Mapping[str, str]) -> Words:
    """What the pages of a site share."""
    return Words(root, base, terms, {urljoin(_ROOT, url): name for name, url in root.urls.items()})


class Place(NamedTuple):
    """The page that is being converted, and whether it carries the source's numbers."""

    name: str
    is_source: bool = False


def page_id(name: str) -> str:
    """The xml:id of a page's division."""
    return "page-" + re.sub(r"[^\w.-]", "-", name.removesuffix(".md"))


def add_page(division: Element, html: Element, words: Words, place: Place) -> None:
    """Put a page into its division: headings become divisions, notes go to their calls."""
    _Conversion(html, words, place).run(division)


class _Conversion:
    """One page on its way; knows its notes and which of them have been placed."""

    def __init__(self, html: Element, words: Words, place: Place) -> None:
        self.html, self.words, self.place = html, words, place
        self.notes = {
            each.get("id", ""): each for each in html.iter("li") if "note" in _classes(each)
        }
        self.placed: set[str] = set()

    def run(self, division: Element) -> None:
        open_divisions: list[tuple[int, Element]] = [(1, division)]
        run: list[Element] = []
        for child in self.html:
            level = _heading_level(child)
            if level:
                self._blocks(_division_of(run), open_divisions[-1][1])
                run = []
                self._heading(child, level, open_divisions)
            else:
                run.append(child)
        self._blocks(_division_of(run), open_divisions[-1][1])
        self._left_over(open_divisions[-1][1])
        page = self.words.root.site.pages.get(self.place.name)
        if page:
            mark_quotations(division, page)
        _drop_empty(division)

    def _heading(self, heading: Element, level: int, opened: list[tuple[int, Element]]) -> None:
        if level > 1:
            while len(opened) > 1 and opened[-1][0] >= level:
                opened.pop()
            opened.append((level, SubElement(opened[-1][1], "div")))
        self._inline(heading, SubElement(opened[-1][1], "head"))

    def _left_over(self, division: Element) -> None:
        """Notes that the text does not call: they are there all the same."""
        left = [anchor for anchor in self.notes if anchor not in self.placed]
        if left:
            paragraph = SubElement(division, "p")
            for anchor in left:
                self._note(anchor, paragraph)

    # --- blocks ----------------------------------------------------------------------

    def _blocks(self, node: Element, parent: Element) -> None:
        """What is in a block; text and inline elements that stand free become paragraphs."""
        free: Element | None = None
        if (node.text or "").strip():
            free = SubElement(parent, "p")
            add_text(free, node.text)
        for child in node:
            if _is_dropped(child):
                pass
            elif child.tag in _BLOCKS:
                free = None
                self._block(child, parent)
            else:
                free = SubElement(parent, "p") if free is None else free
                self._element(child, free)
            if (child.tail or "").strip():
                free = SubElement(parent, "p") if free is None else free
                add_text(free, child.tail)

    def _block(self, node: Element, parent: Element) -> None:
        make: Callable[[Element, Element], None] = {
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "dl": self._gloss,
            "table": self._table,
            "blockquote": lambda node, parent: self._blocks(node, SubElement(parent, "quote")),
            "pre": lambda node, parent: self._inline(node, SubElement(parent, "ab")),
        }.get(node.tag, self._blocks if not _heading_level(node) else self._paragraph)
        make(node, parent)

    def _paragraph(self, node: Element, parent: Element) -> None:
        made = SubElement(parent, "p")
        anchor = node.get("id", "")
        if self.place.is_source and re.fullmatch(r"p\d+", anchor):
            made.set("n", anchor[1:])
            made.set("xml:id", anchor)
        self._inline(node, made)
        _trim(made)

    def _list(self, node: Element, parent: Element) -> None:
        items = [child for child in node if child.tag == "li"]
        if items:
            rend = {"rend": "numbered"} if node.tag == "ol" else {}
            made = SubElement(parent, "list", rend)
            for item in items:
                self._content(item, SubElement(made, "item"))

    def _gloss(self, node: Element, parent: Element) -> None:
        pairs = [each for each in node.iter() if each.tag in ("dt", "dd")]
        if not pairs:
            return
        made = SubElement(parent, "list", {"type": "gloss"})
        before = "dd"
        for each in pairs:
            if each.tag == before == "dd" or (before == "dt" and each.tag == "dt"):
                SubElement(made, "label" if each.tag == "dd" else "item")
            self._content(each, SubElement(made, "label" if each.tag == "dt" else "item"))
            before = each.tag
        if before == "dt":
            SubElement(made, "item")

    def _table(self, node: Element, parent: Element) -> None:
        made = SubElement(parent, "table")
        for caption in node.iter("caption"):
            self._inline(caption, SubElement(made, "head"))
        for line in node.iter("tr"):
            row = SubElement(made, "row")
            if all(cell.tag == "th" for cell in line):
                row.set("role", "label")
            for cell in line:
                attributes = {"role": "label"} if cell.tag == "th" else {}
                for html, name in (("colspan", "cols"), ("rowspan", "rows")):
                    if (cell.get(html) or "").isdigit():
                        attributes[name] = cell.get(html, "")
                self._content(cell, SubElement(row, "cell", attributes))
        if made.find("row") is None:
            parent.remove(made)

    def _content(self, node: Element, parent: Element) -> None:
        """Blocks where there are some, else text; one lone paragraph is text."""
        blocks = [each for each in node if each.tag in _BLOCKS and not _is_dropped(each)]
        if len(blocks) == 1 and blocks[0].tag == "p" and not (node.text or "").strip():
            self._inline(blocks[0], parent)
        elif blocks:
            self._blocks(node, parent)
        else:
            self._inline(node, parent)
        _trim(parent)

    # --- text ------------------------------------------------------------------------

    def _inline(self, node: Element, parent: Element) -> None:
        add_text(parent, node.text)
        for child in node:
            if not _is_dropped(child):
                self._element(child, parent)
            # The number of a paragraph is an attribute here: its blank goes with it.
            is_number = "para-number" in _classes(child)
            add_text(parent, (child.tail or "").lstrip() if is_number else child.tail)

    def _element(self, node: Element, parent: Element) -> None:
        classes = _classes(node)
        if "noteref" in classes:
            self._call(node, parent)
        elif "page-break" in classes:
            self._page_break(node, parent)
        elif "reference" in classes:
            work = {"corresp": f"#{bibl_id(node.get('data-key', ''))}"}
            self._inline(node, SubElement(parent, "bibl", work))
        elif node.tag == "a":
            self._link(node, parent)
        elif node.get("lang"):
            self._inline(node, SubElement(parent, "foreign", {"xml:lang": node.get("lang", "")}))
        elif node.tag in _INLINE:
            self._marked(node, parent)
        elif node.tag in _BLOCKS:
            self._block(node, parent)
        else:
            self._inline(node, parent)

    def _marked(self, node: Element, parent: Element) -> None:
        tag, attributes = _INLINE[node.tag]
        text = "".join(node.itertext()).casefold()
        if attributes.get("rend") == "italic" and self.words.terms.get(text):
            tag, attributes = "foreign", {"xml:lang": self.words.terms[text]}
        self._inline(node, SubElement(parent, tag, dict(attributes)))

    def _page_break(self, node: Element, parent: Element) -> None:
        anchor = node.get("id", "")
        number = anchor.removeprefix("page")
        witness = self.words.root.site.witness
        attributes = {"n": number, "xml:id": anchor}
        if witness and witness.work in self.words.root.site.library.entries:
            attributes["edRef"] = f"#{bibl_id(witness.work)}"
        SubElement(parent, "pb", attributes)

    def _link(self, node: Element, parent: Element) -> None:
        target = self._target(node.get("href", ""))
        if not target:
            self._inline(node, parent)
        else:
            self._inline(node, SubElement(parent, "ref", {"target": target}))

    def _target(self, href: str) -> str:
        """Where a link of the page leads in this document, or else on the site."""
        site, root = self.words.root.site, self.words.root
        if "://" in href:
            return safe_url(href)
        here = urljoin(_ROOT, root.urls[self.place.name])
        url, _, anchor = urljoin(here, href).partition("#")
        if not url.startswith(_ROOT):
            return ""
        name = self.words.pages.get(url, "")
        if name in site.held:
            sections = {each.page for each in site.witness.sections} if site.witness else set()
            if name in sections and _PLACE.fullmatch(anchor):
                return f"#{anchor}"
            return f"#{page_id(name)}"
        folder, _, work = name.removesuffix(".md").rpartition("/")
        if root.works and folder == root.works and work in works_of(site):
            return f"#{bibl_id(works_of(site)[work].key)}"
        if anchor in site.library.entries:
            return f"#{bibl_id(anchor)}"
        rest = url.removeprefix(_ROOT)
        return f"{self.words.base}{rest or './'}{f'#{anchor}' if anchor else ''}"

    # --- notes -----------------------------------------------------------------------

    def _call(self, node: Element, parent: Element) -> None:
        link = next(iter(node.iter("a")), None)
        anchor = (link.get("href", "") if link is not None else "").removeprefix("#")
        if anchor not in self.notes:
            self._inline(node, parent)
        elif anchor in self.placed:
            target = {"type": "note", "target": f"#{self._note_id(anchor)}"}
            SubElement(parent, "ref", target).text = "".join(node.itertext())
        else:
            self._note(anchor, parent)

    def _note(self, anchor: str, parent: Element) -> None:
        self.placed.add(anchor)
        item = self.notes[anchor]
        made = SubElement(parent, "note", {"xml:id": self._note_id(anchor), "place": "foot"})
        if self._is_printed(anchor):
            made.set("n", anchor[1:])
            made.set("type", "source")
            witness = self.words.root.site.witness
            if witness and witness.work in self.words.root.site.library.entries:
                made.set("source", f"#{bibl_id(witness.work)}")
        else:
            made.set("n", anchor.lstrip("en") or anchor)
            made.set("type", "editorial")
        self._content(item, made)

    def _is_printed(self, anchor: str) -> bool:
        return self.place.is_source and bool(re.fullmatch(r"n[1-9]\d*", anchor))

    def _note_id(self, anchor: str) -> str:
        return anchor if self._is_printed(anchor) else f"{page_id(self.place.name)}.{anchor}"


# --- elements ------------------------------------------------------------------------


def _classes(node: Element) -> set[str]:
    return set((node.get("class") or "").split())


def _is_dropped(node: Element) -> bool:
    """Whether nothing of an element is to stay: for what it is, or for all that is in it."""
    if node.tag in _DROPPED_TAGS or _classes(node) & _DROPPED:
        return True
    is_wrapper = node.tag == "div" and len(node) and not (node.text or "").strip()
    return bool(is_wrapper) and all(
        _is_dropped(child) and not (child.tail or "").strip() for child in node
    )


def _heading_level(node: Element) -> int:
    return int(node.tag[1]) if re.fullmatch(r"h[1-6]", node.tag) else 0


def _division_of(children: list[Element]) -> Element:
    """Elements as the children of one, so that they can be read together."""
    made = Element("div")
    made.extend(children)
    return made


def _drop_empty(division: Element) -> None:
    """Drop divisions of which nothing stays but the heading."""
    for each in list(division):
        if each.tag == "div":
            _drop_empty(each)
            if all(child.tag == "head" for child in each):
                division.remove(each)


def _trim(element: Element) -> None:
    """Drop the blanks at the end that dropped elements leave behind."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip()
    else:
        element.text = (element.text or "").rstrip()

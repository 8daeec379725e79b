"""The edition as one TEI P5 document: a serialisation of what its pages show.

A page comes in as the HTML that Python-Markdown made of it, in which notes, citations and
milestones are resolved already; its elements are mapped one by one. What is derived for
readers of the site (who draws on what, pictures, ways back) stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from apparatus.edition import Emendation, Imprint, Section, Site
from apparatus.render.emendations import about, tail_of
from apparatus.render.html_tree import parse_html
from apparatus.render.links import Links
from apparatus.render.tei_bibliography import add_bibl, bibl_id
from apparatus.render.tei_text import Place, Words, add_page, page_id, words_of_site
from apparatus.render.text import safe_url

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINES = frozenset(
    "teiHeader fileDesc titleStmt editionStmt publicationStmt sourceDesc encodingDesc "
    "editorialDecl text body back div head p list item label table row cell listBibl".split()
)
"""Elements that stand in no running text: a line may end behind them."""

_CERTAINTY = {"certain": "high", "probable": "medium", "open": "unknown"}


def tei_document(root: Links, imprint: Imprint, rendered: Mapping[str, str]) -> str:
    """All sections of the edited work, the pages that have a type, emendations and library.

    ``root`` has the addresses relative to the site's root, ``rendered`` the HTML of the pages.
    """
    site = root.site
    document = Element(
        "TEI", {"xmlns": "http://www.tei-c.org/ns/1.0", "xml:lang": imprint.language}
    )
    _header(document, site, imprint)
    text = SubElement(document, "text")
    body = SubElement(text, "body")
    words = words_of_site(root, safe_url(imprint.url), _terms(site))
    for section in site.witness.sections if site.witness else ():
        if section.page in rendered:
            _section(body, section, rendered[section.page], words)
    if not len(body):
        SubElement(body, "p")
    back = SubElement(text, "back")
    _typed_pages(back, rendered, words)
    _emendations(back, site)
    _library(back, site)
    return _written(document)


def _written(document: Element) -> str:
    """XML, a line per block; what no XML may hold is left out."""
    for each in document.iter():
        each.text = _NOT_XML.sub("", each.text or "")
        each.tail = _NOT_XML.sub("", each.tail or "")
        for name, value in each.attrib.items():
            each.set(name, _NOT_XML.sub("", value))
        if each.tag in _LINES and not each.tail:
            each.tail = "\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(document, encoding="unicode")}'


def _terms(site: Site) -> Mapping[str, str]:
    """The words of another language that the pages explain, with their language."""
    language = site.page_types.language
    return {
        term.term.casefold(): f"{language}-Latn" if language else ""
        for _, front, _ in site.typed.values()
        for term in front.terms
    }


# --- the header ----------------------------------------------------------------------


def _header(document: Element, site: Site, imprint: Imprint) -> None:
    header = SubElement(document, "teiHeader")
    described = SubElement(header, "fileDesc")
    titles = SubElement(described, "titleStmt")
    _text(titles, "title", imprint.title)
    for editor in imprint.editors:
        _text(titles, "editor", editor)
    if imprint.version:
        edition = SubElement(described, "editionStmt")
        _text(edition, "edition", f"version {imprint.version}").set("n", imprint.version)
    published = SubElement(described, "publicationStmt")
    _text(published, "authority", " and ".join(imprint.editors) or imprint.title)
    if safe_url(imprint.url):
        _text(published, "idno", imprint.url).set("type", "URL")
    if safe_url(imprint.license):
        free = SubElement(published, "availability", {"status": "free"})
        _text(free, "licence", imprint.license).set("target", imprint.license)
    source = SubElement(described, "sourceDesc")
    work = site.library.entries.get(site.witness.work) if site.witness else None
    if work:
        add_bibl(source, work, "source")
    else:
        _text(source, "p", "Born digital.")
    practice = SubElement(SubElement(header, "encodingDesc"), "editorialDecl")
    for words in _PRACTICE:
        _text(practice, "p", words)


_PRACTICE = (
    "The wording of paragraphs and notes is the edition’s; their numbers, and the breaks of "
    "printed pages, are those by which the source is cited.",
    "Quotation marks are kept inside the element quote, which stands where three words or more "
    "are quoted.",
    "References in notes are made from the entries in the list of works, to which they point.",
)


# --- the text ------------------------------------------------------------------------


def _section(body: Element, section: Section, html: str, words: Words) -> None:
    division = SubElement(body, "div", {"type": "section", "xml:id": page_id(section.page)})
    add_page(division, parse_html(html), words, Place(section.page, is_source=True))


def _typed_pages(back: Element, rendered: Mapping[str, str], words: Words) -> None:
    """The pages of each type in a division of their own."""
    site = words.root.site
    for kind in site.page_types.types.values():
        names = [name for name, (_, _, own) in site.typed.items() if own is kind]
        if not any(name in rendered for name in names):
            continue
        group = SubElement(back, "div", {"type": "pages", "subtype": _word(kind.name)})
        _text(group, "head", kind.title)
        for name in names:
            if name in rendered:
                attributes = {"type": _word(kind.name), "xml:id": page_id(name)}
                page = SubElement(group, "div", attributes)
                add_page(page, parse_html(rendered[name]), words, Place(name))


def _word(name: str) -> str:
    """A name as a TEI word: no blanks."""
    return re.sub(r"[^\w.-]", "_", name) or "_"


# --- emendations and works -----------------------------------------------------------


def _emendations(back: Element, site: Site) -> None:
    if not site.emendations:
        return
    division = SubElement(back, "div", {"type": "emendations"})
    _text(division, "head", "Emendations")
    listed = SubElement(division, "list")
    for each in site.emendations:
        _emendation(SubElement(listed, "item"), each, site)


def _emendation(item: Element, each: Emendation, site: Site) -> None:
    last = site.witness.last if site.witness else {}
    unit, number = ("note", each.note) if each.note is not None else ("paragraph", each.paragraph)
    if number is not None and 0 < number <= last.get(unit, 0):
        item.set("corresp", f"#{'n' if unit == 'note' else 'p'}{number}")
    _text(item, "label", about(each)).tail = " "
    for reading in _readings(each):
        item.append(reading)
        reading.tail = " "
    said = _text(item, "note", tail_of(each))
    if each.work in site.library.entries:
        said.set("source", f"#{bibl_id(each.work)}")


def _readings(each: Emendation) -> Iterator[Element]:
    if each.right is None:
        if each.printed:
            yield _element("sic", each.printed)
        return
    right = _element("corr", each.right)
    right.set("cert", _CERTAINTY.get(each.certainty, "unknown"))
    if each.printed:
        choice = Element("choice")
        choice.extend([_element("sic", each.printed), right])
        yield choice
    else:
        yield right


def _library(back: Element, site: Site) -> None:
    entries = [each for each in site.library.entries.values() if each.type != "xdata"]
    if entries:
        division = SubElement(back, "div", {"type": "bibliography"})
        listed = SubElement(division, "listBibl")
        for entry in sorted(entries, key=lambda each: each.key.casefold()):
            add_bibl(listed, entry, bibl_id(entry.key))


def _element(tag: str, text: str) -> Element:
    made = Element(tag)
    made.text = text
    return made


def _text(parent: Element, tag: str, text: str) -> Element:
    made = _element(tag, text)
    parent.append(made)
    return made

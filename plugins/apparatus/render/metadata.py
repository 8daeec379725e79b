"""What the head of a page tells programs: Dublin Core, schema.org, typed links."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from apparatus.edition import Imprint
from apparatus.model import Entry
from apparatus.render.dates import issued
from apparatus.render.inline import with_stop
from apparatus.render.links import Links
from apparatus.render.permalinks import edited_work
from apparatus.render.personal_names import Name, names
from apparatus.render.references import full_reference
from apparatus.render.text import decode, escape, plain, safe_target, safe_url
from apparatus.render.titles import full_title

_SCHEMA = "https://schema.org/"
_WORKS = {
    "article": "ScholarlyArticle",
    "book": "Book",
    "collection": "Book",
    "inbook": "Chapter",
    "incollection": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
}


class Related(NamedTuple):
    """A file that stands in a relation to a page; ``url`` is relative to the page."""

    relation: str
    url: str
    media: str


class Described(NamedTuple):
    """A page as its head describes it. ``name`` is its path relative to docs, ``address`` its
    address relative to the site's root; ``description`` is its own, not the site's.
    """

    name: str
    title: str
    description: str
    address: str


def page_meta(
    page: Described, links: Links, imprint: Imprint, related: tuple[Related, ...] = ()
) -> str:
    """Tags for the head of a page; '' for an edition without a title.

    The edited work is a source here, never what the page itself is: its DOI on our page would
    make reference managers take the one for the other.
    """
    if not imprint.title:
        return ""
    work = edited_work(links.site)
    dublin = [
        f'<meta name="DC.{name}" content="{escape(value)}">'
        for name, value in _dublin_core(page, imprint, work)
        if value
    ]
    typed = [
        f'<link rel="{each.relation}" href="{escape(each.url)}"'
        + (f' type="{escape(each.media)}">' if each.media else ">")
        for each in (*_typed_links(page, links, imprint), *related)
        if safe_target(each.url)
    ]
    data = _json(_schema_org(page, links, imprint, work))
    script = f'<script type="application/ld+json">{data}</script>'
    return "\n".join([*dublin, *typed, script, ""])


def _url(page: Described, imprint: Imprint) -> str:
    """Where the page is published; '' where that is not known."""
    root = safe_url(imprint.url)
    return f"{root}{page.address.removeprefix('./')}" if root else ""


def _dublin_core(
    page: Described, imprint: Imprint, work: Entry | None
) -> Iterator[tuple[str, str]]:
    yield "title", page.title
    yield from (("creator", editor) for editor in imprint.editors)
    yield "description", page.description
    yield "language", imprint.language
    yield "relation", imprint.title if page.title != imprint.title else ""
    yield "identifier", _url(page, imprint)
    yield "rights", safe_url(imprint.license)
    yield "source", with_stop(plain(full_reference(work))) if work else ""


def _typed_links(page: Described, links: Links, imprint: Imprint) -> Iterator[Related]:
    """Signposting's links (https://signposting.org)."""
    yield Related("cite-as", _url(page, imprint), "")
    yield Related("type", f"{_SCHEMA}{_type(page, links)}", "")
    yield Related("license", imprint.license, "")


def _type(page: Described, links: Links) -> str:
    if page.name == "index.md":
        return "WebSite"
    return "Article" if page.name in links.site.held else "WebPage"


def _schema_org(
    page: Described, links: Links, imprint: Imprint, work: Entry | None
) -> dict[str, Any]:
    kind = _type(page, links)
    whole = {"@type": "WebSite", "name": imprint.title, "url": safe_url(imprint.url)}
    return _filled(
        {
            "@context": _SCHEMA.rstrip("/"),
            "@type": kind,
            "name": imprint.title if kind == "WebSite" else page.title,
            "description": page.description,
            "url": _url(page, imprint),
            "inLanguage": imprint.language,
            "license": safe_url(imprint.license),
            "version": imprint.version,
            "editor": [{"@type": "Person", "name": editor} for editor in imprint.editors],
            "isPartOf": {} if kind == "WebSite" else _filled(whole),
            "about": _term(page, links),
            "isBasedOn": _work(work) if work and kind != "WebPage" else {},
        }
    )


def _term(page: Described, links: Links) -> dict[str, Any]:
    """What a page with a type is about: a term among those of its type."""
    if page.name not in links.site.typed:
        return {}
    _, front, kind = links.site.typed[page.name]
    others = [name for name in front.names if name.casefold() != page.title.casefold()]
    return _filled(
        {
            "@type": "DefinedTerm",
            "name": page.title,
            "alternateName": [*others, *(term.original for term in front.terms)],
            "description": front.summary,
            "inDefinedTermSet": {"@type": "DefinedTermSet", "name": kind.title},
        }
    )


def _work(entry: Entry) -> dict[str, Any]:
    """A work of the library as schema.org has it."""
    volume, number = entry.get("volume"), entry.get("number")
    part: dict[str, Any] = {"@type": "Periodical", "name": decode(entry.get("journaltitle"))}
    if volume:
        part = {"@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": part}
    if number:
        part = {"@type": "PublicationIssue", "issueNumber": number, "isPartOf": part}
    doi = entry.get("doi")
    return _filled(
        {
            "@type": _WORKS.get(entry.type, "CreativeWork"),
            "name": full_title(entry),
            "author": [_author(name) for name in names(entry.get("author"))],
            "datePublished": issued(entry),
            "isPartOf": part if entry.get("journaltitle") else {},
            "pagination": decode(entry.get("pages")),
            "sameAs": f"https://doi.org/{doi}" if doi else "",
        }
    )


def _author(name: Name) -> dict[str, str]:
    """A person with a given name; a name alone is most often a body's."""
    kind = "Person" if name.given else "Organization"
    return {"@type": kind, "name": name.natural}


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def _json(data: dict[str, Any]) -> str:
    """JSON that ends no script element and begins no comment."""
    text = json.dumps(data, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if c in "<>&\u2028\u2029" else c for c in text)

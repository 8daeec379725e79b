"""What the pages of an edition have around their text, and what their heads say of them.

Loaded for editions alone: most sites merely cite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import unescape

from mkdocs.structure.pages import Page

from apparatus.adapters.generation import Generation
from apparatus.adapters.judgement import Judgement
from apparatus.edition import Imprint
from apparatus.render.addresses import works_of
from apparatus.render.citation_tags import with_tags, work_meta
from apparatus.render.figures import MARKER as FIGURES
from apparatus.render.figures import figures_html
from apparatus.render.furniture import drawn_on_html, furnish
from apparatus.render.links import Links
from apparatus.render.map import MARKER as MAP
from apparatus.render.map import map_svg
from apparatus.render.metadata import Described, Related, page_meta
from apparatus.render.permalinks import cite_html
from apparatus.render.section_heads import with_section_head
from apparatus.render.text import escape, inert

_RELATED = {
    "citation": ("describedby", "application/x-bibtex"),
    "tei": ("alternate", "application/tei+xml"),
}


class EditionPages:
    """The pages of one build."""

    def __init__(self, generation: Generation, judgement: Judgement) -> None:
        self.generation, self.site, self.judgement = generation, generation.site, judgement

    def beneath(
        self, links: Links
    ) -> tuple[Callable[[tuple[str, int]], str], Callable[[int], str]]:
        """What stands beneath a place of the edited work: who draws on it, how it is cited."""
        root, imprint = self.generation.published, self.generation.imprint
        return partial(drawn_on_html, links=links), partial(cite_html, root=root, imprint=imprint)

    def furnished(self, markdown: str, page: Page, links: Links) -> str:
        """The Markdown of a page with what its place in the edition adds to it."""
        if FIGURES in markdown:
            figures = figures_html(self.site, self.judgement.verdict.diagnostics)
            markdown = markdown.replace(FIGURES, figures)
        if MAP in markdown:
            markdown = markdown.replace(MAP, inert(map_svg(links)))
        name = page.file.src_uri
        if name not in self.site.typed:
            return with_section_head(markdown, name, links)
        front = self.site.typed[name][1]
        page.meta.setdefault("description", front.summary)
        for field in {"title", "description"} & page.meta.keys():
            page.meta[field] = escape(str(page.meta[field]))  # themes print both as they are
        return furnish(markdown, name, links)

    def with_head(self, html: str, page: Page) -> str:
        """The head of a work's page describes the work, that of any other the page."""
        links = self.generation.links(page.url)
        html = with_feed(html, links)
        folder, _, name = page.file.src_uri.removesuffix(".md").rpartition("/")
        work = works_of(self.site).get(name) if folder and folder == links.works else None
        if work:
            return with_tags(html, work_meta(work))
        address = self.generation.as_published(page.file).url
        related = related_files(page, links)
        return with_head(html, page, address, related, links, self.generation.imprint)


def with_head(
    html: str,
    page: Page,
    address: str,
    related: Iterable[Related],
    links: Links,
    imprint: Imprint,
) -> str:
    """A page with the tags that describe it, as published at ``address``, in its head."""
    title, description = str(page.title or ""), str(page.meta.get("description") or "")
    if page.file.src_uri in links.site.typed:  # there both are HTML
        title, description = unescape(title), unescape(description)
    about = Described(page.file.src_uri, title, description, address)
    tags = page_meta(about, links, imprint, tuple(related))
    return html.replace("</head>", f"{tags}</head>", 1) if tags else html


def with_feed(html: str, links: Links) -> str:
    """A page whose head leads to the feed of changes, if the site has one."""
    url = links.file("feed")
    tag = f'<link rel="alternate" type="application/atom+xml" title="Changes" href="{escape(url)}">'
    return html.replace("</head>", f"{tag}\n</head>", 1) if url else html


def related_files(page: Page, links: Links) -> Iterator[Related]:
    """What else there is about a page for programs: how it is cited, its TEI."""
    for kind, (relation, media) in _RELATED.items():
        url = links.file(kind)
        if url and (kind != "tei" or page.file.src_uri in links.site.held):
            yield Related(relation, url, media)

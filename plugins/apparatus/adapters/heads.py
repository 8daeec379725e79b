"""For the plugin: the edition's imprint from its options, tags for heads, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from apparatus.edition import Imprint
from apparatus.render.links import Links
from apparatus.render.metadata import Described, Related, page_meta
from apparatus.render.redirects import redirect_page
from apparatus.render.text import escape

_RELATED = {
    "citation": ("describedby", "application/x-bibtex"),
    "tei": ("alternate", "application/tei+xml"),
}


class EditionConfig(Config):
    """How the edition is cited. Nothing is, unless it has a title."""

    title = opt.Type(str, default="")
    version = opt.Type((str, int, float), default="")
    """What names this state for good: a tag, the date of a commit. Never taken from the clock."""

    url = opt.Type(str, default="")
    """Where the site's root is published; ``site_url`` where nothing is given."""

    license = opt.Type(str, default="")
    """The address of the licence of the edition's own words."""

    editors = opt.ListOfItems(opt.Type(str), default=[])


def imprint_of(edition: EditionConfig, config: MkDocsConfig) -> Imprint:
    """The imprint that the options describe."""
    url = edition.url or config.site_url or ""
    return Imprint(
        title=edition.title,
        version=str(edition.version),
        url=f"{url.rstrip('/')}/" if url else "",
        license=edition.license,
        editors=tuple(edition.editors),
        language=str(config.theme.get("language") or config.theme.locale).replace("_", "-"),
    )


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


def redirects(wanted: Mapping[str, str], files: Files, config: MkDocsConfig) -> Iterator[File]:
    """A page for every old path, which leads to the new one (``new.md`` or ``new.md#place``)."""
    for old, new in wanted.items():
        name, mark, anchor = str(new).partition("#")
        target = files.get_file_from_path(name)
        if target is None:
            raise PluginError(f"apparatus: '{old}' is to lead to '{name}', which is not there")
        if files.get_file_from_path(old):
            raise PluginError(f"apparatus: '{old}' is to lead to '{name}', and is there already")
        was = File(old, config.docs_dir, config.site_dir, config.use_directory_urls)
        url = get_relative_url(target.url, was.url) + mark + anchor
        yield File.generated(
            config, was.dest_uri, content=redirect_page(url, name.removesuffix(".md"))
        )

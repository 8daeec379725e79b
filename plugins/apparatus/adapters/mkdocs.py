"""The MkDocs plugin: hands text in, hands diagnostics out, refuses a broken build.

It checks the whole site when all files are known, shows every finding, and raises once,
after the pages have been rendered, so that MkDocs' own warnings are seen as well. It
counts for itself: ``-q`` changes nothing about the verdict, and ``--strict`` makes
warnings count as errors.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from mkdocs.utils.yaml import RelativeDirPlaceholder

from apparatus.adapters.generation import (
    Generation,
    Wanted,
    add_assets,
    filled_nav,
    in_nav_order,
    scripts_of_page,
)
from apparatus.adapters.heads import EditionConfig, imprint_of, related_files, with_feed, with_head
from apparatus.adapters.keeping import digest
from apparatus.adapters.offline import prepare, write_index
from apparatus.check import check_site
from apparatus.diagnostics import Severity, Verdict, summary_line
from apparatus.edition import Imprint, Site
from apparatus.markdown import ApparatusExtension, Surroundings
from apparatus.model import Entry
from apparatus.project import (
    RelativePath,
    Settings,
    SettingsError,
    decode,
    load_edition,
    make_settings,
    make_site,
    remember,
    shown,
    with_host,
)
from apparatus.render.addresses import work_names, works_of
from apparatus.render.citation_tags import with_tags, work_meta
from apparatus.render.figures import MARKER, figures_html
from apparatus.render.findings import findings_html
from apparatus.render.furniture import drawn_on_html, furnish
from apparatus.render.map import MARKER as MAP
from apparatus.render.map import map_svg
from apparatus.render.notes import notes_before
from apparatus.render.permalinks import cite_html
from apparatus.render.section_heads import with_section_head
from apparatus.render.text import escape, inert
from apparatus.render.work_lists import cited_keys
from apparatus.reports.text import plain

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a build needs no server

_log = get_plugin_logger("apparatus")


class ApparatusConfig(Config):
    """Options of the plugin; paths are relative to mkdocs.yml."""

    bibliography = opt.Type((str, list), default=[])
    """.bib files, or folders that are searched for them."""

    witness = opt.Optional(opt.Type(str))
    """YAML file with the structure of the work that the site edits."""

    emendations = opt.Optional(opt.Type(str))
    """YAML file with what is printed and what is right."""

    people = opt.Optional(opt.Type(str))
    """YAML file of people whom the library names in several ways."""

    rules = opt.Type(dict, default={})
    """Severity per rule: error, warn, info or off."""

    page_types = opt.Optional(opt.Type(str))
    """YAML file with the kinds of pages that look something up; each gets an index."""

    fingerprint = opt.Optional(opt.Type(str))
    """YAML file with digests of the edited text, made by ``apparatus witness build``."""

    baseline = opt.Optional(opt.Type(str))
    """File of findings that were there before and may stay; ``apparatus check`` writes it."""

    changelog = opt.Optional(opt.Type(str))
    """Markdown file in which headings that begin with a date say what was done; for the feed."""

    generate = opt.Type(dict, default={})
    """What to make, each with the path under which it appears: ``emendations``, ``glossary``,
    ``comparison``, ``concordance``, ``coverage``, ``map``, ``timeline``, ``page_types``
    (``.md``);
    ``library``, ``citation`` (``.bib``), ``library_ris`` (``.ris``), ``library_csl`` (``.json``),
    ``comparison_data``, ``concordance_data`` (``.csv``), ``tei``, ``feed`` (``.xml``), ``book``
    (``.html``); ``works``, ``people``, ``rules`` (folders)."""

    edition = opt.SubConfig(EditionConfig)
    """How the edition is cited: ``title``, ``version``, ``url``, ``license``, ``editors``."""

    redirects = opt.Type(dict, default={})
    """Old paths of pages, each with the path of the page that has taken its place."""

    note_boxes = opt.Type(bool, default=True)
    """Open a note in a box at the place that calls it."""

    previews = opt.Type(bool, default=False)
    """Show what links to typed pages, works and paragraphs lead to, in the boxes of the notes."""

    places_in_text = opt.Type(bool, default=False)
    """Print a citation that names nothing but places of the edited work in the text."""

    style = opt.Type(str, default="notes")
    """How works are cited: ``notes``, ``author-date``, or a style that a package brings."""

    lang = opt.Type(str, default="")
    """The language of pages that do not say it: its locators are understood besides English."""

    references = opt.Optional(opt.Type(bool))
    """End pages that place no list with the works they cite; unless it is set, the style says."""

    numbering = opt.Choice(("page", "site"), default="page")
    """Number notes on every page anew, or through the site in the order of its navigation."""

    offline = opt.Type(bool, default=False)
    """Make a folder that is read from the disk: links name files, and the search works."""

    bare_citations = opt.Type(bool, default=False)
    """Take ``@key`` outside brackets as a citation."""

    math = opt.Optional(opt.Type(bool))
    """Leave ``$...$`` alone; unless it is set, only if a Markdown extension reads math."""


class ApparatusPlugin(BasePlugin[ApparatusConfig]):
    """Citations checked and printed as notes."""

    serving = False
    server: LiveReloadServer | None = None
    watched: frozenset[Path] = frozenset()
    extension: ApparatusExtension
    settings: Settings
    verdict: Verdict
    site: Site
    cited: Collection[str]
    wanted: Wanted
    generation: Generation
    imprint: Imprint
    rendered: dict[str, str]
    scripts: tuple[ExtraScriptValue | str, ...]
    index: Page | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        gc.unfreeze()
        file = Path(config.config_file_path or "mkdocs.yml").resolve()
        options = config.mdx_configs
        extensions = {
            name: _written(options.get(name) or {}) for name in config.markdown_extensions
        }
        plugins = {  # a hook stands among the plugins and has no options
            name: dict(getattr(plugin, "config", {})) for name, plugin in config.plugins.items()
        }
        try:
            settings = make_settings(file.parent, Path(config.docs_dir), dict(self.config))
            self.settings = with_host(settings, file, extensions, plugins)
        except SettingsError as error:
            raise PluginError(f"apparatus: {error}") from None
        self.edition = load_edition(self.settings)
        self.imprint = imprint_of(self.config.edition, config)
        self.wanted = Wanted(
            {kind: path for kind, path in self.config.generate.items() if path},
            self.config.redirects,
            self.config.note_boxes,
            self.config.previews,
            self.config.numbering,
            self.config.offline,
            config.use_directory_urls,
        )
        self.rendered = {}
        self.extension = ApparatusExtension(
            self.edition,
            bare_citations=self.settings.bare_citations,
            places_in_text=self.config.places_in_text,
            style=self.config.style,
            lang=self.config.lang,
            references=self.config.references,
            math=bool(self.settings.math),
        )
        try:
            self.extension.style  # noqa: B018  # it is made here, where it can be refused
        except SettingsError as error:
            raise PluginError(f"apparatus: {error}") from None
        config.markdown_extensions.append(self.extension)  # type: ignore[arg-type]  # it may
        add_assets(self.wanted, self.imprint, config)
        if self.wanted.offline:
            prepare(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        texts = {
            file.src_uri: decode(
                shown(Path(file.abs_src_path)) if file.abs_src_path else file.src_uri,
                file.content_bytes,
            )
            for file in files.documentation_pages()
        }
        site = make_site(self.settings, self.edition, texts)
        self.verdict = check_site(site, self.settings.severities, date.today())
        remember(self.settings, site)
        levels = {Severity.ERROR: _log.error, Severity.WARN: _log.warning, Severity.INFO: _log.info}
        for diagnostic in self.verdict.diagnostics:
            levels[diagnostic.severity](plain(diagnostic))
        _log.info(summary_line(site, self.verdict))
        if config.nav is not None:
            config.nav = list(filled_nav(config.nav, site))
        if self.wanted.numbering == "site":
            pages = in_nav_order(config.nav, site)
            site = replace(site, notes_before=notes_before(pages, self.extension.in_text))
        self.site, self.cited = site, cited_keys(site.pages.values(), site.library)
        self._watch()
        self.generation = Generation(self.wanted, self.imprint, site, config, self.extension)
        self.generation.add_to(files)
        gc.freeze()  # all of this stays to the end of the build: no need to go through it again
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if self.wanted.offline and config.site_url:
            page.canonical_url = urljoin(
                config.site_url, self.generation.as_published(page.file).url
            )
        return page

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        links = self.generation.links(page.url)
        names = work_names(self.site)
        self.extension.surroundings = Surroundings(
            work_page=lambda key: links.work(names.get(key, "")),
            targets=links.targets,
            drawn_on=partial(drawn_on_html, links=links),
            cite=partial(cite_html, root=self.generation.published, imprint=self.imprint),
            language=str(page.meta.get("lang") or ""),
            notes_before=self.site.notes_before.get(page.file.src_uri, 0),
            cited=self.cited,
            page=self.site.pages.get(page.file.src_uri),
        )
        if MARKER in markdown:
            markdown = markdown.replace(MARKER, figures_html(self.site, self.verdict.diagnostics))
        markdown = markdown.replace(MAP, inert(map_svg(links))) if MAP in markdown else markdown
        name = page.file.src_uri
        if name not in self.site.typed:
            return with_section_head(markdown, name, links)
        front = self.site.typed[name][1]
        page.meta.setdefault("description", front.summary)
        for field in {"title", "description"} & page.meta.keys():
            page.meta[field] = escape(str(page.meta[field]))  # themes print both as they are
        return furnish(markdown, name, links)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """On the page of a work, a person or a rule the navigation shows where it belongs; a page
        asks for the scripts that it needs.
        """
        config.extra_javascript = scripts_of_page(self.scripts, page.content or "")
        self.index = self.generation.index_of(page.file.src_uri, nav)
        if self.index:
            self.index.active = True
        return context

    def page_dependencies(self, page: Page) -> bytes:
        """A digest of what the page takes from elsewhere, for the plugin ``kept-pages``.

        A page that merely cites depends on the entries that it cites. One that is made of
        others, holds the edited work, lists works or looks something up depends on all there is,
        and so does every page in a style that may tell works apart by each other (2012a, 2012b).
        """
        name = page.file.src_uri
        own = self.site.pages.get(name)
        works = {item.key for item in own.items()} if own else set()
        edited = self.site.witness.work if self.site.witness else ""
        is_plain = own and not (own.front or own.milestones or own.lists or own.source.pieces)
        if not is_plain or edited in works or self.config.style != "notes":
            return _everything(self.site, self.imprint)
        around = self.site.notes_before.get(name, 0), str(page.meta.get("lang") or "")
        entries = self.site.library.entries
        return digest(around, *(_said(entries[key]) for key in sorted(works) if key in entries))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """While serving, a page that has faults says so at its head."""
        if self.generation.needs_pages:
            self.rendered[page.file.src_uri] = html
        own = self.site.pages.get(page.file.src_uri)
        if not self.serving or own is None:
            return html
        found = self.verdict.diagnostics
        mine = [d for d in found if d.span.source in own.source.files and d.severity.rank > 1]
        return findings_html(mine, own.source.path) + html if mine else html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        threshold = Severity.WARN if config.strict else Severity.ERROR
        grave = sum(each.severity.rank >= threshold.rank for each in self.verdict.diagnostics)
        if grave and not self.serving:
            raise PluginError(f"apparatus: {grave} of the findings above refuse the build")
        self.generation.finish(self.rendered)
        self.scripts = tuple(config.extra_javascript)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The head of a work's page describes the work, that of any other the page."""
        if self.index:
            self.index.active = False
        folder, _, name = page.file.src_uri.removesuffix(".md").rpartition("/")
        work = (
            works_of(self.site).get(name) if folder == self.wanted.generate.get("works") else None
        )
        links = self.generation.links(page.url)
        output = with_feed(output, links)
        if work:
            return with_tags(output, work_meta(work))
        address = self.generation.as_published(page.file).url
        related = related_files(page, links)
        return with_head(output, page, address, related, links, self.imprint)

    @event_priority(-100)  # when the search has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.wanted.offline:
            write_index(config)

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        self.server = server
        for path in self.settings.watched:
            server.watch(str(path))
        self._watch()
        return server

    def _watch(self) -> None:
        """Watch what pages include as well; it is known anew with every build."""
        if self.server is None:
            return
        docs = self.settings.docs.resolve()
        files = {Path(file.path).resolve() for file in self.site.files}
        new = {path for path in files - self.watched if not path.is_relative_to(docs)}
        for path in sorted(new):
            self.server.watch(str(path))
        self.watched |= new


@lru_cache(maxsize=1)
def _everything(site: Site, imprint: Imprint) -> bytes:
    """A digest of all that a page can be made of."""
    sources = (*site.library.sources, *site.data_files, *site.files)
    texts = ((source.path, source.text) for source in sources)
    return digest(imprint, sorted(site.notes_before.items()), *texts)


def _said(entry: Entry) -> tuple[object, ...]:
    """What an entry says, inherited or its own, apart from where it stands."""
    return entry.key, entry.type, [(each.name, each.value) for each in entry.fields.values()]


def _written(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Options of an extension; the folder of the current page, not known yet, as its tag."""
    if "base_path" not in options:
        return options
    base = options["base_path"]
    paths = base if isinstance(base, list) else [base]
    tagged = [RelativePath() if isinstance(p, RelativeDirPlaceholder) else p for p in paths]
    return {**options, "base_path": tagged}

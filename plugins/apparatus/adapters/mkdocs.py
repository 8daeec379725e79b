"""The MkDocs plugin: hands text in, hands diagnostics out, refuses a broken build.

It checks the whole site when all files are known, shows every finding, and raises once,
after the pages have been rendered, so that MkDocs' own warnings are seen as well. It
counts for itself: ``-q`` changes nothing about the verdict, and ``--strict`` makes
warnings count as errors.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from mkdocs.utils.yaml import RelativeDirPlaceholder

from apparatus.adapters.config import ApparatusConfig, imprint_of
from apparatus.adapters.generation import (
    Generation,
    Wanted,
    add_assets,
    filled_nav,
    scripts_of_page,
)
from apparatus.adapters.judgement import Judgement
from apparatus.adapters.offline import prepare, write_index
from apparatus.diagnostics import Severity
from apparatus.edition import Imprint, Site
from apparatus.markdown import ApparatusExtension, Surroundings
from apparatus.model import Entry, Library
from apparatus.project import (
    RelativePath,
    Settings,
    SettingsError,
    decode,
    digest,
    make_settings,
    shown,
    with_host,
)
from apparatus.render.addresses import work_names
from apparatus.render.choosing import StyleError, load_style
from apparatus.render.notes import notes_before
from apparatus.render.work_lists import cited_keys

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a build needs no server

    from apparatus.adapters.edition_pages import EditionPages  # a site may be none

_MARKS = "<!-- apparatus: "
_log = get_plugin_logger("apparatus")


class ApparatusPlugin(BasePlugin[ApparatusConfig]):
    """Citations checked and printed as notes."""

    serving = False
    server: LiveReloadServer | None = None
    watched: frozenset[Path] = frozenset()
    extension: ApparatusExtension
    settings: Settings
    judgement: Judgement
    wanted: Wanted
    generation: Generation
    imprint: Imprint
    rendered: dict[str, str]
    scripts: tuple[ExtraScriptValue | str, ...]
    order: Sequence[str] = ()
    """The pages of the navigation."""
    index: Page | None = None

    @property
    def is_edition(self) -> bool:
        """Whether the site is more than pages that cite."""
        is_edited = self.settings.witness or self.settings.page_types
        return bool(is_edited or self.wanted.generate or self.imprint.title)

    @property
    def order_matters(self) -> bool:
        """Whether what a page shows depends on the order of all pages."""
        return self.wanted.numbering == "site" or bool(self.wanted.generate)

    @property
    def site(self) -> Site:
        """The site of this build, as it is published."""
        return self.generation.site

    @cached_property
    def edition_pages(self) -> EditionPages:
        """What pages have around their text; it goes with the build."""
        from apparatus.adapters.edition_pages import EditionPages

        return EditionPages(self.generation, self.judgement)

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
            lambda: self.site,
            bare_citations=self.settings.bare_citations,
            places_in_text=self.config.places_in_text,
            style=self.config.style,
            lang=self.config.lang,
            references=self.config.references,
            math=bool(self.settings.math),
        )
        try:
            load_style(self.config.style, Library(), self.config.lang)  # refused here, if at all
        except StyleError as error:
            raise PluginError(f"apparatus: {error}") from None
        config.markdown_extensions.append(self.extension)  # type: ignore[arg-type]  # it may
        add_assets(self.wanted, self.imprint, config)
        if self.wanted.offline:
            prepare(config)
        return config

    @event_priority(-25)  # when others have made their pages, before blogs list theirs
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        texts = {
            file.src_uri: decode(
                shown(Path(file.abs_src_path)) if file.abs_src_path else file.src_uri,
                file.content_bytes,
            )
            for file in files.documentation_pages()
        }
        store = getattr(config.plugins.get("kept-pages"), "store", None)
        before = vars(self).get("judgement")
        self.judgement = Judgement(self.settings, texts, store, before)
        said = self.judgement.said
        levels = {Severity.ERROR: _log.error, Severity.WARN: _log.warning, Severity.INFO: _log.info}
        for severity, text in said.findings:
            levels[severity](text)
        _log.info(said.summary)
        if config.nav is not None and self.settings.page_types:
            config.nav = list(filled_nav(config.nav, self.judgement.site))
        self._watch()
        self.generation = Generation(
            self.wanted, self.imprint, self.judgement, config, self.extension
        )
        self.generation.add_to(files)
        vars(self).pop("edition_pages", None)
        gc.freeze()  # all of this stays to the end of the build: no need to go through it again
        return files

    @event_priority(-75)  # when plugins have made their navigation, and blogs their addresses
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.order = [page.file.src_uri for page in nav.pages]
        self.generation.address(files)
        if self.order_matters:
            self.judgement.number_by(self._in_order)
        self.generation.fill(files)
        return nav

    def _in_order(self, site: Site) -> Site:
        """The site with its pages as readers come to them, those of the navigation first, and
        with what the pages before each page count, where notes are numbered throughout.
        """
        names = dict.fromkeys([*self.order, *site.pages])
        pages = {name: site.pages[name] for name in names if name in site.pages}
        if self.wanted.numbering != "site":
            return replace(site, pages=pages)
        published = {n: p for n, p in pages.items() if n not in self.generation.unpublished}
        before = notes_before(published, self.extension.in_text_of(site))
        return replace(site, pages=pages, notes_before=before)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if self.wanted.offline and config.site_url:
            page.canonical_url = urljoin(
                config.site_url, self.generation.as_published(page.file).url
            )
        return page

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        self.extension.surround(partial(self._surroundings, page))
        if self.is_edition or _MARKS in markdown:
            links = self.generation.links(page.url)
            markdown = self.edition_pages.furnished(markdown, page, links)
        return markdown

    def _surroundings(self, page: Page) -> Surroundings:
        """What the text of a page does not tell, for a page that is converted."""
        links, name = self.generation.links(page.url), page.file.src_uri
        names = work_names(self.site) if links.works else {}
        around = Surroundings(
            work_page=lambda key: links.work(names.get(key, "")),
            targets=links.targets,
            language=str(page.meta.get("lang") or ""),
            notes_before=self.site.notes_before.get(name, 0),
            cited=cited_in(self.site),
            page=self.site.pages.get(name),
        )
        if self.is_edition:
            drawn_on, cite = self.edition_pages.beneath(links)
            around = around._replace(drawn_on=drawn_on, cite=cite)
        return around

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """On the page of a work, a person or a rule the navigation shows where it belongs; a page
        asks for the scripts that it needs, or for all where others take its place unloaded.
        """
        if "navigation.instant" not in (config.theme.get("features") or ()):
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
            return self.site_state()
        around = self.site.notes_before.get(name, 0), str(page.meta.get("lang") or "")
        entries = self.site.library.entries
        return digest(around, *(said_by(entries[key]) for key in sorted(works) if key in entries))

    def site_state(self) -> bytes:
        """A digest of all that any page can be made of, for the plugin ``kept-pages``."""
        order = self.order if self.order_matters else ()
        return digest(self.judgement.state, self.imprint, order)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """While serving, a page that has faults says so at its head."""
        if self.generation.needs_pages:
            self.rendered[page.file.src_uri] = html
        own = self.site.pages.get(page.file.src_uri) if self.serving else None
        if own is None:
            return html
        found = self.judgement.verdict.diagnostics
        mine = [d for d in found if d.span.source in own.source.files and d.severity.rank > 1]
        if not mine:
            return html
        from apparatus.render.findings import findings_html

        return findings_html(mine, own.source.path) + html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        threshold = Severity.WARN if config.strict else Severity.ERROR
        grave = self.judgement.said.worse_than(threshold)
        if grave and not self.serving:
            raise PluginError(f"apparatus: {grave} of the findings above refuse the build")
        self.generation.finish(self.rendered)
        self.scripts = tuple(config.extra_javascript)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if self.index:
            self.index.active = False
        return self.edition_pages.with_head(output, page) if self.is_edition else output

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
        files = {Path(file.path).resolve() for file in self.judgement.site.files}
        new = {path for path in files - self.watched if not path.is_relative_to(docs)}
        for path in sorted(new):
            self.server.watch(str(path))
        self.watched |= new


@lru_cache(maxsize=1)
def cited_in(site: Site) -> frozenset[str]:
    """The works that any page cites."""
    return frozenset(cited_keys(site.pages.values(), site.library))


@lru_cache(maxsize=32768)
def said_by(entry: Entry) -> bytes:
    """A digest of what an entry says, inherited or its own, apart from where it stands."""
    fields = [(each.name, each.value) for each in entry.fields.values()]
    return digest(entry.key, entry.type, fields)


def _written(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Options of an extension; the folder of the current page, not known yet, as its tag."""
    if "base_path" not in options:
        return options
    base = options["base_path"]
    paths = base if isinstance(base, list) else [base]
    tagged = [RelativePath() if isinstance(p, RelativeDirPlaceholder) else p for p in paths]
    return {**options, "base_path": tagged}

"""The MkDocs plugin: hands text in, hands diagnostics out, refuses a broken build.

It checks the whole site when all files are known, shows every finding, and raises once,
after the pages have been rendered, so that MkDocs' own warnings are seen as well. It
counts for itself: ``-q`` changes nothing about the verdict, and ``--strict`` makes
warnings count as errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.yaml import RelativeDirPlaceholder

from apparatus.adapters.heads import EditionConfig, imprint_of, redirects, with_head
from apparatus.check import check_site
from apparatus.diagnostics import Severity, Verdict, summary_line
from apparatus.edition import Imprint, Site
from apparatus.markdown import ApparatusExtension, Surroundings
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
from apparatus.render.comparison import comparison_csv, comparison_page
from apparatus.render.concordance import concordance_csv, concordance_page
from apparatus.render.coverage import coverage_page
from apparatus.render.figures import MARKER, figures_html
from apparatus.render.findings import findings_html
from apparatus.render.furniture import drawn_on_html, furnish
from apparatus.render.guide import page_types_page
from apparatus.render.indexes import glossary_page, nav_of_type, type_index
from apparatus.render.links import Links
from apparatus.render.pages import emendations_page
from apparatus.render.permalinks import cite_html, edition_bibtex
from apparatus.render.previews import previews_data
from apparatus.render.rule_pages import rule_page, rules_index
from apparatus.render.tei import tei_document
from apparatus.render.timeline import timeline_page
from apparatus.render.work_files import library_file, people_files, work_files
from apparatus.render.works_index import works_index
from apparatus.reports.text import plain
from apparatus.rules import Rule, all_rules

_log = get_plugin_logger("apparatus")
_GENERATED: Mapping[str, Callable[[Links], str]] = {
    "emendations": emendations_page,
    "library": library_file(".bib"),
    "library_csl": library_file(".json"),
    "library_ris": library_file(".ris"),
    "glossary": glossary_page,
    "comparison": comparison_page,
    "comparison_data": comparison_csv,
    "concordance": concordance_page,
    "coverage": coverage_page,
    "page_types": page_types_page,
    "timeline": timeline_page,
}
_OF_THE_EDITION: Mapping[str, Callable[[Links, Imprint], str]] = {
    "citation": lambda root, imprint: edition_bibtex(root.site, imprint),
    "concordance_data": lambda root, imprint: concordance_csv(root, imprint.url),
    "tei": lambda *_: "",  # made when the pages have been rendered
}
_FOLDERS: Mapping[str, Callable[[Site, str], dict[str, Callable[[Links], str]]]] = {
    "works": work_files,
    "people": people_files,
    "rules": lambda _, folder: _rule_pages(folder),
}
_ASSETS = Path(__file__).resolve().parent.parent / "assets"
_SCRIPT = PurePosixPath("assets/apparatus/tables.js")
_CITE_SCRIPT = PurePosixPath("assets/apparatus/cite.js")
_NOTES = "assets/apparatus/notes.js"
_PREVIEWS = "assets/apparatus/previews.js"
_PREVIEWS_DATA = "assets/apparatus/previews-data.js"
_STYLE = "assets/apparatus/apparatus.css"


class _RelativeUrls(Mapping[str, str]):
    """The address of every page relative to one, reckoned when it is asked for."""

    def __init__(self, files: Mapping[str, File], url: str) -> None:
        self._files, self._url = files, url

    def __getitem__(self, name: str) -> str:
        return get_relative_url(self._files[name].url, self._url)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class ApparatusConfig(Config):
    """Options of the plugin; paths are relative to mkdocs.yml."""

    bibliography = opt.Type((str, list), default=[])
    """.bib files, or folders that are searched for them."""

    witness = opt.Optional(opt.Type(str))
    """YAML file with the structure of the work that the site edits."""

    emendations = opt.Optional(opt.Type(str))
    """YAML file with what is printed and what is right."""

    rules = opt.Type(dict, default={})
    """Severity per rule: error, warn, info or off."""

    page_types = opt.Optional(opt.Type(str))
    """YAML file with the kinds of pages that look something up; each gets an index."""

    fingerprint = opt.Optional(opt.Type(str))
    """YAML file with digests of the edited text, made by ``apparatus witness build``."""

    baseline = opt.Optional(opt.Type(str))
    """File of findings that were there before and may stay; ``apparatus check`` writes it."""

    generate = opt.Type(dict, default={})
    """What to make, each with the path under which it appears: ``emendations``, ``glossary``,
    ``comparison``, ``concordance``, ``coverage``, ``timeline``, ``page_types`` (``.md``);
    ``library``, ``citation`` (``.bib``), ``library_ris`` (``.ris``), ``library_csl`` (``.json``),
    ``comparison_data``, ``concordance_data`` (``.csv``), ``tei`` (``.xml``); ``works``,
    ``people``, ``rules`` (folders)."""

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
    files: Mapping[str, File]
    generated: dict[str, File]
    imprint: Imprint
    rendered: dict[str, str]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        file = Path(config.config_file_path or "mkdocs.yml").resolve()
        options = config.mdx_configs
        extensions = {
            name: _written(options.get(name) or {}) for name in config.markdown_extensions
        }
        plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
        try:
            settings = make_settings(file.parent, Path(config.docs_dir), dict(self.config))
            self.settings = with_host(settings, file, extensions, plugins)
        except SettingsError as error:
            raise PluginError(f"apparatus: {error}") from None
        self.edition = load_edition(self.settings)
        self.imprint = imprint_of(self.config.edition, config)
        self.rendered = {}
        self.extension = ApparatusExtension(
            self.edition,
            bare_citations=self.settings.bare_citations,
            places_in_text=self.config.places_in_text,
            math=bool(self.settings.math),
        )
        config.markdown_extensions.append(self.extension)  # type: ignore[arg-type]  # it may
        config.extra_css.insert(0, _STYLE)  # before the site's own, which may differ
        config.extra_javascript += map(_deferred, self._scripts)
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
        self.site = site
        self._watch()
        self._generate(site, files, config)
        if config.nav is not None:
            config.nav = list(_filled(config.nav, site))
        return files

    def _generate(self, site: Site, files: Files, config: MkDocsConfig) -> None:
        """Add the pages and files that are made from the site."""
        makers: dict[str, Callable[[Links], str]] = {}
        for kind in site.page_types.types.values():
            if not files.get_file_from_path(index := f"{kind.folder}/index.md"):
                makers[index] = partial(type_index, kind=kind)
        for wanted, path in self.config.generate.items():
            if wanted in _FOLDERS:
                if path.endswith(".md"):
                    raise PluginError(f"apparatus: {wanted} go into a folder, not into '{path}'")
                makers |= _FOLDERS[wanted](site, path)
            elif wanted in _OF_THE_EDITION:
                makers[path] = partial(self._of_the_edition, _OF_THE_EDITION[wanted])
            elif wanted in _GENERATED:
                makers[path] = _GENERATED[wanted]
            else:
                raise PluginError(f"apparatus: cannot generate '{wanted}'")
        for path in makers:
            if files.get_file_from_path(path):
                raise PluginError(f"apparatus: '{path}' is to be generated, and is there already")
        made = {path: self._made(path, config) for path in makers}
        self._add_script(made, makers, files, config)
        for file in (*made.values(), *redirects(self.config.redirects, files, config)):
            files.append(file)
        kinds = {path: kind for kind, path in self.config.generate.items()}
        self.generated = {kinds[path]: file for path, file in made.items() if path in kinds}
        if self.imprint.title and site.witness:
            script = File.generated(
                config, str(_CITE_SCRIPT), abs_src_path=str(_ASSETS / _CITE_SCRIPT.name)
            )
            files.append(script)
            self.generated["cite"] = script
        self.files = {file.src_uri: file for file in files.documentation_pages()} | made
        for path, file in made.items():
            file.content_string = makers[path](self._links(file.url))
        self._add_assets(files, config)

    def _made(self, path: str, config: MkDocsConfig) -> File:
        """A file to be filled. Of works and people the navigation holds the index alone."""
        folder, _, name = path.rpartition("/")
        shut = folder in (self._folder("works"), self._folder("people")) and name != "index.md"
        level = InclusionLevel.NOT_IN_NAV if shut else InclusionLevel.UNDEFINED
        return File.generated(config, path, content="", inclusion=level)

    def _folder(self, wanted: str) -> str | None:
        found: str | None = self.config.generate.get(wanted)
        return found

    def _links(self, url: str) -> Links:
        """Links that stand on the page of this address."""
        return Links(
            self.site,
            _RelativeUrls(self.files, url),
            self._folder("works") or "",
            self._folder("people") or "",
            self.config.places_in_text,
        )

    @property
    def root(self) -> Links:
        """Links with addresses relative to the site's root."""
        return self._links("")

    def _of_the_edition(self, make: Callable[[Links, Imprint], str], _: Links) -> str:
        return make(self.root, self.imprint)

    def _add_script(
        self,
        made: Mapping[str, File],
        makers: dict[str, Callable[[Links], str]],
        files: Files,
        config: MkDocsConfig,
    ) -> None:
        """Give the pages with tables the script that sorts them, and the comparison its data."""
        comparison, emendations, data, concordance, concorded = (
            made.get(self.config.generate.get(kind, ""))
            for kind in (
                "comparison",
                "emendations",
                "comparison_data",
                "concordance",
                "concordance_data",
            )
        )
        works = made.get(f"{self._folder('works')}/index.md")
        if not any((comparison, emendations, concordance, works)):
            return
        script = File.generated(config, str(_SCRIPT), abs_src_path=str(_ASSETS / _SCRIPT.name))
        files.append(script)
        if emendations:
            url = get_relative_url(script.url, emendations.url)
            makers[emendations.src_uri] = partial(emendations_page, script=url)
        if works:
            formats = ("library", "library_ris", "library_csl")
            makers[works.src_uri] = partial(
                works_index,
                script=get_relative_url(script.url, works.url),
                files=[path for each in formats if (path := self._folder(each))],
            )
        if comparison:
            makers[comparison.src_uri] = partial(
                comparison_page,
                data=get_relative_url(data.url, comparison.url) if data else "",
                script=get_relative_url(script.url, comparison.url),
            )
        if concordance:
            makers[concordance.src_uri] = partial(
                concordance_page,
                data=get_relative_url(concorded.url, concordance.url) if concorded else "",
                script=get_relative_url(script.url, concordance.url),
            )

    @property
    def _scripts(self) -> list[str]:
        """The scripts that every page asks for."""
        if not self.config.note_boxes:
            return []
        return [_NOTES, _PREVIEWS] if self.config.previews else [_NOTES]

    def _add_assets(self, files: Files, config: MkDocsConfig) -> None:
        """The style sheet and the scripts that every page asks for, and what these ask for."""
        for path in (_STYLE, *self._scripts):
            source = _ASSETS / PurePosixPath(path).name
            files.append(File.generated(config, path, abs_src_path=str(source)))
        if _PREVIEWS in self._scripts:
            links, names = self.root, work_names(self.site)
            text = previews_data(links, lambda key: links.work(names.get(key, "")))
            files.append(File.generated(config, _PREVIEWS_DATA, content=text))

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        links = self._links(page.url)
        names = work_names(self.site)
        self.extension.surroundings = Surroundings(
            work_page=lambda key: links.work(names.get(key, "")),
            targets=links.targets,
            drawn_on=partial(drawn_on_html, links=links),
            cite=partial(cite_html, root=self.root, imprint=self.imprint),
        )
        if MARKER in markdown:
            markdown = markdown.replace(MARKER, figures_html(self.site, self.verdict.diagnostics))
        name = page.file.src_uri
        if name not in self.site.typed:
            return markdown
        page.meta.setdefault("description", self.site.typed[name][1].summary)
        return furnish(markdown, name, links)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """While serving, a page that has faults says so at its head."""
        if "tei" in self.generated:
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
        if "tei" in self.generated:
            about = self.imprint._replace(title=self.imprint.title or config.site_name)
            self.generated["tei"].content_string = tei_document(self.root, about, self.rendered)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The head of a work's page describes the work, that of any other the page."""
        folder, _, name = page.file.src_uri.removesuffix(".md").rpartition("/")
        work = works_of(self.site).get(name) if folder == self._folder("works") else None
        if work:
            return with_tags(output, work_meta(work))
        return with_head(output, page, self._links(page.url), self.imprint, self.generated)

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


def _written(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Options of an extension; the folder of the current page, not known yet, as its tag."""
    if "base_path" not in options:
        return options
    base = options["base_path"]
    paths = base if isinstance(base, list) else [base]
    tagged = [RelativePath() if isinstance(p, RelativeDirPlaceholder) else p for p in paths]
    return {**options, "base_path": tagged}


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def _rule_pages(folder: str) -> dict[str, Callable[[Links], str]]:
    """The rules' documentation: an index and a page for each, in ``folder``."""
    pages: dict[str, Callable[[Links], str]] = {
        f"{folder}/{rule.name}.md": partial(_of_rule, rule=rule) for rule in all_rules().values()
    }
    pages[f"{folder}/index.md"] = lambda _: rules_index(all_rules())
    return pages


def _of_rule(_: Links, rule: Rule) -> str:
    return rule_page(rule)


def _filled(nav: Iterable[Any], site: Site) -> Iterator[Any]:
    """A navigation in which ``cases/``, the folder of a type, has become its pages."""
    folders = {f"{kind.folder}/": kind for kind in site.page_types.types.values()}
    for entry in nav:
        if isinstance(entry, dict):
            yield {
                title: nav_of_type(site, folders[below])
                if isinstance(below, str) and below in folders
                else list(_filled(below, site))
                if isinstance(below, list)
                else below
                for title, below in entry.items()
            }
        else:
            yield entry

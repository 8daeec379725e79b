"""The MkDocs plugin: hands text in, hands diagnostics out, refuses a broken build.

It checks the whole site when all files are known, shows every finding, and raises once,
after the pages have been rendered, so that MkDocs' own warnings are seen as well. It
counts for itself: ``-q`` changes nothing about the verdict, and ``--strict`` makes
warnings count as errors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from apparatus.check import check_site
from apparatus.diagnostics import Diagnostic, Severity, plain, summary_line
from apparatus.markdown import ApparatusExtension
from apparatus.model import Site
from apparatus.project import (
    Settings,
    SettingsError,
    decode,
    load_edition,
    make_settings,
    make_site,
    shown,
)
from apparatus.render.exports import export_bibtex
from apparatus.render.findings import findings_html
from apparatus.render.pages import emendations_page, works_page

_log = get_plugin_logger("apparatus")
_GENERATED: Mapping[str, Callable[[Site, Mapping[str, str]], str]] = {
    "works": works_page,
    "emendations": emendations_page,
    "library": lambda site, _: export_bibtex(site.library.entries.values()),
}


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

    generate = opt.Type(dict, default={})
    """Pages to make: ``works``, ``emendations`` (``.md``) and ``library`` (``.bib``), with
    the paths under which they appear."""

    bare_citations = opt.Type(bool, default=False)
    """Take ``@key`` outside brackets as a citation."""


class ApparatusPlugin(BasePlugin[ApparatusConfig]):
    """Citations checked and printed as notes."""

    serving = False
    works_url = ""
    extension: ApparatusExtension
    settings: Settings
    diagnostics: list[Diagnostic]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        try:
            self.settings = make_settings(root, Path(config.docs_dir), dict(self.config))
        except SettingsError as error:
            raise PluginError(f"apparatus: {error}") from None
        self.edition = load_edition(self.settings)
        self.extension = ApparatusExtension(
            self.edition, bare_citations=self.settings.bare_citations
        )
        config.markdown_extensions.append(self.extension)  # type: ignore[arg-type]  # it may
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
        self.diagnostics = check_site(site, self.settings.severities)
        self.sources = {name: page.source for name, page in site.pages.items()}
        levels = {Severity.ERROR: _log.error, Severity.WARN: _log.warning, Severity.INFO: _log.info}
        for diagnostic in self.diagnostics:
            levels[diagnostic.severity](plain(diagnostic))
        _log.info(summary_line(site, self.diagnostics))
        self._generate(site, files, config)
        return files

    def _generate(self, site: Site, files: Files, config: MkDocsConfig) -> None:
        """Add the pages that are made from the site."""
        pages = {name: file.url for name in site.pages if (file := files.get_file_from_path(name))}
        self.works_url = ""
        for kind, path in self.config.generate.items():
            if kind not in _GENERATED:
                raise PluginError(f"apparatus: cannot generate '{kind}'")
            if files.get_file_from_path(path):
                raise PluginError(f"apparatus: '{path}' is to be generated, and is there already")
            made = File.generated(config, path, content="")
            urls = {name: get_relative_url(url, made.url) for name, url in pages.items()}
            made.content_string = _GENERATED[kind](site, urls)
            files.append(made)
            if kind == "works":
                self.works_url = made.url

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        if self.works_url:
            self.extension.works_url = get_relative_url(self.works_url, page.url)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """While serving, a page that has faults says so at its head."""
        if not self.serving:
            return html
        source = self.sources.get(page.file.src_uri)
        mine = [d for d in self.diagnostics if d.span.source is source and d.severity.rank > 1]
        return findings_html(mine) + html if mine else html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        threshold = Severity.WARN if config.strict else Severity.ERROR
        grave = sum(each.severity.rank >= threshold.rank for each in self.diagnostics)
        if grave and not self.serving:
            raise PluginError(f"apparatus: {grave} of the findings above refuse the build")
        return env

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        for path in self.settings.watched:
            server.watch(str(path))
        return server

"""The MkDocs plugin ``kept-pages``: a page that nothing has touched is not made again.

A plugin of its own, for any site, with or without citations. What the Markdown of a page
becomes, what the theme makes of that and what the search finds in it are kept under a digest of
everything they depend on: the page's text, the configuration, the theme's files, the packages'
versions, the addresses of all files, the navigation, and what other plugins name in
``page_dependencies`` or, which is asked first, all that they know of in ``site_state``. It lies
in a SQLite file, which a crash leaves as it was before the build; deleted or damaged, it costs
time and nothing else.

Plugins that do more to a page than its text tells would be passed over, so next to one that
is not known the plugin steps aside and says so; a site's author may vouch for it.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from apparatus.adapters.conditions import installed, settings, theme_files, written
from apparatus.adapters.keeping import Store
from apparatus.adapters.site_folder import SiteFolder
from apparatus.adapters.templates import with_memory
from apparatus.project import digest

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

_log = get_plugin_logger("kept-pages")

_KNOWN = frozenset(
    {"apparatus", "autorefs", "kept-pages", "material/search", "mkdocstrings", "search"}
)
"""Plugins whose effect on a page is told by its text, or by their ``page_dependencies``."""

_EXTENSIONS = re.compile(
    r"(markdown\.extensions\.)?(abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code"
    r"|footnotes|legacy_attrs|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc"
    r"|wikilinks)|pymdownx\.(?!b64$)\w+|material\.extensions\.\w+"
)
"""Markdown extensions that make of a text what the text and their options tell, snippets apart."""

_INDEXED = {"material/search", "search"}
"""Plugins with an index to which each page adds its entries."""

_SETTLED = 0.05  # seconds without a change, after which a site is built anew

_OBJECTS = re.compile(r"^[ \t]*(?:#{1,6} *)?:::", re.M)
"""What mkdocstrings shows, which depends on code that is not in the page."""

_SNIPPETS = "pymdownx.snippets"
_CUT = "8<-"  # what a snippet shows depends on its file


class KeptPagesConfig(Config):
    """Options of the plugin; paths are relative to mkdocs.yml."""

    enabled = opt.Type(bool, default=True)
    """Keep pages and take kept ones."""

    folder = opt.Type(str, default=".cache/apparatus")
    """Where what is kept lies. It may be deleted at any time."""

    vouched = opt.ListOfItems(opt.Type(str), default=[])
    """Further plugins of which the site's author knows that they do nothing to a page that its
    text does not tell."""


class KeptPagesPlugin(BasePlugin[KeptPagesConfig]):
    """Pages that are as they were are taken from the last build."""

    store: Store | None = None
    site: SiteFolder | None = None
    same: bytes = b""
    """A digest of what all pages depend on."""
    state: bytes = b""
    """A digest of all that any page can be made of by other plugins, once that is known."""
    depends: dict[str, str]
    """What each page depends on, by its name; in the same state, the same."""

    @event_priority(100)  # before Material's search asks for the theme's words
    def _with_theme_in_memory(self, config: MkDocsConfig) -> MkDocsConfig:
        make, self.same = config.theme.get_env, b""

        def get_env() -> Environment:
            return with_memory(make(), lambda: self.same)

        if self.config.enabled:
            config.theme.get_env = get_env  # type: ignore[method-assign]
        return config

    @event_priority(-100)  # when the others have had their say, wherever they stand
    def _begin(self, config: MkDocsConfig) -> MkDocsConfig:
        self.store, self.state = None, b""
        if not self.config.enabled or self._steps_aside(config):
            return config
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        self.store = Store.open(root / self.config.folder)
        self.same = digest(installed(), dict(settings(config)), dict(theme_files(config)))
        self.autorefs = config.plugins.get("autorefs")
        self.others = [
            plugin for plugin in config.plugins.values() if hasattr(plugin, "page_dependencies")
        ]
        return config

    on_config = CombinedEvent(_with_theme_in_memory, _begin)

    def _steps_aside(self, config: MkDocsConfig) -> bool:
        extensions = {str(each) for each in config.markdown_extensions if isinstance(each, str)}
        strange = {name for name in extensions if not _EXTENSIONS.fullmatch(name)}
        unknown = sorted((set(config.plugins) - _KNOWN | strange) - set(self.config.vouched))
        if unknown:
            names = ", ".join(f"'{name}'" for name in unknown)
            _log.info(f"every page is made anew: what {names} may do to a page is not known")
        return bool(unknown)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        if self.store:
            self.site = SiteFolder(config.site_dir)
            self.site.begin()

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if self.store:
            page.render = partial(self._convert, page, page.render)  # type: ignore[method-assign]
        return page

    @event_priority(-100)  # when the others know what pages are made of
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Links on a page depend on the addresses of all files, known from here on."""
        if self.store:
            addresses = sorted((file.src_uri, file.url) for file in files)
            self.addresses = digest(written(config.nav), *addresses)
            self.state = digest(*(plugin.site_state() for plugin in self.others))
            kept = self.store.get("depends", "", self.state)
            self.depends = dict(kept) if isinstance(kept, dict) else {}
            self.nav = nav
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Pages have their titles now, and so has the navigation."""
        if self.site:
            self.site.expect(file.abs_dest_path for file in files.documentation_pages())
        if self.store:
            titles = digest(*_entries(self.nav.items))
            make, get = partial(self._themed, titles), env.get_template
            env.get_template = lambda *args, **kwargs: _Template(get(*args, **kwargs), make)
            for name in _INDEXED & set(config.plugins):
                index = getattr(config.plugins[name], "search_index", None)
                add = getattr(index, "add_entry_from_context", None)
                if index and add:
                    index.add_entry_from_context = partial(self._indexed, index, add)
        return env

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Be told of changes; rebuild as soon as they have settled."""
        if not self.config.enabled or sys.platform != "linux":
            return server
        from apparatus.adapters.watching import Told  # a build watches nothing

        watched = [path for path, times in server._watched_paths.items() for _ in range(times)]
        for path in watched:
            server.unwatch(path)
        server.observer = Told()  # type: ignore[assignment]  # it does what MkDocs asks of it
        for path in watched:
            server.watch(path)
        server.build_delay = _SETTLED
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._close(forget=True)

    def on_build_error(self, error: Exception) -> None:
        """What was made before the error holds; what was not asked for yet is no less good."""
        self._close(forget=False)

    def _close(self, forget: bool) -> None:
        if self.store:
            if self.state:
                self.store.put("depends", "", self.state, self.depends)
            self.store.close(forget)
            self.store = None
        if self.site:
            self.site.end()
            self.site = None

    # --- the two steps -----------------------------------------------------------------

    def _convert(
        self, page: Page, render: Callable[..., None], config: MkDocsConfig, files: Files
    ) -> None:
        """Markdown to HTML, or what it was the last time."""
        text = page.markdown or ""
        if self.store is None or _comes_from_elsewhere(text, config):
            return render(config, files)
        name = page.file.src_uri
        depends = self.depends.get(name)
        if depends is None:
            depends = digest(*(plugin.page_dependencies(page) for plugin in self.others)).hex()
            self.depends[name] = depends
        key = digest(self.same, self.addresses, name, page.file.url, text, depends)
        if _take_up(page, self.store.get("converted", name, key), files, self.autorefs):
            return None
        with _listening() as heard, _registering(self.autorefs) as anchors:
            render(config, files)
        if not heard.anything:  # what there was to say must be said again
            value = {**_laid_down(page), "registered": anchors}
            self.store.put("converted", name, key, value)
        return None

    def _themed(self, titles: bytes, template: Any, context: Mapping[str, Any]) -> str:
        """The whole page in its theme, or what it was the last time."""
        page, date = context.get("page"), os.environ.get("SOURCE_DATE_EPOCH")
        is_dated = isinstance(page, Page) and page.is_homepage and not date  # some themes do that
        if self.store is None or not isinstance(page, Page) or is_dated:
            return str(template.render(context))
        around = (page.previous_page, page.next_page)  # what they say is among the titles
        near = [each.url if each else None for each in around]
        key = digest(
            self.same, date, titles, template.name or "", page.file.src_uri, page.url, page.title,
            page.content, page.meta, _tokens(page.toc), near, page.edit_url, page.canonical_url,
        )  # fmt: skip
        kept = self.store.get("themed", page.file.src_uri, key)
        if kept:
            return str(kept)
        made = str(template.render(context))
        self.store.put("themed", page.file.src_uri, key, made)
        return made

    def _indexed(self, index: Any, add: Callable[[Page], None], page: Page) -> None:
        """What a page adds to the index of the search, or what it added the last time."""
        entries: list[Any] = index.entries if hasattr(index, "entries") else index._entries
        if self.store is None:
            return add(page)
        name = page.file.src_uri
        key = digest(self.same, page.url, page.title, page.content, page.meta, _tokens(page.toc))
        kept = self.store.get("indexed", name, key)
        if isinstance(kept, list):
            entries += kept
            return None
        before = len(entries)
        add(page)
        self.store.put("indexed", name, key, entries[before:])
        return None


class _Template:
    """A template that is asked for a page's HTML through `KeptPagesPlugin`."""

    def __init__(self, template: Any, make: Callable[[Any, Mapping[str, Any]], str]) -> None:
        self._template, self._make = template, make

    def render(self, context: Mapping[str, Any]) -> str:
        return self._make(self._template, context)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)


class _Heard(logging.Handler):
    """Whether anything was logged that a reader of the log would see."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.anything = False

    def emit(self, record: logging.LogRecord) -> None:
        self.anything = True


@contextmanager
def _listening() -> Iterator[_Heard]:
    heard = _Heard()
    logging.getLogger("mkdocs").addHandler(heard)
    try:
        yield heard
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)


@contextmanager
def _registering(autorefs: Any) -> Iterator[list[Any]]:
    """The anchors that a page, while it is converted, gives to the plugin ``autorefs``."""
    anchors: list[Any] = []
    if autorefs is None:
        yield anchors
        return
    register = autorefs.register_anchor

    def noted(page: Page, *args: Any, **kwargs: Any) -> None:
        anchors.append([args, kwargs])
        register(page, *args, **kwargs)

    autorefs.register_anchor = noted
    try:
        yield anchors
    finally:
        del autorefs.register_anchor  # the method is there again


# --- a page as a value -----------------------------------------------------------------


def _laid_down(page: Page) -> Any:
    """What the conversion has given a page."""
    return {
        "content": page.content,
        "toc": _tokens(page.toc),
        "title": page._title_from_render,
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
    }


def _take_up(page: Page, kept: Any, files: Files, autorefs: Any) -> bool:
    """Give a page, and autorefs, what they were given the last time, if that is whole."""
    try:
        links = {files.src_uris[name]: dict(found) for name, found in kept["links"].items()}
        toc, anchors = get_toc(kept["toc"]), set(kept["anchors"])
        for args, kwargs in kept["registered"]:
            autorefs.register_anchor(page, *args, **kwargs)
        page.content, page._title_from_render = kept["content"], kept["title"]
    except (KeyError, TypeError, AttributeError):
        return False
    page.toc, page.present_anchor_ids, page.links_to_anchors = toc, anchors, links
    return True


def _tokens(toc: Any) -> list[dict[str, Any]]:
    def token(link: AnchorLink) -> dict[str, Any]:
        below = [token(each) for each in link.children]
        return {"name": link.title, "id": link.id, "level": link.level, "children": below}

    return [token(each) for each in toc]


def _entries(items: Any, depth: int = 0) -> Iterator[tuple[Any, ...]]:
    """The navigation, entry by entry, with what the heads of its pages say: themes print that."""
    for item in items:
        meta = written(getattr(item, "meta", None))
        yield depth, type(item).__name__, str(item.title), str(getattr(item, "url", "")), meta
        yield from _entries(item.children or (), depth + 1)


def _comes_from_elsewhere(text: str, config: MkDocsConfig) -> bool:
    """Whether a page shows what neither its text tells nor anybody's ``page_dependencies``."""
    if "mkdocstrings" in config.plugins and _OBJECTS.search(text):
        return True
    if _SNIPPETS not in config.markdown_extensions or "apparatus" in config.plugins:
        return False
    return _CUT in text or bool((config.mdx_configs.get(_SNIPPETS) or {}).get("auto_append"))

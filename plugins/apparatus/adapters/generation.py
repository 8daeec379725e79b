"""What the plugin adds to a site: pages, downloads, scripts and styles made from its values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import mkdocs.structure.pages
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url

from apparatus.adapters.judgement import Judgement
from apparatus.adapters.offline import SCRIPT as OFFLINE
from apparatus.edition import Imprint, PageType, Site
from apparatus.markdown import ApparatusExtension
from apparatus.render.addresses import moved_people, work_names
from apparatus.render.links import Links
from apparatus.render.products import (
    BOOK_STYLE,
    FOLDERS,
    FROM_PAGES,
    Maker,
    files_of,
    made_of_pages,
    maker_of,
)

_ASSETS = Path(__file__).resolve().parent.parent / "assets"
_PLACE = PurePosixPath("assets/apparatus")

_STYLE = str(_PLACE / "apparatus.css")
_PREVIEWS_DATA = str(_PLACE / "previews-data.js")
_AT_WORK = {
    str(_PLACE / "tables.js"): "data-sortable",
    str(_PLACE / "cite.js"): '<details class="cite"',
}
"""The scripts that few pages need, and what stands on those."""

_SORTABLE = frozenset({"comparison", "concordance", "emendations", "works"})


class Wanted(NamedTuple):
    """What a site wants to be made: kinds with their paths, and what its pages can do.

    ``offline`` is set for the copy that is read from a disk; ``folders`` says whether the
    published site has a folder for every page.
    """

    generate: Mapping[str, str]
    redirects: Mapping[str, str]
    note_boxes: bool
    previews: bool
    numbering: str
    offline: bool
    folders: bool

    def scripts(self, imprint: Imprint) -> list[str]:
        """The scripts of the site, each of them small."""
        names = {
            "notes.js": self.note_boxes,
            "previews.js": self.note_boxes and self.previews,
            "tables.js": not _SORTABLE.isdisjoint(self.generate),
            "cite.js": bool(imprint.title),
        }
        return [str(_PLACE / name) for name, is_wanted in names.items() if is_wanted]


class RelativeUrls(Mapping[str, str]):
    """The address of every file relative to one page, reckoned when it is asked for."""

    def __init__(self, files: Mapping[str, File], url: str) -> None:
        self._files, self._url = files, url

    def __getitem__(self, name: str) -> str:
        return get_relative_url(self._files[name].url, self._url)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Generation:
    """The files that one build adds, and the addresses of all."""

    def __init__(
        self,
        wanted: Wanted,
        imprint: Imprint,
        judgement: Judgement,
        config: MkDocsConfig,
        extension: ApparatusExtension,
    ) -> None:
        self.wanted, self.imprint, self.judgement = wanted, imprint, judgement
        self.config, self.extension = config, extension
        self.made: dict[str, File] = {}
        self.makers: Mapping[str, Maker] = {}
        self.addressed: Mapping[str, File] = {}
        self.unpublished: frozenset[str] = frozenset()

    @property
    def site(self) -> Site:
        """The site, parsed if need be, without pages that another plugin does not publish."""
        site = self.judgement.site
        return _without(site, self.unpublished) if self.unpublished else site

    def add_to(self, files: Files) -> None:
        """Add everything that is to be made to the site's files."""
        makers = self._makers(files)
        for path in makers:
            if files.get_file_from_path(path):
                raise PluginError(f"apparatus: '{path}' is to be generated, and is there already")
        self.made = {path: self._empty(path) for path in makers}
        for file in (*self.made.values(), *self._assets()):
            files.append(file)
        for file in list(redirects(self._moved(), files, self.config)):
            files.append(file)
        self.makers = makers

    def address(self, files: Files) -> None:
        """Take note of the addresses of all pages, and of the pages that have none."""
        pages = {file.src_uri: file for file in files.documentation_pages()}
        self.addressed = pages | self.made
        self.unpublished = frozenset(self.judgement.texts).difference(self.addressed)

    def fill(self, files: Files) -> None:
        """Make everything that needs no finished page."""
        for path, file in self.made.items():
            file.content_string = self.makers[path](self.links(file.url))
        if str(_PLACE / "previews.js") in self.wanted.scripts(self.imprint):
            names = work_names(self.site)
            from apparatus.render.previews import previews_data  # few sites show them

            text = previews_data(self.root, lambda key: self.root.work(names.get(key, "")))
            files.append(File.generated(self.config, _PREVIEWS_DATA, content=text))

    def finish(self, rendered: Mapping[str, str]) -> None:
        """Make what is made of the finished pages."""
        for kind, path in self.wanted.generate.items():
            if kind in FROM_PAGES:
                made = made_of_pages(kind, self.root, self.named, rendered)
                self.made[path].content_string = made

    @property
    def named(self) -> Imprint:
        """The imprint with a title, that of the site where the edition has none."""
        return self.imprint._replace(title=self.imprint.title or self.config.site_name)

    def _moved(self) -> Mapping[str, str]:
        """Old paths: those that the site names, and those of people who are one with another."""
        folder = self.wanted.generate.get("people")
        return {**(moved_people(self.site, folder) if folder else {}), **self.wanted.redirects}

    @property
    def needs_pages(self) -> bool:
        """Whether anything is made of the finished pages."""
        return not FROM_PAGES.isdisjoint(self.wanted.generate)

    def links(self, url: str) -> Links:
        """Links that stand on the page of this address."""
        return self._links(RelativeUrls(self.addressed, url))

    def _links(self, urls: Mapping[str, str]) -> Links:
        extension = self.extension
        return Links(self.site, urls, self.wanted.generate, extension.in_text, extension.style)

    @cached_property
    def root(self) -> Links:
        """Links with addresses relative to the site's root; they know every place once found."""
        return self.links("")

    @cached_property
    def published(self) -> Links:
        """Links with the addresses, relative to the site's root, under which it is published.

        They are those of `root` unless this is the copy for a disk.
        """
        if not self.wanted.offline:
            return self.root
        files = {name: self.as_published(file) for name, file in self.addressed.items()}
        return self._links(RelativeUrls(files, ""))

    def as_published(self, file: File) -> File:
        """A file with the address under which it is published."""
        folders = self.wanted.folders
        return File(file.src_uri, self.config.docs_dir, self.config.site_dir, folders)

    def index_of(self, path: str, nav: Navigation) -> mkdocs.structure.pages.Page | None:
        """The page of the navigation under which one of a folder's pages belongs."""
        folder, _, name = path.rpartition("/")
        if name == "index.md" or folder not in map(self.wanted.generate.get, FOLDERS):
            return None
        index = f"{folder}/index.md"
        return next((page for page in nav.pages if page.file.src_uri == index), None)

    def _indexes(self, files: Files) -> dict[str, Maker]:
        """What makes the index of each type of pages that has none."""
        from apparatus.render.indexes import type_index  # few sites have types

        found = {f"{each.folder}/index.md": each for each in self.site.page_types.types.values()}
        return {
            path: partial(type_index, kind=kind)
            for path, kind in found.items()
            if not files.get_file_from_path(path)
        }

    def _makers(self, files: Files) -> dict[str, Maker]:
        """What makes each file, by its path."""
        makers = self._indexes(files) if self.judgement.settings.page_types else {}
        for wanted, path in self.wanted.generate.items():
            if not isinstance(path, str) or path in makers:
                raise PluginError(f"apparatus: '{wanted}' needs a path of its own, not '{path}'")
            if wanted in FOLDERS:
                makers |= files_of(wanted, self.site, path)
            elif wanted in FROM_PAGES:
                makers[path] = lambda _: ""  # until the pages are finished
            else:
                makers[path] = maker_of(wanted, lambda: self.published, self.named)
        return makers

    def _empty(self, path: str) -> File:
        """A file to be filled. Of works, people and rules the navigation has the index alone."""
        folder, _, name = path.rpartition("/")
        shut = folder in map(self.wanted.generate.get, FOLDERS) and name != "index.md"
        level = InclusionLevel.NOT_IN_NAV if shut else InclusionLevel.UNDEFINED
        return File.generated(self.config, path, content="", inclusion=level)

    def _assets(self) -> Iterator[File]:
        """The style sheets and the scripts that lie in the package."""
        book = [BOOK_STYLE] if "book" in self.wanted.generate else []
        offline = [OFFLINE] if self.wanted.offline else []
        for path in (_STYLE, *book, *offline, *self.wanted.scripts(self.imprint)):
            source = _ASSETS / PurePosixPath(path).name
            yield File.generated(self.config, path, abs_src_path=str(source))


@lru_cache(maxsize=1)
def _without(site: Site, names: frozenset[str]) -> Site:
    """The site without some of its pages."""
    return replace(site, pages={name: p for name, p in site.pages.items() if name not in names})


def add_assets(wanted: Wanted, imprint: Imprint, config: MkDocsConfig) -> None:
    """Ask for the style sheet and the scripts on every page; the site's own style comes after."""
    if _STYLE not in config.extra_css:  # a plugin may build a site twice, in two languages
        config.extra_css.insert(0, _STYLE)
    present = {str(script) for script in config.extra_javascript}
    for path in wanted.scripts(imprint):
        if path in present:
            continue
        script = ExtraScriptValue(path)
        script.defer = True
        config.extra_javascript.append(script)


def scripts_of_page(scripts: Iterable[Any], html: str) -> list[Any]:
    """Of the scripts of a site those that have something to do on a page."""
    idle = {name for name, mark in _AT_WORK.items() if mark not in html}
    return [script for script in scripts if str(script) not in idle]


def filled_nav(nav: Iterable[Any], site: Site) -> Iterator[Any]:
    """A navigation in which ``cases/``, the folder of a type, has become its pages."""
    folders = {f"{kind.folder}/": kind for kind in site.page_types.types.values()}
    for entry in nav:
        if isinstance(entry, dict):
            yield {title: _filled(below, folders, site) for title, below in entry.items()}
        else:
            yield entry


def _filled(below: Any, folders: Mapping[str, PageType], site: Site) -> Any:
    if isinstance(below, list):
        return list(filled_nav(below, site))
    if not isinstance(below, str) or below not in folders:
        return below
    from apparatus.render.indexes import nav_of_type  # few sites have types

    return nav_of_type(site, folders[below])


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
        from apparatus.render.redirects import redirect_page  # few sites have any

        text = redirect_page(url, name.removesuffix(".md"))
        yield File.generated(config, was.dest_uri, content=text)

"""From files to a site: pages with what they include, the library, the edition's data."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from apparatus.addresses import addresses
from apparatus.edition import Baseline, Change, Emendation, PageTypes, Person, Remembered, Site
from apparatus.memory import read_memory, write_memory
from apparatus.model import Fault, Library, Page, Source, Span, Waiver
from apparatus.parse.baseline_file import parse_baseline
from apparatus.parse.changelog import parse_changelog
from apparatus.parse.data_files import parse_emendations, parse_witness
from apparatus.parse.docstrings import Call, Docstring, calls_of, has_calls, read_docstrings
from apparatus.parse.fingerprint_file import parse_fingerprint
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.parse.page_types import parse_page_types
from apparatus.parse.people_file import parse_people
from apparatus.parse.snippets import AUTO_APPEND, expand, has_snippets
from apparatus.parse.waivers import yaml_waivers
from apparatus.project.files import SettingsError, Unsaved, read_source, shown, write_file
from apparatus.project.settings import Docstrings, Settings, Snippets

_Data = TypeVar("_Data")
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def load_library(settings: Settings) -> Library:
    """The library of all the files and folders that the settings name, in name order."""
    paths: list[Path] = []
    for path in settings.bibliography:
        paths += sorted(path.rglob("*.bib")) if path.is_dir() else [path]
    read = [read_source(path, settings.unsaved) for path in dict.fromkeys(paths)]
    return parse_library([s for s, _ in read], [f for _, faults in read for f in faults])


def load_pages(settings: Settings) -> Mapping[str, tuple[Source, list[Fault]]]:
    """Every page that MkDocs would build from ``docs``, by relative path.

    ``docs`` may also be a single page.
    """
    if settings.docs.is_file():
        return {settings.docs.name: read_source(settings.docs, settings.unsaved)}
    names = [
        (Path(folder) / name).relative_to(settings.docs).as_posix()
        for folder, _, files in os.walk(settings.docs, followlinks=True)
        for name in files
        if name.lower().endswith(_SUFFIXES)
    ]
    # As in MkDocs, a README stands in for an index and steps back where there is one.
    indexed = {str(Path(name).parent) for name in names if Path(name).name == "index.md"}
    excluded = _excluded(settings.exclude)
    return {
        name: read_source(settings.docs / name, settings.unsaved)
        for name in sorted(names)
        if not excluded(name)
        and not (Path(name).name == "README.md" and str(Path(name).parent) in indexed)
    }


def _excluded(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether MkDocs leaves a file out: hidden ones, ``/templates/``, the site's own patterns."""
    if not any(pattern.strip() for pattern in patterns):
        return lambda name: name.startswith((".", "templates/")) or "/." in name
    # Imported late: few sites have patterns of their own.
    from pathspec.gitignore import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([".*", "/templates/", *patterns]).match_file


def load_edition(settings: Settings) -> Site:
    """Everything about a site except its pages: the library and the data of the edition."""
    data = _DataFiles(settings.unsaved)
    none: list[Emendation] = []
    nobody: list[Person] = []
    witness = data.read(settings.witness, parse_witness, None)
    emendations = data.read(settings.emendations, parse_emendations, none)
    people = data.read(settings.people, parse_people, nobody)
    page_types = data.read(settings.page_types, parse_page_types, PageTypes())
    fingerprint = data.read(settings.fingerprint, parse_fingerprint, None)
    known = settings.baseline if settings.baseline and settings.baseline.exists() else None
    baseline = data.read(known, parse_baseline, Baseline())
    changes = _changes(settings)
    names = [shown(path) + ("/" if path.is_dir() else "") for path in settings.bibliography]
    return Site(
        pages={},
        library=load_library(settings),
        library_name=" and ".join(names) or "the library (none is configured)",
        witness=witness,
        emendations=tuple(emendations),
        people=tuple(people),
        page_types=page_types,
        fingerprint=fingerprint,
        baseline=baseline,
        root=shown(settings.root or settings.docs.parent),
        data_files=tuple(data.sources),
        remembered=_recalled(settings),
        waivers=tuple(data.waivers),
        faults=(*data.faults, *changes[1]),
        changes=changes[0],
    )


_kept: dict[tuple[Path | None, ...], tuple[object, Site]] = {}


def kept_edition(settings: Settings) -> Site:
    """`load_edition` for a host that makes its converter anew for every page: what was read
    before, unless one of the files has another size or time by now.
    """
    wanted = (*settings.bibliography, None, settings.emendations, settings.witness)
    files = (
        file
        for path in settings.watched
        for file in (sorted(path.rglob("*.bib")) if path.is_dir() else [path])
        if file.exists()
    )
    state = [(file, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    if wanted not in _kept or _kept[wanted][0] != state:
        _kept[wanted] = state, load_edition(settings)
    return _kept[wanted][1]


def _changes(settings: Settings) -> tuple[tuple[Change, ...], list[Fault]]:
    """The dated entries of the changelog, which is no data file: its ``#`` begin headings."""
    if settings.changelog is None:
        return (), []
    source, wrong = read_source(settings.changelog, settings.unsaved)
    return ((), wrong) if wrong else parse_changelog(source)


class _DataFiles:
    """Reads the data files of an edition; keeps what stood in their way and what they allow."""

    def __init__(self, unsaved: Unsaved) -> None:
        self.unsaved = unsaved
        self.sources: list[Source] = []
        self.waivers: list[Waiver] = []
        self.faults: list[Fault] = []

    def read(
        self,
        path: Path | None,
        parse: Callable[[Source], tuple[_Data, list[Fault]]],
        nothing: _Data,
    ) -> _Data:
        """What a file holds; ``nothing`` where it is not there or no text."""
        if path is None:
            return nothing
        source, wrong = read_source(path, self.unsaved)
        self.sources.append(source)
        self.faults += wrong
        if wrong:
            return nothing
        found, wrong = parse(source)
        waivers, wrong_too = yaml_waivers(source)
        self.waivers += waivers
        self.faults += [*wrong, *wrong_too]
        return found


def make_site(
    settings: Settings, edition: Site, texts: Mapping[str, tuple[Source, list[Fault]]]
) -> Site:
    """All pages parsed, with the edition beside them, ready to be checked."""
    reader = _Reader(settings, [source for source, _ in texts.values()])
    pages = {name: reader.page(source) for name, (source, _) in texts.items()}
    docstrings = {
        each.source.path: reader.page(each.source)
        for page in pages.values()
        for each in reader.docstrings(page)
    }
    found = (fault for _, faults in texts.values() for fault in faults)
    return replace(
        edition,
        pages=pages,
        docstrings=docstrings,
        faults=(*edition.faults, *found, *reader.faults),
    )


class _Reader:
    """Parses texts, with what they include. Every file is read once: two pages that include
    the same one must get the same source.
    """

    def __init__(self, settings: Settings, known: Iterable[Source]) -> None:
        self.settings = settings
        self.files = {os.path.abspath(source.path): source for source in known}
        self.faults: list[Fault] = []

    def page(self, source: Source) -> Page:
        """A text parsed, its snippets in place."""
        snippets = self.settings.snippets
        if snippets and (has_snippets(source.text) or snippets.options.auto_append):
            find = partial(self._snippet, snippets, Path(source.path).parent)
            source, faults = expand(source, snippets.options, find)
            self.faults += (_in_configuration(fault, snippets.named_in) for fault in faults)
        settings = self.settings
        return parse_page(source, settings.bare_citations, bool(settings.math), settings.lang)

    def docstrings(self, page: Page) -> Iterator[Docstring]:
        """The docstrings that a page shows."""
        if self.settings.docstrings and has_calls(page.source.text):
            for call in calls_of(page):
                yield from self._docstrings(call, self.settings.docstrings)

    def _docstrings(self, call: Call, docstrings: Docstrings) -> Iterable[Docstring]:
        """Those of an object and its members, from the longest module path that is a file."""
        names = call.name.split(".")
        for length in range(len(names), 0, -1):
            for folder in docstrings.paths:
                stem = folder.joinpath(*names[:length])
                for path in (stem / "__init__.py", stem.with_name(f"{stem.name}.py")):
                    if path.is_file():
                        options = {**docstrings.options, **call.options}
                        return read_docstrings(self._read(path), names[length:], options)
        return ()

    def _snippet(self, snippets: Snippets, page: Path, name: str) -> Source | None:
        """The file of a name, from a base path that has it; ``page`` is the page's folder."""
        for relative in snippets.base_path:
            base = page / relative
            folder = Path(os.path.abspath(base.parent if base.is_file() else base))
            path = Path(os.path.abspath(folder / name))
            if not path.is_file() or (base.is_file() and not path.samefile(base)):
                continue
            if base.is_file() or path.is_relative_to(folder) or not snippets.restrict_base_path:
                return self._read(path)
        return None

    def _read(self, path: Path) -> Source:
        if str(path) not in self.files:
            self.files[str(path)], faults = read_source(path, self.settings.unsaved)
            self.faults += faults
        return self.files[str(path)]


def _in_configuration(fault: Fault, configuration: str) -> Fault:
    """A fault in what every page gets stands in the configuration, once."""
    if fault.span.source.path != AUTO_APPEND:
        return fault
    return fault._replace(span=Span(Source(configuration, ""), 0, 0))


def load_site(settings: Settings) -> Site:
    """The site as it lies on disk."""
    return make_site(settings, load_edition(settings), load_pages(settings))


def remember(settings: Settings, site: Site) -> None:
    """Write down what the next check need not find out again; silent if that cannot be done."""
    if settings.memory is None or site.fingerprint is None:
        return
    text = write_memory(site, package_state())
    if text == _read_text(settings.memory):
        return
    with suppress(SettingsError, OSError):
        write_file(settings.memory, text.encode())
        write_file(settings.memory.with_name(".gitignore"), b"*\n")


def _recalled(settings: Settings) -> Remembered:
    return read_memory(_read_text(settings.memory), package_state()) if settings.memory else {}


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


@cache
def package_state() -> str:
    """Which state of the package runs: the sizes and times of its files."""
    files = sorted(Path(__file__).parent.parent.rglob("*.py"))
    stats = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return blake2b(repr(stats).encode(), digest_size=16).hexdigest()


# --- what was built ------------------------------------------------------------------


def site_addresses(site: Path) -> list[str]:
    """The lasting addresses of the site that was built in this folder."""
    return addresses(
        {
            path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
            if path.suffix == ".html"
            else ""
            for path in site.rglob("*")
            if path.is_file()
        }
    )


def known_addresses(path: Path) -> list[str]:
    """The addresses that a list has, one a line; none where there is no list yet."""
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

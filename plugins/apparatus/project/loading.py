"""From files to a site: pages with what they include, the library, the edition's data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from apparatus.edition import Site
from apparatus.model import Fault, Library, Page, Source, Span
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.project.files import files_in, read_source, shown
from apparatus.project.settings import Settings

_Data = TypeVar("_Data")
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def load_library(settings: Settings) -> Library:
    """The library of all the files and folders that the settings name, in name order."""
    paths: list[Path] = []
    empty: list[Fault] = []
    for path in settings.bibliography:
        found = files_in(path, (".bib",)) if path.is_dir() else [path]
        paths += found
        if not found:
            source = Source(shown(path), "")
            fact = f"{source.path}: no .bib file lies in this folder"
            empty.append(Fault("unreadable-file", Span(source, 0, 0), fact))
    read = [read_source(path, settings.unsaved) for path in dict.fromkeys(paths)]
    faults = [fault for _, faults in read for fault in faults]
    return parse_library([source for source, _ in read], [*faults, *empty])


def load_pages(settings: Settings) -> Mapping[str, tuple[Source, list[Fault]]]:
    """Every page that MkDocs would build from ``docs``, by relative path.

    ``docs`` may also be a single page.
    """
    if settings.docs.is_file():
        return {settings.docs.name: read_source(settings.docs, settings.unsaved)}
    files = files_in(settings.docs, _SUFFIXES, follow=True)
    # As in MkDocs, what ends with .MD is no page,
    names = [p.relative_to(settings.docs).as_posix() for p in files if p.suffix in _SUFFIXES]
    # and a README stands in for an index and steps back where there is one.
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


def load_edition(settings: Settings, library: Library | None = None) -> Site:
    """Everything about a site except its pages: the library and the data of the edition.

    A ``library`` that is at hand is not read again.
    """
    names = [shown(path) + ("/" if path.is_dir() else "") for path in settings.bibliography]
    site = Site(
        pages={},
        library=load_library(settings) if library is None else library,
        library_name=" and ".join(names) or "the library (none is configured)",
        root=shown(settings.root or settings.docs.parent),
    )
    if not any(settings.data_files):
        return site
    from apparatus.project.edition_files import with_data  # most sites have no such files

    return with_data(site, settings)


_kept: dict[tuple[Path | None, ...], tuple[object, Site]] = {}


def kept_edition(settings: Settings) -> Site:
    """`load_edition` for a host that makes its converter anew for every page: what was read
    before, unless one of the files has another size or time by now.
    """
    wanted = (*settings.bibliography, None, settings.emendations, settings.witness)
    files = (
        file
        for path in settings.watched
        for file in (files_in(path, (".bib",)) if path.is_dir() else [path])
        if file.exists()
    )
    state = [(file, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    if wanted not in _kept or _kept[wanted][0] != state:
        _kept[wanted] = state, load_edition(settings)
    return _kept[wanted][1]


def make_site(
    settings: Settings,
    edition: Site,
    texts: Mapping[str, tuple[Source, list[Fault]]],
    known: Mapping[str, Page] | None = None,
) -> Site:
    """All pages parsed, with the edition beside them, ready to be checked.

    ``known`` are pages that were parsed before, by the same settings; those whose texts are the
    same are not parsed again.
    """
    before = {page.source.path: page for page in (known or {}).values() if not page.source.pieces}

    def parsed(source: Source) -> Page:
        same = before.get(source.path)
        if same and same.source.text == source.text and not source.pieces:
            return same
        return parse_page(source, settings.bare_citations, bool(settings.math), settings.lang)

    faults = [fault for _, found in texts.values() for fault in found]
    if not (settings.snippets or settings.docstrings):
        pages = {name: parsed(source) for name, (source, _) in texts.items()}
        return replace(edition, pages=pages, faults=(*edition.faults, *faults))
    from apparatus.project.inclusion import Inclusion  # most sites include nothing

    inclusion = Inclusion(settings, [source for source, _ in texts.values()])
    pages = {name: parsed(inclusion.expanded(source)) for name, (source, _) in texts.items()}
    docstrings = {
        each.source.path: parsed(inclusion.expanded(each.source))
        for page in pages.values()
        for each in inclusion.docstrings(page)
    }
    return replace(
        edition,
        pages=pages,
        docstrings=docstrings,
        faults=(*edition.faults, *faults, *inclusion.faults),
    )


def load_site(settings: Settings) -> Site:
    """The site as it lies on disk."""
    return make_site(settings, load_edition(settings), load_pages(settings))


def remember(settings: Settings, site: Site) -> None:
    """Write down what the next check need not find out again; silent if that cannot be done."""
    if settings.memory is None or site.fingerprint is None:
        return
    from apparatus.project.edition_files import write_memory_of

    write_memory_of(site, settings.memory)

"""From files to a site: the only room that reads them.

Settings come from ``mkdocs.yml`` (read without MkDocs), from a host's own configuration,
or from the command line; the same settings give the same site, whoever asks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from apparatus.diagnostics import Severity
from apparatus.edition import Emendation, PageTypes, Site
from apparatus.model import Fault, Library, Source, Span
from apparatus.parse.data_files import parse_emendations, parse_witness
from apparatus.parse.fingerprint_file import parse_fingerprint
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.parse.page_types import parse_page_types
from apparatus.rules import all_rules

_Data = TypeVar("_Data")
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


MATH_EXTENSIONS = frozenset(
    "l2m4m latex2mathml markdown_katex md4mathjax mdx_math pymdownx.arithmatex".split()
)
"""Markdown extensions for which ``$...$`` is math."""


class SettingsError(ValueError):
    """The configuration cannot be used; the message says which option and why."""


@dataclass(frozen=True)
class Settings:
    """What a site wants of the apparatus. All paths are absolute."""

    docs: Path
    bibliography: tuple[Path, ...] = ()
    emendations: Path | None = None
    witness: Path | None = None
    page_types: Path | None = None
    fingerprint: Path | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    bare_citations: bool = False
    math: bool = False
    exclude: tuple[str, ...] = ()

    @property
    def watched(self) -> tuple[Path, ...]:
        """Everything besides the pages that a site depends on."""
        extra = (self.emendations, self.witness, self.page_types, self.fingerprint)
        return (*self.bibliography, *(path for path in extra if path))


def make_settings(
    root: Path, docs: Path, options: Mapping[str, Any], extensions: Iterable[str] = ()
) -> Settings:
    """Settings from the options of the plugin; paths in them are relative to ``root``.

    ``extensions`` are the Markdown extensions of the site: math is left unread only if one
    of them reads it, or if the option ``math`` says so. Elsewhere a dollar sign is a price,
    and what stands behind it is text.
    """
    math = options.get("math")
    files = options.get("bibliography") or []
    files = [files] if isinstance(files, str) else files
    if not isinstance(files, list) or not all(isinstance(name, str) for name in files):
        raise SettingsError("bibliography: a path or a list of paths")
    rules = options.get("rules") or {}
    if not isinstance(rules, Mapping):
        raise SettingsError("rules: a mapping from rules to error, warn, info or off")
    witness, emendations, page_types, fingerprint = (
        root / str(options[name]) if options.get(name) else None
        for name in ("witness", "emendations", "page_types", "fingerprint")
    )
    return Settings(
        docs=docs,
        bibliography=tuple(root / str(name) for name in files),
        severities=read_severities(rules),
        bare_citations=bool(options.get("bare_citations")),
        math=not MATH_EXTENSIONS.isdisjoint(extensions) if math is None else bool(math),
        emendations=emendations,
        witness=witness,
        page_types=page_types,
        fingerprint=fingerprint,
    )


def read_severities(options: Mapping[str, Any]) -> dict[str, Severity]:
    """``{rule: severity}`` from a configuration; YAML reads a bare ``off`` as false."""
    severities: dict[str, Severity] = {}
    for name, value in options.items():
        if name not in all_rules():
            raise SettingsError(f"no rule '{name}'")
        word = "off" if value is False else "warn" if value == "warning" else str(value)
        try:
            severities[name] = Severity(word)
        except ValueError:
            raise SettingsError(
                f"rule '{name}': '{value}' is none of error, warn, info, off"
            ) from None
    return severities


class _AnyTag(yaml.SafeLoader):
    """Reads mkdocs.yml without its host; ``!ENV``, ``!!python/name:`` become None."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """``!ENV NAME`` and ``!ENV [NAME, OTHER, default]``, as MkDocs reads them."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(node.value))
    if not isinstance(node, yaml.SequenceNode):
        return None
    *names, last = loader.construct_sequence(node) if node.value else [None]
    for name in (*names, last):
        if name in os.environ:
            return os.environ[str(name)]
    return last if names else None


_AnyTag.add_multi_constructor("", lambda *_: None)
_AnyTag.add_constructor("!ENV", _environment)


def read_mkdocs_settings(config: Path) -> Settings:
    """The settings that ``mkdocs.yml`` gives to its plugin ``apparatus``."""
    data = _read_config(config)
    root = config.parent
    plugins = data.get("plugins") or []
    options = dict(_named(plugins)).get("apparatus", ...)
    if options is ...:
        raise SettingsError(f"{config}: the plugin 'apparatus' is not among the plugins")
    extensions = dict(_named(data.get("markdown_extensions") or []))
    docs = root / str(data.get("docs_dir") or "docs")
    settings = make_settings(root, docs, options or {}, extensions)
    patterns = [str(data.get(name) or "") for name in ("exclude_docs", "draft_docs")]
    return replace(settings, exclude=tuple("\n".join(patterns).splitlines()))


def _read_config(config: Path, depth: int = 0) -> dict[str, Any]:
    """A mkdocs.yml with what it inherits (``INHERIT``, mappings merged, five files deep)."""
    try:
        data = yaml.load(config.read_text(encoding="utf-8-sig"), Loader=_AnyTag) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{shown(config)}: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise SettingsError(f"{shown(config)}: not a mapping")
    parent = data.pop("INHERIT", None)
    if parent is None or depth > 5:
        return data
    return _merged(_read_config(config.parent / str(parent), depth + 1), data)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = {**below, **above}
    for key in below.keys() & above.keys():
        if isinstance(below[key], dict) and isinstance(above[key], dict):
            merged[key] = _merged(below[key], above[key])
    return merged


def _named(listed: Any) -> Iterable[tuple[str, Any]]:
    """Plugins or extensions with their options: a mapping, or a list of names and mappings."""
    for each in [listed] if isinstance(listed, dict) else listed:
        if isinstance(each, dict):
            yield from each.items()
        else:
            yield str(each), {}


def shown(path: Path) -> str:
    """A path as diagnostics name it: relative to the working directory, with slashes."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def read_source(path: Path) -> tuple[Source, list[Fault]]:
    """A file as text. What is not UTF-8 is shown as � and reported, line by line."""
    try:
        data = path.read_bytes()
    except OSError as error:
        source = Source(shown(path), "")
        reason = error.strerror or "cannot be read"
        return source, [Fault("unreadable-file", Span(source, 0, 0), f"{source.path}: {reason}")]
    return decode(shown(path), data)


def decode(path: str, data: bytes) -> tuple[Source, list[Fault]]:
    """Bytes as a source, a byte order mark dropped."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return Source(path, data.decode("utf-8")), []
    except UnicodeDecodeError:
        source = Source(path, data.decode("utf-8", errors="replace"))
    faults, lines = [], set()
    at = -1
    while (at := source.text.find("\ufffd", at + 1)) >= 0:
        span = Span(source, at, at + 1)
        if span.line not in lines:
            lines.add(span.line)
            faults.append(Fault("not-utf8", span, "this character"))
    return source, faults


def load_library(settings: Settings) -> Library:
    """The library of all the files and folders that the settings name, in name order."""
    paths: list[Path] = []
    for path in settings.bibliography:
        paths += sorted(path.rglob("*.bib")) if path.is_dir() else [path]
    read = [read_source(path) for path in dict.fromkeys(paths)]
    return parse_library([s for s, _ in read], [f for _, faults in read for f in faults])


def load_pages(settings: Settings) -> Mapping[str, tuple[Source, list[Fault]]]:
    """Every page that MkDocs would build from ``docs``, by relative path.

    ``docs`` may also be a single page.
    """
    if settings.docs.is_file():
        return {settings.docs.name: read_source(settings.docs)}
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
        name: read_source(settings.docs / name)
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
    witness, wrong = _read_data(settings.witness, parse_witness, None)
    none: list[Emendation] = []
    emendations, wrong_too = _read_data(settings.emendations, parse_emendations, none)
    page_types, also_wrong = _read_data(settings.page_types, parse_page_types, PageTypes())
    fingerprint, wrong_again = _read_data(settings.fingerprint, parse_fingerprint, None)
    names = [shown(path) + ("/" if path.is_dir() else "") for path in settings.bibliography]
    return Site(
        pages={},
        library=load_library(settings),
        library_name=" and ".join(names) or "the library (none is configured)",
        witness=witness,
        emendations=tuple(emendations),
        page_types=page_types,
        fingerprint=fingerprint,
        faults=(*wrong, *wrong_too, *also_wrong, *wrong_again),
    )


def _read_data(
    path: Path | None, parse: Callable[[Source], tuple[_Data, list[Fault]]], nothing: _Data
) -> tuple[_Data, list[Fault]]:
    """What a data file of the edition holds; ``nothing`` where it is not there or no text."""
    if path is None:
        return nothing, []
    source, wrong = read_source(path)
    return parse(source) if not wrong else (nothing, wrong)


def make_site(
    settings: Settings, edition: Site, texts: Mapping[str, tuple[Source, list[Fault]]]
) -> Site:
    """All pages parsed, with the edition beside them, ready to be checked."""
    return replace(
        edition,
        pages={
            name: parse_page(source, settings.bare_citations, settings.math)
            for name, (source, _) in texts.items()
        },
        faults=(*edition.faults, *(f for _, faults in texts.values() for f in faults)),
    )


def load_site(settings: Settings) -> Site:
    """The site as it lies on disk."""
    return make_site(settings, load_edition(settings), load_pages(settings))

"""From files to a site: the only room that reads them.

Settings come from ``mkdocs.yml`` (read without MkDocs), from a host's own configuration,
or from the command line; the same settings give the same site, whoever asks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

import yaml

from apparatus.addresses import addresses
from apparatus.diagnostics import Severity
from apparatus.edition import Baseline, Emendation, PageTypes, Site
from apparatus.model import Fault, Library, Source, Span, Waiver
from apparatus.parse.baseline_file import parse_baseline
from apparatus.parse.data_files import parse_emendations, parse_witness
from apparatus.parse.fingerprint_file import parse_fingerprint
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.parse.page_types import parse_page_types
from apparatus.parse.waivers import yaml_waivers
from apparatus.rules import all_rules

_Data = TypeVar("_Data")
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


Unsaved = Mapping[Path, bytes]
"""What stands for the content of files: of an editor's buffers, or of texts being mended."""


class SettingsError(ValueError):
    """The configuration cannot be used; the message says which option and why."""


@dataclass(frozen=True)
class Settings:
    """What a site wants of the apparatus. All paths are absolute, those of ``unsaved`` resolved."""

    docs: Path
    bibliography: tuple[Path, ...] = ()
    emendations: Path | None = None
    witness: Path | None = None
    page_types: Path | None = None
    fingerprint: Path | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    bare_citations: bool = False
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    unsaved: Unsaved = field(default_factory=dict)

    @property
    def watched(self) -> tuple[Path, ...]:
        """Everything besides the pages that a site depends on."""
        extra = (
            self.emendations,
            self.witness,
            self.page_types,
            self.fingerprint,
            self.baseline,
        )
        return (*self.bibliography, *(path for path in extra if path))


def make_settings(root: Path, docs: Path, options: Mapping[str, Any]) -> Settings:
    """Settings from the options of the plugin; paths in them are relative to ``root``."""
    files = options.get("bibliography") or []
    files = [files] if isinstance(files, str) else files
    if not isinstance(files, list) or not all(isinstance(name, str) for name in files):
        raise SettingsError("bibliography: a path or a list of paths")
    rules = options.get("rules") or {}
    if not isinstance(rules, Mapping):
        raise SettingsError("rules: a mapping from rules to error, warn, info or off")
    witness, emendations, page_types, fingerprint, baseline = (
        root / str(options[name]) if options.get(name) else None
        for name in ("witness", "emendations", "page_types", "fingerprint", "baseline")
    )
    return Settings(
        docs=docs,
        bibliography=tuple(root / str(name) for name in files),
        severities=read_severities(rules),
        bare_citations=bool(options.get("bare_citations")),
        emendations=emendations,
        witness=witness,
        page_types=page_types,
        fingerprint=fingerprint,
        baseline=baseline,
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
    pairs = plugins.items() if isinstance(plugins, dict) else _named(plugins)
    options = dict(pairs).get("apparatus", ...)
    if options is ...:
        raise SettingsError(f"{config}: the plugin 'apparatus' is not among the plugins")
    settings = make_settings(root, root / str(data.get("docs_dir") or "docs"), options or {})
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


def _named(plugins: Iterable[Any]) -> Iterable[tuple[str, Any]]:
    for plugin in plugins:
        if isinstance(plugin, dict):
            yield from plugin.items()
        else:
            yield str(plugin), {}


def shown(path: Path) -> str:
    """A path as diagnostics name it: relative to the working directory, with slashes."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def read_source(path: Path, unsaved: Unsaved | None = None) -> tuple[Source, list[Fault]]:
    """A file as text. What is not UTF-8 is shown as � and reported, line by line."""
    try:
        data = unsaved.get(path.resolve()) if unsaved else None
        data = path.read_bytes() if data is None else data
    except OSError as error:
        source = Source(shown(path), "")
        reason = error.strerror or "cannot be read"
        return source, [Fault("unreadable-file", Span(source, 0, 0), f"{source.path}: {reason}")]
    return decode(shown(path), data)


def write_file(path: Path, data: bytes) -> None:
    """Put ``data`` where a file is or is to be, wholly or not at all; its mode is kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path = path.resolve()
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(data)
        Path(file.name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        os.replace(file.name, path)
    except OSError as error:
        raise SettingsError(f"{shown(path)}: {error.strerror}") from None


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
    witness = data.read(settings.witness, parse_witness, None)
    emendations = data.read(settings.emendations, parse_emendations, none)
    page_types = data.read(settings.page_types, parse_page_types, PageTypes())
    fingerprint = data.read(settings.fingerprint, parse_fingerprint, None)
    known = settings.baseline if settings.baseline and settings.baseline.exists() else None
    baseline = data.read(known, parse_baseline, Baseline())
    names = [shown(path) + ("/" if path.is_dir() else "") for path in settings.bibliography]
    return Site(
        pages={},
        library=load_library(settings),
        library_name=" and ".join(names) or "the library (none is configured)",
        witness=witness,
        emendations=tuple(emendations),
        page_types=page_types,
        fingerprint=fingerprint,
        baseline=baseline,
        waivers=tuple(data.waivers),
        faults=tuple(data.faults),
    )


class _DataFiles:
    """Reads the data files of an edition; keeps what stood in their way and what they allow."""

    def __init__(self, unsaved: Unsaved) -> None:
        self.unsaved = unsaved
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
    return replace(
        edition,
        pages={
            name: parse_page(source, settings.bare_citations) for name, (source, _) in texts.items()
        },
        faults=(*edition.faults, *(f for _, faults in texts.values() for f in faults)),
    )


def load_site(settings: Settings) -> Site:
    """The site as it lies on disk."""
    return make_site(settings, load_edition(settings), load_pages(settings))


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

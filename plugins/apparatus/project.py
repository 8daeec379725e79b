"""From files to a site: the only room that reads them.

Settings come from ``mkdocs.yml`` (read without MkDocs), from a host's own configuration,
or from the command line; the same settings give the same site, whoever asks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from glob import glob
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

import yaml

from apparatus.addresses import addresses
from apparatus.diagnostics import Severity
from apparatus.edition import Baseline, Emendation, PageTypes, Remembered, Site
from apparatus.memory import read_memory, write_memory
from apparatus.model import Fault, Library, Page, Source, Span, Waiver
from apparatus.parse.baseline_file import parse_baseline
from apparatus.parse.data_files import parse_emendations, parse_witness
from apparatus.parse.docstrings import Call, Docstring, calls_of, has_calls, read_docstrings
from apparatus.parse.fingerprint_file import parse_fingerprint
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.parse.page_types import parse_page_types
from apparatus.parse.snippets import AUTO_APPEND, SnippetOptions, expand, has_snippets
from apparatus.parse.waivers import yaml_waivers
from apparatus.rules import all_rules

_Data = TypeVar("_Data")
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


Unsaved = Mapping[Path, bytes]
"""What stands for the content of files: of an editor's buffers, or of texts being mended."""
MATH_EXTENSIONS = frozenset(
    "l2m4m latex2mathml markdown_katex md4mathjax mdx_math pymdownx.arithmatex".split()
)
"""Markdown extensions for which ``$...$`` is math."""


class SettingsError(ValueError):
    """The configuration cannot be used; the message says which option and why."""


@dataclass(frozen=True)
class Snippets:
    """How the site includes files: its ``pymdownx.snippets``.

    A path that is not absolute is one beside the page. ``named_in`` is the configuration.
    """

    base_path: tuple[Path, ...]
    restrict_base_path: bool = True
    options: SnippetOptions = field(default_factory=SnippetOptions)
    named_in: str = "mkdocs.yml"


@dataclass(frozen=True)
class Docstrings:
    """How the site shows docstrings: the Python handler of its mkdocstrings."""

    paths: tuple[Path, ...]
    options: Mapping[str, Any] = field(default_factory=dict)


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
    math: bool | None = None
    exclude: tuple[str, ...] = ()
    snippets: Snippets | None = None
    docstrings: Docstrings | None = None
    baseline: Path | None = None
    unsaved: Unsaved = field(default_factory=dict)
    memory: Path | None = None

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files besides the pages that a site depends on, as far as settings tell."""
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
    math = options.get("math")
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
        math=None if math is None else bool(math),
        emendations=emendations,
        witness=witness,
        page_types=page_types,
        fingerprint=fingerprint,
        baseline=baseline,
        memory=root / ".cache" / "apparatus" / "words.json" if fingerprint else None,
    )


def with_host(
    settings: Settings, config: Path, extensions: Mapping[str, Any], plugins: Mapping[str, Any]
) -> Settings:
    """Settings that know how the host reads pages: math, snippets and docstrings.

    ``extensions`` and ``plugins`` are those that ``config``, the configuration, switches on,
    with their options. Unless the option ``math`` says so, math is left unread only if an
    extension reads it: elsewhere a dollar sign is a price, and what stands behind it is text.
    """
    snippets = docstrings = None
    math = not MATH_EXTENSIONS.isdisjoint(extensions) if settings.math is None else settings.math
    if "pymdownx.snippets" in extensions:
        snippets = _snippets(_mapping(extensions["pymdownx.snippets"]), config, settings.docs)
    if "mkdocstrings" in plugins:
        docstrings = _docstrings(_mapping(plugins["mkdocstrings"]), config.parent)
    return replace(settings, math=math, snippets=snippets, docstrings=docstrings)


class RelativePath(str):
    """What stands behind MkDocs' tag ``!relative``: ``$docs_dir/…``, ``$config_dir/…``, or
    nothing for the folder of the page.
    """


def _snippets(options: Mapping[str, Any], config: Path, docs: Path) -> Snippets:
    """Its paths are relative to the working directory, as ``pymdownx.snippets`` has it."""
    return Snippets(
        base_path=tuple(
            _base(each, config, docs) for each in _listed(options.get("base_path", "."))
        ),
        restrict_base_path=bool(options.get("restrict_base_path", True)),
        options=SnippetOptions(
            auto_append=tuple(map(str, _listed(options.get("auto_append")))),
            dedent_subsections=bool(options.get("dedent_subsections")),
            url_download=bool(options.get("url_download")),
        ),
        named_in=shown(config),
    )


def _base(path: object, config: Path, docs: Path) -> Path:
    if not isinstance(path, RelativePath):
        return Path(os.path.abspath(str(path)))
    start, _, rest = path.partition("/")
    folders = {"$config_dir": config.parent, "$docs_dir": docs}
    return folders[start] / rest if start in folders else Path()


def _docstrings(options: Mapping[str, Any], root: Path) -> Docstrings | None:
    """Its paths are relative to the configuration, and may have wildcards."""
    if options.get("enabled") is False or options.get("default_handler", "python") != "python":
        return None
    python = _mapping(_mapping(options.get("handlers")).get("python"))
    names = [os.path.abspath(root / str(name)) for name in _listed(python.get("paths")) or ["."]]
    found = (Path(path) for name in names for path in sorted(glob(name)))
    return Docstrings(tuple(found), _mapping(python.get("options")))


def _listed(value: object) -> list[Any]:
    """A list of values, or one as a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _mapping(value: object) -> Mapping[str, Any]:
    """The options of something; none where it has no mapping of them."""
    return value if isinstance(value, Mapping) else {}


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
_AnyTag.add_constructor("!relative", lambda _, node: RelativePath(node.value or ""))


def read_mkdocs_settings(config: Path) -> Settings:
    """The settings that ``mkdocs.yml`` gives to its plugin ``apparatus``."""
    data = _read_config(config)
    root = config.parent
    plugins = _named(data.get("plugins"))
    options = plugins.get("apparatus", ...)
    if options is ...:
        raise SettingsError(f"{config}: the plugin 'apparatus' is not among the plugins")
    settings = make_settings(root, root / str(data.get("docs_dir") or "docs"), options or {})
    settings = with_host(settings, config, _named(data.get("markdown_extensions")), plugins)
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


def _named(listed: object) -> dict[str, Any]:
    """What a configuration lists, by name, with its options; it may be a mapping as well."""
    found: dict[str, Any] = {}
    for each in listed if isinstance(listed, list) else [listed] if listed else []:
        found |= each if isinstance(each, dict) else {str(each): {}}
    return found


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
    name, target = shown(path), path.resolve()  # a link keeps pointing to its file
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(0, "may not be written")
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            file.write(data)
        made = Path(file.name)
        made.chmod(target.stat().st_mode if target.exists() else 0o644)
        made.replace(target)
    except OSError as error:
        raise SettingsError(f"{name}: {error.strerror}") from None


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
        remembered=_recalled(settings),
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
        return parse_page(source, self.settings.bare_citations, bool(self.settings.math))

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
    text = write_memory(site, _version())
    if text == _read_text(settings.memory):
        return
    with suppress(SettingsError, OSError):
        write_file(settings.memory, text.encode())
        settings.memory.with_name(".gitignore").write_text("*\n", encoding="utf-8")


def _recalled(settings: Settings) -> Remembered:
    return read_memory(_read_text(settings.memory), _version()) if settings.memory else {}


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


@cache
def _version() -> str:
    """Which state of the package runs: the sizes and times of its files."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
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

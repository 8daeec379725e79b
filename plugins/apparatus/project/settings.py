"""Settings: what a site wants of the apparatus.

They come from ``mkdocs.yml`` or ``zensical.toml`` (read without their hosts), from a host's
own configuration, or from the command line; the same settings give the same site, whoever asks.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from apparatus.diagnostics import Severity
from apparatus.model import is_below
from apparatus.project.files import SettingsError, Unsaved, ask, ask_environment, read_bytes, shown
from apparatus.rules import all_rules
from apparatus.suggestions import Names

if TYPE_CHECKING:
    from apparatus.parse.snippets import SnippetOptions

MATH_EXTENSIONS = frozenset(
    "l2m4m latex2mathml markdown_katex md4mathjax mdx_math pymdownx.arithmatex".split()
)
"""Markdown extensions for which ``$...$`` is math."""


@dataclass(frozen=True)
class Snippets:
    """How the site includes files: its ``pymdownx.snippets``.

    A path that is not absolute is one beside the page. ``named_in`` is the configuration.
    """

    base_path: tuple[Path, ...]
    restrict_base_path: bool
    options: SnippetOptions
    named_in: str


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
    people: Path | None = None
    witness: Path | None = None
    page_types: Path | None = None
    fingerprint: Path | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    bare_citations: bool = False
    lang: str = ""
    style: str = "notes"
    math: bool | None = None
    exclude: tuple[str, ...] = ()
    snippets: Snippets | None = None
    docstrings: Docstrings | None = None
    baseline: Path | None = None
    changelog: Path | None = None
    unsaved: Unsaved = field(default_factory=dict)
    memory: Path | None = None
    root: Path | None = None

    @property
    def data_files(self) -> tuple[Path | None, ...]:
        """What the edition keeps besides its pages and its library."""
        return (
            self.emendations,
            self.people,
            self.witness,
            self.page_types,
            self.fingerprint,
            self.baseline,
            self.changelog,
        )

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files besides the pages that a site depends on, as far as settings tell."""
        return (*self.bibliography, *(path for path in self.data_files if path))


class Option(NamedTuple):
    """What an option wants: in words, the types of its value, and of what that holds.

    Where only certain values will do, they stand in the place of types. A mapping whose keys
    are known is held against ``names`` instead.
    """

    words: str
    types: tuple[type, ...] | tuple[str | None, ...]
    inner: tuple[type, ...] = (str,)
    names: Mapping[str, Option] = {}

    def takes(self, value: object) -> bool:
        """Whether a value has the types that are wanted."""
        held: list[object] = value if isinstance(value, list) else []
        if isinstance(value, Mapping):
            held = [*value, *value.values()]
        types = tuple(each for each in self.types if isinstance(each, type))
        known = isinstance(value, types) if types else value in self.types
        return known and all(isinstance(each, self.inner) for each in held)


_NONE = type(None)
_MOST_VALUES = 100_000  # of a configuration, each counted as often as aliases repeat it
_PATH = Option("a path", (str, _NONE))
_TEXT = Option("a text", (str, _NONE))
_SWITCH = Option("true or false", (bool, _NONE))
_GENERATED = (
    "book citation comparison comparison_data concordance concordance_data coverage emendations "
    "feed glossary library library_csl library_ris map page_types people rules tei timeline works"
)
_FOLDERS = frozenset({"works", "people", "rules"})
_NEEDED: Mapping[str, str] = {
    "feed": "changelog",
    "emendations": "emendations",
    **dict.fromkeys(("concordance", "concordance_data", "coverage"), "witness"),
    **dict.fromkeys(("comparison", "comparison_data", "glossary", "map"), "page_types"),
    **dict.fromkeys(("page_types", "timeline"), "page_types"),
}
_DATA_FILES = tuple("witness emendations people page_types fingerprint baseline changelog".split())
OPTIONS: Mapping[str, Option] = {
    "bibliography": Option("a path or a list of paths", (str, list, _NONE)),
    "witness": _PATH,
    "emendations": _PATH,
    "people": _PATH,
    "page_types": _PATH,
    "fingerprint": _PATH,
    "baseline": _PATH,
    "changelog": _PATH,
    "rules": Option(
        "a mapping from rules to error, warn, info or off", (Mapping, _NONE), inner=(object,)
    ),
    "bare_citations": _SWITCH,
    "math": _SWITCH,
    "generate": Option(
        "a mapping from what is to be made to paths",
        (Mapping, _NONE),
        names=dict.fromkeys(_GENERATED.split(), _PATH),
    ),
    "edition": Option(
        "a mapping",
        (Mapping,),
        names={
            "title": _TEXT,
            "version": Option("a text or a number", (str, int, float, _NONE)),
            "url": _TEXT,
            "license": _TEXT,
            "editors": Option("a list of names", (list,)),
        },
    ),
    "redirects": Option("a mapping from paths to paths", (Mapping, _NONE)),
    "note_boxes": _SWITCH,
    "previews": _SWITCH,
    "places_in_text": _SWITCH,
    "style": Option("the name of a style", (str, _NONE)),
    "lang": Option("the code of a language", (str, _NONE)),
    "references": _SWITCH,
    "numbering": Option("page or site", ("page", "site", None)),
    "offline": _SWITCH,
}
"""The options of the plugin, those that only a host uses among them. Nothing (null) is an
option that is not set; where MkDocs refuses it, so does this table.
"""


def _hold(options: Mapping[str, Any], table: Mapping[str, Option], within: str = "") -> None:
    """Refuse an option that the table does not know, or a value that it does not want."""
    for name, value in options.items():
        option = table.get(name)
        if option is None:
            near = get_close_matches(str(name), table, n=1)
            hint = f"; did you mean '{within}{near[0]}'?" if near else ""
            raise SettingsError(f"no option '{within}{name}'{hint}")
        if option.names and isinstance(value, Mapping):
            _hold(value, option.names, f"{within}{name}.")
        elif not option.takes(value):
            raise SettingsError(_unwanted(f"{within}{name}", value, option))


def _hold_paths(options: Mapping[str, Any]) -> None:
    """Refuse what cannot be made: outside the site, twice in one place, of nothing."""
    by_path: dict[str, str] = {}
    for kind, path in (options.get("generate") or {}).items():
        option = f"option 'generate.{kind}'"
        if not path:
            continue
        if not is_below(path) or (kind in _FOLDERS and path.endswith(".md")):
            what = "folder" if kind in _FOLDERS else "path"
            raise SettingsError(f"{option}: '{path}' is not a {what} in the site")
        if path in by_path:
            raise SettingsError(f"{option}: '{path}' is the path of '{by_path[path]}'")
        needed = _NEEDED.get(kind)
        if needed and not options.get(needed):
            raise SettingsError(f"{option} needs the option '{needed}'")
        by_path[path] = kind
    for path in options.get("redirects") or {}:
        if not is_below(path):
            raise SettingsError(f"option 'redirects': '{path}' is not a path in the site")


def _unwanted(name: str, value: object, option: Option) -> str:
    """Its value is written as in YAML, so that a text "3" is told from the number."""
    is_plain = isinstance(value, (str, bool, int, float, _NONE))
    text = json.dumps(value, ensure_ascii=False) if is_plain else str(value)
    text = text if len(text) <= 60 else f"{text[:59]}…"
    return f"option '{name}': {text} is not {option.words}"


def make_settings(root: Path, docs: Path, options: Mapping[str, Any]) -> Settings:
    """Settings from the options of the plugin; paths in them are relative to ``root``."""
    _hold(options, OPTIONS)
    _hold_paths(options)
    files = options.get("bibliography") or []
    witness, emendations, people, page_types, fingerprint, baseline, changelog = (
        root / options[name] if options.get(name) else None for name in _DATA_FILES
    )
    return Settings(
        docs=docs,
        bibliography=tuple(root / name for name in ([files] if isinstance(files, str) else files)),
        severities=read_severities(options.get("rules") or {}),
        bare_citations=bool(options.get("bare_citations")),
        lang=options.get("lang") or "",
        style=options.get("style") or "notes",
        math=options.get("math"),
        emendations=emendations,
        people=people,
        witness=witness,
        page_types=page_types,
        fingerprint=fingerprint,
        baseline=baseline,
        changelog=changelog,
        root=root,
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
    from apparatus.parse.snippets import SnippetOptions  # most sites include nothing

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
    found = tuple(path for name in names for path in _matching(name))
    return Docstrings(found, _mapping(python.get("options")))


def _matching(pattern: str) -> list[Path]:
    """The paths of a pattern; others would appear in the folders that match its beginning."""
    above = pattern
    while has_magic(above):
        above = os.path.dirname(above)
        for folder in glob(above):
            ask(Path(folder))
    found = [Path(path) for path in sorted(glob(pattern))]
    if not found:
        ask(Path(pattern))
    return found


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
            near = Names(all_rules()).nearest(str(name))
            hint = f"; did you mean '{near}'?" if near else ""
            raise SettingsError(f"no rule '{name}'{hint}")
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
    """``!ENV NAME`` and ``!ENV [NAME, OTHER, default]``, as MkDocs reads them.

    What the environment has is read as a plain scalar of YAML: ``false`` is no text. The
    default is the last of several; it is never looked up.
    """
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    *names, last = nodes if len(nodes) > 1 else [*nodes, None]
    default = loader.construct_object(last) if last else None
    for name in map(loader.construct_scalar, names):
        text = ask_environment(name)
        if text is not None:
            tag = loader.resolve(  # type: ignore[no-untyped-call]  # PyYAML has no types
                yaml.ScalarNode, text, (True, False)
            )
            return loader.construct_object(yaml.ScalarNode(tag, text))
    return default


_AnyTag.add_multi_constructor("", lambda *_: None)
_AnyTag.add_constructor("!ENV", _environment)
_AnyTag.add_constructor("!relative", lambda _, node: RelativePath(node.value or ""))


def read_settings(config: Path) -> Settings:
    """The settings that a site's configuration gives: ``mkdocs.yml``, ``zensical.toml``.

    They are the options of the plugin ``apparatus`` or, where the host runs no plugins or the
    site does not use it, those of the Markdown extension of that name.
    """
    data = read_config(config)
    plugins, extensions = (
        named_options(data.get("plugins")),
        named_options(data.get("markdown_extensions")),
    )
    if config.suffix == ".toml":  # Zensical runs none but its own
        plugins.pop("apparatus", None)
    if "apparatus" in plugins:
        root, options = config.parent, _own_options("plugin", plugins["apparatus"], "enabled")
    elif "apparatus" in extensions:
        options = _own_options("Markdown extension", extensions["apparatus"], "root")
        root = config.parent / str(_mapping(extensions["apparatus"]).get("root", ""))
    else:
        raise SettingsError(f"{shown(config)}: no plugin or Markdown extension 'apparatus' in it")
    docs = config.parent / str(data.get("docs_dir") or "docs")
    settings = with_host(make_settings(root, docs, options), config, extensions, plugins)
    patterns = [str(data.get(name) or "") for name in ("exclude_docs", "draft_docs")]
    return replace(settings, exclude=tuple("\n".join(patterns).splitlines()))


def _own_options(kind: str, given: object, hosts: str) -> Mapping[str, Any]:
    """What is given to the plugin or the extension itself, without the option that is its
    host's. ``enabled`` is MkDocs' own and takes the plugin out of a build; who asks for a check
    gets one.
    """
    options = given or {}
    if not isinstance(options, Mapping):
        raise SettingsError(f"the {kind} 'apparatus' has no mapping of options")
    if hosts == "enabled" and not isinstance(enabled := options.get(hosts, True), bool):
        raise SettingsError(_unwanted(hosts, enabled, _SWITCH))
    return {name: value for name, value in options.items() if name != hosts}


def read_config(config: Path, depth: int = 0) -> dict[str, Any]:
    """A configuration; a mkdocs.yml with what it inherits (``INHERIT``, mappings merged, five
    files deep).
    """
    if config.suffix == ".toml":
        from apparatus.project.zensical import read_zensical

        return read_zensical(config)
    try:
        data = yaml.load(read_bytes(ask(config)).decode("utf-8-sig"), Loader=_AnyTag) or {}
    except RecursionError:
        raise SettingsError(f"{shown(config)}: nested too deeply") from None
    except yaml.MarkedYAMLError as error:
        raise SettingsError(_not_yaml(config, error)) from None
    except (OSError, ValueError, AttributeError, yaml.YAMLError) as error:
        # no UTF-8, or a tag of a date or a number in front of what is none
        raise SettingsError(f"{shown(config)}: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise SettingsError(f"{shown(config)}: not a mapping")
    if _is_endless(data):
        raise SettingsError(f"{shown(config)}: its aliases make more than {_MOST_VALUES} values")
    parent = data.pop("INHERIT", None)
    if parent is None or depth > 5:
        return data
    return _merged(read_config(config.parent / str(parent), depth + 1), data)


def _not_yaml(config: Path, error: yaml.MarkedYAMLError) -> str:
    """``mkdocs.yml:6:4: while parsing a flow sequence that begins on line 5, …``."""
    at, begun = error.problem_mark, error.context_mark
    place = f"{shown(config)}:{at.line + 1}:{at.column + 1}" if at else shown(config)
    begins = f" that begins on line {begun.line + 1}" if begun and error.context else ""
    context = f"{error.context}{begins}" if error.context else ""
    return f"{place}: {', '.join(filter(None, [context, error.problem]))}"


def _is_endless(data: object) -> bool:
    """Whether a value holds itself, or so much again and again that to walk it takes an age."""
    ahead, seen = [data], 0
    while ahead and seen <= _MOST_VALUES:
        value = ahead.pop()
        if isinstance(value, (dict, list)):
            seen += len(value)
            ahead += value.values() if isinstance(value, dict) else value
    return seen > _MOST_VALUES


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = {**below, **above}
    for key in below.keys() & above.keys():
        if isinstance(below[key], dict) and isinstance(above[key], dict):
            merged[key] = _merged(below[key], above[key])
    return merged


def named_options(listed: object) -> dict[str, Any]:
    """What a configuration lists, by name, with its options; it may be a mapping as well."""
    found: dict[str, Any] = {}
    for each in listed if isinstance(listed, list) else [listed] if listed else []:
        found |= each if isinstance(each, dict) else {str(each): {}}
    return found

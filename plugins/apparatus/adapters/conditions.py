"""What a build depends on besides texts, as plain data: settings, what is installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from apparatus.project import content_of, package_state


def written(value: Any) -> Any:
    """A setting as plain data. What has no value of its own stands for itself by its name."""
    if value is None or isinstance(value, (str, int, float, bytes)):
        return value
    if isinstance(value, Mapping):
        return sorted(((str(name), written(each)) for name, each in value.items()), key=repr)
    if isinstance(value, (date, Enum)):
        return repr(value)
    if isinstance(value, partial):
        return [written(each) for each in (value.func, value.args, value.keywords)]
    if isinstance(value, (list, tuple)):
        return [written(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, map(written, value)))
    if isinstance(value, Path):
        return str(value)
    named = value if hasattr(value, "__qualname__") else type(value)
    return [f"{named.__module__}.{named.__qualname__}", _code(named.__module__)]


def _code(name: str) -> bytes:
    """What stands in a module of the site's own; a package's changes with its version."""
    path = getattr(sys.modules.get(name), "__file__", None) or ""
    is_installed = name.partition(".")[0] in sys.stdlib_module_names or "-packages" in path
    return b"" if is_installed or not path else content_of(Path(path))


@cache
def installed() -> tuple[str, ...]:
    """Python and every distribution on its path, with versions, and the state of this package."""
    found = {path.name for folder in sys.path for path in Path(folder or ".").glob("*.dist-info")}
    return (sys.version, *sorted(found), package_state())


def settings(config: MkDocsConfig) -> Iterator[tuple[Any, Any]]:
    """The configuration, but for what only says where and whether something is built."""
    for name, value in config.items():
        if name not in ("plugins", "site_dir", "dev_addr", "nav", "theme", "watch"):
            yield name, written(value)
    for name, plugin in config.plugins.items():
        if isinstance(plugin, ModuleType):  # a hook, for which the author vouches as it is
            yield ("plugin", name), content_of(Path(str(plugin.__file__)))
        else:
            yield ("plugin", name), written(dict(plugin.config))
    yield "theme", written(dict(config.theme))


def theme_files(config: MkDocsConfig) -> Iterator[tuple[str, tuple[int, int]]]:
    """Size and time of every template, and of every file of the site's own and of its icons; a
    package that is installed anew changes its version.
    """
    emoji = config.mdx_configs.get("pymdownx.emoji") or {}
    icons = (emoji.get("options") or {}).get("custom_icons") or ()
    own = {str(each) for each in (*icons, config.theme.custom_dir) if each}
    for folder in sorted({*config.theme.dirs, *own}):
        for path in sorted(Path(folder).rglob("*" if folder in own else "*.html")):
            if path.is_file():
                stat = path.stat()
                yield str(path), (stat.st_size, stat.st_mtime_ns)

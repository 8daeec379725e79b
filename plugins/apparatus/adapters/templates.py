"""What is known of a theme while the process lives: its compiled templates, its files.

Under ``mkdocs serve`` every build has an environment of its own, compiles the templates anew and
goes through all the files of the theme, of which Material has fifteen thousand. That takes
longer than to make the page that was edited. Nothing of it goes to the disk: what Jinja would
read from there is code, and whoever could write it could have it run.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Code by template; it holds for the text and the extensions that it was compiled with."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, list[str], CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        found = self._codes.get(bucket.key)
        if found and found[:2] == (bucket.checksum, sorted(bucket.environment.extensions)):
            bucket.code = found[2]

    def dump_bytecode(self, bucket: Bucket) -> None:
        extensions = sorted(bucket.environment.extensions)
        self._codes[bucket.key] = bucket.checksum, extensions, bucket.code


_compiled = Compiled()
_listed: dict[bytes, list[str]] = {}


def with_memory(env: Environment, same: Callable[[], bytes]) -> Environment:
    """An environment that compiles no template twice and lists those of the theme once.

    ``same`` gives what the list depends on, when it is asked for: the files that a theme of the
    site's own has, the versions of packages, and the configuration, by which MkDocs chooses;
    nothing where that is not known.
    """
    env.bytecode_cache = _compiled
    every = env.list_templates

    def list_templates(extensions: Any = None, filter_func: Any = None) -> list[str]:
        key = same()
        if not key or extensions is not None or filter_func is None:
            return every(extensions, filter_func)
        if key not in _listed:
            _listed.clear()
            _listed[key] = every(None, filter_func)
        return list(_listed[key])

    env.list_templates = list_templates  # type: ignore[method-assign]
    return env

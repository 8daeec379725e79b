"""``zensical.toml``: the configuration of Zensical, as a ``mkdocs.yml`` would give it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apparatus.project.files import SettingsError, ask, read_bytes, shown


def read_zensical(config: Path) -> dict[str, Any]:
    """What the table ``project`` of a ``zensical.toml`` holds.

    Without quotes, TOML reads the dot in ``pymdownx.snippets`` as a table in a table; such
    names of Markdown extensions are put together again, as Zensical does.
    """
    try:
        data = tomllib.loads(read_bytes(ask(config)).decode("utf-8"))
    except RecursionError:
        raise SettingsError(f"{shown(config)}: nested too deeply") from None
    except (OSError, ValueError) as error:  # no UTF-8, or no TOML
        raise SettingsError(f"{shown(config)}: {' '.join(str(error).split())}") from None
    project = data.get("project", data)
    if not isinstance(project, dict):
        raise SettingsError(f"{shown(config)}: 'project' is not a table")
    extensions = project.get("markdown_extensions")
    if isinstance(extensions, dict) and isinstance(
        nested := extensions.pop("pymdownx", None), Mapping
    ):
        extensions |= {f"pymdownx.{name}": options for name, options in nested.items()}
    return project

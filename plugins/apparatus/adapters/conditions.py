"""What a build depends on besides texts, as plain data: settings, what is installed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apparatus.project import package_state


def written(value: Any) -> Any:
    """A setting as plain data. What has no value of its own stands for itself by its name."""
    if value is None or isinstance(value, (str, int, float, bytes)):
        return value
    if isinstance(value, Mapping):
        return sorted((str(name), written(each)) for name, each in value.items())
    if isinstance(value, (list, tuple)):
        return [written(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, map(written, value)))
    if isinstance(value, Path):
        return str(value)
    named = value if hasattr(value, "__qualname__") else type(value)
    return f"{named.__module__}.{named.__qualname__}"


def installed() -> list[str]:
    """Python and every distribution on its path, with versions, and the state of this package."""
    found = {path.name for folder in sys.path for path in Path(folder or ".").glob("*.dist-info")}
    return [sys.version, *sorted(found), package_state()]

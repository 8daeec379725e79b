"""What a change does to a file, as a patch that `git apply` takes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from io import StringIO

from apparatus.diagnostics import printable


def patch(name: str, before: str, after: str, shown: bool = False) -> Iterator[str]:
    """The lines of a unified diff. ``shown`` spells out what a terminal would obey."""
    old, new = (list(StringIO(text, newline="\n")) for text in (before, after))
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
        text = line.rstrip("\n")
        yield f"{printable(text.rstrip(chr(13))) if shown else text}\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"

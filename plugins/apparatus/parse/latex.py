"""Which LaTeX in the fields of the library has no printed form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from apparatus.latex_macros import PLAIN, QUOTING, UNREADABLE, WORDS
from apparatus.model import Fault, Span

_MACRO = re.compile(r"\\\$|\$[^$]*\$|\\([A-Za-z]+|[^\s])")
_OURS = frozenset((*PLAIN, *QUOTING, *WORDS))


def unprintable_macros(value: Span) -> Iterator[Fault]:
    """A fault for every macro of a value, outside formulas, that is printed as it is written."""
    text, behind = value.text, 0
    last = text.rfind("\\)")  # a search that must fail is not begun
    for found in _MACRO.finditer(text):
        name = found.group(1)
        if found.start() < behind:
            continue
        if name == "(" and found.end() <= last:
            behind = text.index("\\)", found.end()) + 2
        elif name and not is_printable(name):
            start = value.start + found.start()
            span = Span(value.source, start, start + len(found.group()))
            yield Fault("unprintable-latex", span, found.group())


def is_printable(name: str) -> bool:
    """Whether a macro is printed as what it means."""
    if name in UNREADABLE:
        return False
    return name in _OURS or _known().get_macro_spec(name) is not None


@lru_cache(maxsize=1)
def _known() -> Any:
    # Imported late: it takes 20 ms, and few libraries hold LaTeX.
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()

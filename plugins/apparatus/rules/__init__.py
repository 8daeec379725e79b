"""The rules: one fault per file, named after the fault.

A rule reads a `Site` and yields
`Finding` values; it knows no other rule, no file and no
host. Its module's docstring is its documentation: what it finds, why that matters, an
example and what to write instead. Adding a file to this folder adds the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site


class Rule(NamedTuple):
    """A rule's name, how grave its findings are by default, and its check."""

    name: str
    severity: Severity
    check: Callable[[Site], Iterator[Finding]]


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by name, in alphabetical order."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return {module.RULE.name: module.RULE for module in modules}

"""What pages include: files, through ``pymdownx.snippets``, and docstrings of Python objects."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from apparatus.model import Fault, Page, Source, Span
from apparatus.parse.docstrings import Call, Docstring, calls_of, has_calls, read_docstrings
from apparatus.parse.snippets import AUTO_APPEND, expand, has_snippets
from apparatus.project.files import ask, read_source
from apparatus.project.settings import Docstrings, Settings, Snippets


class Inclusion:
    """Finds what is included. Every file is read once: two pages that include the same one must
    get the same source.
    """

    def __init__(self, settings: Settings, known: Iterable[Source]) -> None:
        self.settings = settings
        self.files = {os.path.abspath(source.path): source for source in known}
        self.faults: list[Fault] = []

    def expanded(self, source: Source) -> Source:
        """A text with its snippets in place."""
        snippets = self.settings.snippets
        if snippets and (has_snippets(source.text) or snippets.options.auto_append):
            find = partial(self._snippet, snippets, Path(source.path).parent)
            source, faults = expand(source, snippets.options, find)
            self.faults += (_in_configuration(fault, snippets.named_in) for fault in faults)
        return source

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
                    if ask(path).is_file():
                        options = {**docstrings.options, **call.options}
                        return read_docstrings(self._read(path), names[length:], options)
        return ()

    def _snippet(self, snippets: Snippets, page: Path, name: str) -> Source | None:
        """The file of a name, from a base path that has it; ``page`` is the page's folder."""
        for relative in snippets.base_path:
            base = page / relative
            folder = Path(os.path.abspath(base.parent if ask(base).is_file() else base))
            path = Path(os.path.abspath(folder / name))
            if not ask(path).is_file() or (base.is_file() and not path.samefile(base)):
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

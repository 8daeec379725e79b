"""From mkdocs-bibtex to this plugin: what changes in mkdocs.yml and on pages, as texts.

Only what must change is changed. Options that have no counterpart are commented out, never
deleted; comments, order and quotation marks stay. The options are those of mkdocs-bibtex 4.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from apparatus.model import Page, Source, Span
from apparatus.parse.yaml_nodes import (
    MappingNode,
    Node,
    NotYamlError,
    is_flow,
    mapping,
    pairs,
    read,
    sequence,
    span_of,
    value_of,
)

PLUGIN = "bibtex"
"""The name of the plugin that is left."""

COMMANDS: Mapping[str, tuple[str, str]] = {
    "bib_command": ("\\bibliography", ""),
    "full_bib_command": ("\\full_bibliography", " .library"),
}
"""Options that name a command on pages: its default, and which list of ours it stands for."""

_GONE: Mapping[str, str] = {
    "csl_file": "CSL is not read; the style '{style}' comes nearest",
    "csl_file_encoding": "CSL is not read",
    "bib_command": "the place of a list is '::: {{#refs}}'; pages are rewritten",
    "full_bib_command": "the place of a list is '::: {{#refs .library}}'; pages are rewritten",
    "bib_by_default": "the notes of a page stand at its end in any case; "
    "'references: true' adds a list of the works to every page that cites",
    "footnote_format": "notes are numbered, per page or with 'numbering: site' through the site",
    "enable_inline_citations": "'bare_citations' says whether @key in running text is a citation; "
    "it prints the names and a note, not the whole reference",
}

_DEEPEST = 50  # collections inside one another that are compared

Edit = tuple[Span, str]


class NotPlainError(ValueError):
    """The configuration cannot be changed line by line; the message says what to do."""


class Migrated(NamedTuple):
    """A configuration as it becomes, and what is to be said about options without counterpart."""

    text: str
    remarks: tuple[str, ...]


def migrate_config(
    source: Source, options: Mapping[str, Any], style: str, bare_citations: bool
) -> Migrated | None:
    """``mkdocs.yml`` with this plugin in the place of the other; None if that is not in it.

    ``options`` are the values of the other's options; ``style`` and ``bare_citations`` are
    what the site needs. Raises `NotYamlError`, and `NotPlainError` for what cannot be
    changed line by line.
    """
    found = _plugin(mapping(read(source)).get("plugins"))
    if found is None:
        return None
    name, given = found
    added = [f"style: {style}"] if style != "notes" else []
    added += ["bare_citations: true"] if bare_citations else []
    changes = _Changes(source, options, style)
    edits = [(span_of(source, name), "apparatus")]
    if isinstance(given, MappingNode) and is_flow(given):
        edits += changes.of_flow(given, added)
    elif isinstance(given, MappingNode):
        edits += changes.of_block(given, added)
    elif added:  # it had no options
        options_added = f": {{{', '.join(added)}}}"
        edits = [(_behind(source, name, given), f"apparatus{options_added}")]
    text = apply_edits(source.text, edits)
    wanted: dict[str, object] = dict(_option(each) for each in added)
    if changes.library:
        wanted["bibliography"] = changes.library
    if not _says(Source(source.path, text), source, wanted):
        raise NotPlainError(
            f"the options of '{PLUGIN}' cannot be changed line by line; write them without "
            "anchors, merges, tags ('!ENV') and '?', and call this again"
        )
    return Migrated(text, tuple(changes.remarks))


def _behind(source: Source, name: Node, given: Node | None) -> Span:
    """A plugin without options: its name, and the colon and the null behind it, if any."""
    start = span_of(source, name)
    return start if given is None else start._replace(end=span_of(source, given).end)


def _option(line: str) -> tuple[str, object]:
    name, _, value = line.partition(": ")
    return name, value == "true" or value


def _says(after: Source, before: Source, wanted: Mapping[str, object]) -> bool:
    """Whether a configuration says, read anew, what it said before, with our plugin and its
    options in the place of the other's.
    """
    try:
        now, then = (value_of(read(each), _DEEPEST) for each in (after, before))
    except NotYamlError:
        return False
    if not (isinstance(now, dict) and isinstance(then, dict)):
        return False
    ours, theirs = list(_named(now.pop("plugins"))), list(_named(then.pop("plugins")))
    at = next(at for at, (name, _) in enumerate(theirs) if name == PLUGIN)
    theirs[at] = ("apparatus", dict(wanted) or None)
    return now == then and ours == theirs


def _named(plugins: object) -> Iterator[tuple[str, object]]:
    """What is among the plugins, with its options; those without one have None."""
    for each in plugins if isinstance(plugins, list) else [plugins]:
        for name, options in each.items() if isinstance(each, dict) else [(str(each), None)]:
            yield name, options or None


def migrate_page(page: Page, options: Mapping[str, Any]) -> Migrated:
    """A page with the places of our lists in the place of the other's commands.

    A command that does not stand at the beginning of a line stays and is told of.
    """
    text, edits, remarks = page.source.text, [], []
    for option, (default, scope) in COMMANDS.items():
        command = str(options.get(option) or default)
        for at in _occurrences(page, command):
            line, end = text.rfind("\n", 0, at) + 1, at + len(command)
            if text[line:at] or text[end:].partition("\n")[0].strip():
                row, column = page.source.position(at)
                where = f"{page.source.path}:{row}:{column}"
                remarks.append(f"{where}: '{command}' stays, since it has no line of its own")
                continue
            above = text[:line].removesuffix("\n").rpartition("\n")[2]
            lead = "\n" if above.strip() else ""
            edits.append((Span(page.source, at, end), f"{lead}::: {{#refs{scope}}}\n:::"))
    return Migrated(apply_edits(text, edits), tuple(remarks))


def _occurrences(page: Page, command: str) -> Iterator[int]:
    """Where a command stands in the text of a page, outside code."""
    for stretch in page.stretches:
        for found in re.finditer(re.escape(command), page.source.text[stretch.start : stretch.end]):
            yield stretch.start + found.start()


def apply_edits(text: str, edits: list[Edit]) -> str:
    """A text with some of its stretches replaced; inserted lines end as the others do."""
    newline = "\r\n" if "\r\n" in text else "\n"
    for span, new in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        text = text[: span.start] + new.replace("\n", newline) + text[span.end :]
    return text


def _plugin(plugins: Node | None) -> tuple[Node, Node | None] | None:
    """The node of the other plugin's name, and that of its options."""
    for each in (plugins, *sequence(plugins)):
        if each is not None and str(each.value) == PLUGIN:
            return each, None
        for name, key, value in pairs(each):
            if name == PLUGIN:
                return key, value
    return None


class _Changes:
    """What becomes of every option; the remarks are collected on the way."""

    def __init__(self, source: Source, options: Mapping[str, Any], style: str) -> None:
        self.source, self.options, self.style = source, options, style
        self.remarks: list[str] = []

    def of_block(self, given: Node, added: list[str]) -> Iterator[Edit]:
        """One option to a line: keys are renamed, lines are commented out."""
        for name, key, value in pairs(given):
            start, end = span_of(self.source, key), span_of(self.source, value)
            line = self.source.text.rfind("\n", 0, start.start) + 1
            indent = self.source.text[line : start.start]
            becomes = self._becomes(name)
            if becomes == "bibliography":
                yield start, becomes
            else:
                yield from self._commented(start, max(start.end, end.end))
                if becomes:  # a library that must be saved first
                    yield _before(start), f"{becomes}\n{indent}"
            if name == self._library:
                lines = "".join(f"{line}\n{indent}" for line in added)
                yield _before(start), lines

    def _commented(self, start: Span, end: int) -> Iterator[Edit]:
        """The lines of an option as a comment, from the column in which it begins."""
        column = start.column - 1
        for found in re.finditer(r"(?:\A|\n)([ \t]*)(?=\S)", self.source.text[start.start : end]):
            at = start.start + found.start(1) + min(len(found.group(1)), column)
            yield Span(self.source, at, at), "# "

    def of_flow(self, given: MappingNode, added: list[str]) -> Iterator[Edit]:
        """All options in braces: they are written anew, and what they were stays as a comment."""
        whole, kept = span_of(self.source, given), []
        for name, _, value in pairs(given):
            becomes = self._becomes(name)
            if becomes == "bibliography":
                kept.append(f"bibliography: {span_of(self.source, value).text}")
            elif becomes:
                kept.append(becomes)
        yield whole, "{" + ", ".join([*kept, *added]) + "}"
        line = self.source.text.rfind("\n", 0, whole.start) + 1
        indent = re.match(r"[ \t]*", self.source.text[line:])
        was = " ".join(whole.text.split())
        yield (
            Span(self.source, line, line),
            f"{indent.group() if indent else ''}# {PLUGIN}: {was}\n",
        )

    @property
    def library(self) -> str:
        """What the option ``bibliography`` becomes; '' for nothing."""
        value = str(self.options.get(self._library) or "")
        return _file_of(value) if _is_address(value) else value

    @property
    def _library(self) -> str:
        """The option that names the library: only one of the two is read."""
        return "bib_file" if self.options.get("bib_file") else "bib_dir"

    def _becomes(self, name: str) -> str:
        """What stands in the place of an option: a new name, a line, or '' for nothing."""
        if name in ("bib_file", "bib_dir"):
            value = str(self.options.get(name) or "")
            if name != self._library:
                self.remarks.append(f"{name}: it was not read, since there is a bib_file")
                return ""
            if _is_address(value):
                file = _file_of(value)
                self.remarks.append(
                    f"{name}: nothing is fetched; save what is at {value} as {file}, "
                    "and again when it changes"
                )
                return f"bibliography: {file}"
            return "bibliography"
        why = _GONE.get(name, "it is not known")
        self.remarks.append(f"{name}: {why.format(style=self.style)}")
        return ""


def _before(span: Span) -> Span:
    return span._replace(end=span.start)


def _is_address(value: str) -> bool:
    return bool(re.match(r"[a-z]+://", value))


def _file_of(url: str) -> str:
    """A name for what is at an address."""
    name = url.split("?")[0].rstrip("/").rpartition("/")[2]
    return name if re.fullmatch(r"[\w.-]+\.bib", name) else "library.bib"

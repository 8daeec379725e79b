"""YAML as nodes with places: the one reader of all that authors write in YAML.

Nothing is constructed, so no tag can do anything; every value is taken as the text that
stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from apparatus.model import Source, Span

Node = yaml.Node
MappingNode = yaml.MappingNode
SequenceNode = yaml.SequenceNode

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 100  # collections inside one another
_STEEP = re.compile(r"(?:[-?:][ \t]+){50}")
_WIDEST = 20_000  # numbers in a range
_RANGE = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")


class NotYamlError(ValueError):
    """The text is no YAML; ``span`` is where the reader gave up."""

    def __init__(self, problem: str, span: Span) -> None:
        super().__init__(problem)
        self.span = span


def read(source: Source, end: int | None = None) -> Node | None:
    """The root node of ``source.text[:end]``, None of an empty one; raises `NotYamlError`."""
    text = source.text if end is None else source.text[:end]
    try:
        _refuse_depth(source, text)
        return yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = _offset(source, mark) if mark else 0
        problem = getattr(error, "problem", None) or "not YAML"
        raise NotYamlError(problem, Span(source, at, at)) from None


def _refuse_depth(source: Source, text: str) -> None:
    """Raise `NotYamlError` where collections lie deeper in one another than the reader bears."""
    if text.count("[") + text.count("{") < _DEEPEST and not _STEEP.search(text):
        return  # nearly every text; by indentation alone it would take a megabyte
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            mark: Any = event.start_mark
            at = _offset(source, mark)
            raise NotYamlError("too many collections inside one another", Span(source, at, at))


def mapping(node: Node | None) -> dict[str, Node]:
    """The values of a mapping by their keys; empty where there is none."""
    return {key: value for key, _, value in pairs(node)}


def pairs(node: Node | None) -> Iterator[tuple[str, Node, Node]]:
    """Key as text, key node and value node of a mapping, in order."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield str(key.value), key, value


def is_flow(node: Node) -> bool:
    """Whether a list or a mapping is written in brackets."""
    return bool(getattr(node, "flow_style", False))


def sequence(node: Node | None) -> Iterator[Node]:
    """The items of a list; nothing where there is none."""
    yield from node.value if isinstance(node, SequenceNode) else ()


def text_of(node: Node | None) -> str:
    """A scalar as text without blanks around it; '' for null and for anything else."""
    if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":null"):
        return ""
    return str(node.value).strip()


def texts_of(node: Node | None) -> tuple[str, ...]:
    """A list of scalars, or a single one as a list of one."""
    if isinstance(node, SequenceNode):
        return tuple(filter(None, map(text_of, node.value)))
    return tuple(filter(None, [text_of(node)]))


def value_of(node: Node | None, depth: int = 4) -> object:
    """A node as text, truth value, list or mapping, as the options of a host are given.

    What lies deeper than ``depth`` is left out: an alias may stand inside its own anchor. What
    several aliases name is made once: a few lines can name it a million times.
    """
    return _value(node, depth, {})


def _value(node: Node | None, depth: int, made: dict[tuple[int, int], object]) -> object:
    if not depth or not isinstance(node, yaml.CollectionNode):
        if node is not None and node.tag.endswith(":bool"):
            return text_of(node).lower() in ("true", "yes", "on")
        return text_of(node) or None
    known = (id(node), depth)
    if known not in made:
        if isinstance(node, MappingNode):
            pairs_made = mapping(node).items()
            made[known] = {key: _value(value, depth - 1, made) for key, value in pairs_made}
        else:
            made[known] = [_value(each, depth - 1, made) for each in node.value]
    return made[known]


def range_of(text: str) -> range | None:
    """``3-13`` or ``20`` as a range that includes its end; None of one that no text can have,
    and of one that runs backwards.
    """
    found = _RANGE.fullmatch(text.strip())
    made = range(int(found.group(1)), int(found.group(2) or found.group(1)) + 1) if found else None
    return made if made and len(made) <= _WIDEST else None


def span_of(source: Source, node: Node | None) -> Span:
    """Where a node stands; the beginning of the source for None."""
    if node is None:
        return Span(source, 0, 0)
    start, end = _offset(source, node.start_mark), _offset(source, node.end_mark)
    end = len(source.text[:end].rstrip())
    return Span(source, start, max(start, end))


def _offset(source: Source, mark: yaml.Mark) -> int:
    """Where a mark of the YAML reader's lies; it may point behind the last line."""
    return min(mark.index, len(source.text))  # its line is YAML's, which has more line ends

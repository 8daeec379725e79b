"""Docstrings that pages show, as mkdocstrings shows them.

A page names an object (``::: package.module``); its docstring and those of its members are
texts of the site, each on its own, with places in the Python file. The file is read and
never run. What is only imported there, and modules beneath a package, are left aside.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import zip_longest
from typing import Any, NamedTuple

from apparatus.model import Page, Piece, Source, Span
from apparatus.parse.lines import Line, cut, dedented, joined, split, text_of
from apparatus.parse.yaml_nodes import NotYamlError, read, value_of

_CALL = re.compile(
    r"^(?P<indent>[ \t]*)(?:#{1,6} *)?::: ?(?P<name>[^\W\d][\w.]*) *(?:\r?\n|\Z)"
    r"(?:[ \t]*\r?\n(?=(?P=indent) {4}(?:handler|options):))?"
    r"(?P<yaml>(?:(?P=indent)(?: {4}|\t)[^\r\n]*\S[^\r\n]*(?:\r?\n|\Z))*)",
    re.M,
)
_LITERAL = re.compile(r"(?P<prefix>[rRuU]?)(?P<quote>\"\"\"|'''|\"|')(?P<body>.*)(?P=quote)", re.S)
_ESCAPE = re.compile(
    r"\\(?:\r\n|N\{[^{}]*\}|x[^\\]{2}|u[^\\]{4}|U[^\\]{8}|[0-7]{1,3}|.)|[^\\]+", re.S
)
_HEADING = re.compile(r"(?P<name>\w[\w\s-]*):(?:\s+\S.*)?\s*")
_ITEM_SECTIONS = frozenset(
    "args;arguments;params;parameters;keyword args;keyword arguments;other args;"
    "other arguments;other params;other parameters;type args;type arguments;type params;"
    "type parameters;raises;exceptions;returns;yields;receives;attributes;functions;methods;"
    "classes;type aliases;modules;warns;warnings".split(";")
)
_PUBLIC = ("!^_[^_]",)


class Call(NamedTuple):
    """``::: name`` on a page, with the options that stand beneath it."""

    name: str
    options: Mapping[str, Any]


class Docstring(NamedTuple):
    """The docstring of an object, named with its path inside the module."""

    name: str
    source: Source


def has_calls(text: str) -> bool:
    """Whether a page may show docstrings."""
    return ":::" in text


def calls_of(page: Page) -> Iterator[Call]:
    """The objects that a page shows, outside code."""
    for found in _CALL.finditer(page.source.text, page.body):
        if page.stretch_at(found.start()):
            options = _options(found["yaml"])
            if options is not None:
                yield Call(found["name"], options)


def _options(text: str) -> Mapping[str, Any] | None:
    """The options beneath a call; None where the object is another handler's."""
    try:
        values = value_of(read(Source("", text)))
    except NotYamlError:
        values = None
    values = values if isinstance(values, dict) else {}
    if values.get("handler", "python") != "python":
        return None
    options = values.get("options")
    return options if isinstance(options, dict) else {}


def read_docstrings(
    source: Source, path: Sequence[str], options: Mapping[str, Any]
) -> list[Docstring]:
    """The docstring of the object at ``path`` inside a module, and those of its members.

    ``options`` are the Python handler's. Nothing of a file that is no Python.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd escapes in the author's file
        try:
            tree = ast.parse(source.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return []
        found: _Object | None = _Object("", _docstring(tree.body[:1]), tree.body)
        for name in path:
            found = _members(found).get(name) if found else None
        members = options.get("members")
        shown = list(_with_members(found, members, _filters(options))) if found else []
        google = options.get("docstring_style", "google") == "google"
        return [_read(source, name, constant, google) for name, constant in shown]


def _read(source: Source, name: str, constant: ast.Constant, google: bool) -> Docstring:
    lines = _clean(split(_pieces(source, constant)))
    lines = list(_without_sections(lines)) if google else lines
    return Docstring(name, joined(f"{source.path}:{name}", lines))


# --- which are shown -----------------------------------------------------------------


class _Object(NamedTuple):
    """A module, class, function or attribute; ``body`` is empty where nothing has members."""

    name: str
    docstring: ast.Constant | None
    body: Sequence[ast.stmt] = ()


def _with_members(
    each: _Object, members: object, filters: Sequence[str]
) -> Iterator[tuple[str, ast.Constant]]:
    """The docstrings of an object and of those beneath it; ``members`` chooses of the first."""
    if each.docstring:
        yield each.name, each.docstring
    for name, member in _members(each).items():
        if isinstance(members, list):
            chosen = name in members
        else:
            chosen = members is True or (members is None and _passes(name, filters))
        if chosen:
            yield from _with_members(member, None, filters)


def _filters(options: Mapping[str, Any]) -> Sequence[str]:
    """Regular expressions; those that begin with ``!`` leave out, the last that matches decides."""
    filters = options.get("filters", _PUBLIC)
    return [str(each) for each in filters] if isinstance(filters, list) else _PUBLIC


def _passes(name: str, filters: Sequence[str]) -> bool:
    matching = [each for each in filters if _matches(each.removeprefix("!"), name)]
    if matching:
        return not matching[-1].startswith("!")
    return not filters or any(each.startswith("!") for each in filters)


def _matches(pattern: str, name: str) -> bool:
    try:
        return bool(re.search(pattern, name))
    except re.error:
        return False


def _members(each: _Object) -> dict[str, _Object]:
    """What a module or a class defines itself."""
    found: dict[str, _Object] = {}
    for statement, following in _statements(each.body):
        if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            made = [] if _is_variant(statement) else [_definition(each, statement)]
        else:
            made = [
                _Object(_path(each, target.id), _docstring([following]))
                for target in _targets(statement)
                if isinstance(target, ast.Name)
            ]
        if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
            made += _instance_attributes(each, statement)
        found |= {one.name.rpartition(".")[2]: one for one in made}
    return found


def _definition(
    owner: _Object, statement: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
) -> _Object:
    body = statement.body if isinstance(statement, ast.ClassDef) else ()
    return _Object(_path(owner, statement.name), _docstring(statement.body[:1]), body)


def _instance_attributes(owner: _Object, init: ast.FunctionDef) -> list[_Object]:
    return [
        _Object(_path(owner, target.attr), _docstring([following]))
        for statement, following in _statements(init.body)
        for target in _targets(statement)
        if isinstance(target, ast.Attribute)
    ]


def _statements(body: Sequence[ast.stmt]) -> Iterator[tuple[ast.stmt, ast.stmt | None]]:
    """Every statement with the one behind it, also beneath conditions, of no inner scope."""
    blocks = [body]
    while blocks:
        block = blocks.pop()
        yield from zip_longest(block, block[1:])
        for statement in block:
            if isinstance(statement, ast.If | ast.Try | ast.With):
                blocks += [statement.body, getattr(statement, "orelse", [])]


def _targets(statement: ast.stmt) -> Sequence[ast.expr]:
    if isinstance(statement, ast.Assign):
        return statement.targets
    return [statement.target] if isinstance(statement, ast.AnnAssign) else []


def _is_variant(statement: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether this is another side of an object: an overload, the setter of a property."""
    names = {ast.unparse(each).rpartition(".")[2] for each in statement.decorator_list}
    return not names.isdisjoint({"overload", "setter", "deleter"})


def _docstring(statements: Sequence[ast.stmt | None]) -> ast.Constant | None:
    """The string that a statement consists of, if it says anything."""
    for statement in statements:
        constant = statement.value if isinstance(statement, ast.Expr) else None
        value = constant.value if isinstance(constant, ast.Constant) else None
        if isinstance(constant, ast.Constant) and isinstance(value, str) and value.strip():
            return constant
    return None


def _path(owner: _Object, name: str) -> str:
    return f"{owner.name}.{name}" if owner.name else name


# --- what they say -------------------------------------------------------------------


def _pieces(source: Source, constant: ast.Constant) -> list[Piece]:
    """The text of a string with the places of its characters; of one in parts, of the whole."""
    start = _offset(source, constant.lineno, constant.col_offset)
    end = _offset(source, constant.end_lineno or 0, constant.end_col_offset or 0)
    literal = _LITERAL.fullmatch(source.text, start, end)
    if literal:
        (at, stop), raw = literal.span("body"), literal["prefix"] in ("r", "R")
        spans = [(at, stop)] if raw else [m.span() for m in _ESCAPE.finditer(source.text, at, stop)]
        pieces = [_piece(Span(source, *span), raw) for span in spans]
        text = "".join(piece.text for piece in pieces)
        if text.replace("\r\n", "\n").replace("\r", "\n") == constant.value:
            return pieces
    return [Piece(str(constant.value), Span(source, start, end))]


def _piece(span: Span, raw: bool) -> Piece:
    text = span.text
    if text.startswith("\\") and not raw:
        with suppress(SyntaxError, ValueError):
            text = str(ast.literal_eval(f'"{text}"'))
    return Piece(text, span)


def _offset(source: Source, line: int, column: int) -> int:
    """Where a node begins or ends; the columns of ``ast`` are bytes."""
    start = source.line_starts[line - 1]
    text = source.text[start : start + column].encode()[:column]
    return start + len(text.decode(errors="ignore"))


def _clean(lines: Sequence[Line]) -> list[Line]:
    """A docstring without its indent and without blank lines around it."""
    first = text_of(lines[0])
    rest = [cut(lines[0], len(first) - len(first.lstrip()), len(first)), *dedented(lines[1:])]
    written = [number for number, line in enumerate(rest) if text_of(line).strip()]
    return rest[written[0] : written[-1] + 1] if written else rest[:1]


def _without_sections(lines: Sequence[Line]) -> Iterator[Line]:
    """Google's sections made plain text: what is indented beneath a heading is no code."""
    texts = [text_of(line) for line in lines]
    at, in_code = 0, False
    while at < len(lines):
        yield lines[at]
        in_code ^= texts[at].lstrip(" ").startswith("```")
        heading = (
            None if in_code or (at and texts[at - 1].strip()) else _HEADING.fullmatch(texts[at])
        )
        at += 1
        if heading and at < len(lines) and texts[at].strip() and texts[at].startswith(" "):
            indent = len(texts[at]) - len(texts[at].lstrip(" "))
            end = at
            while end < len(lines) and (
                not texts[end].strip() or texts[end].startswith(" " * indent)
            ):
                end += 1
            yield from _section(heading["name"].lower(), lines[at:end], indent)
            at = end


def _section(name: str, lines: Sequence[Line], indent: int) -> Iterator[Line]:
    """The lines of a section: items lose the indent of what continues them, doctests go."""
    in_code = in_doctest = False
    for line in lines:
        text = text_of(line)
        indents = len(text) - len(text.lstrip(" "))
        most = 2 * indent if name in _ITEM_SECTIONS else indent
        in_code ^= text.lstrip(" ").startswith("```")
        in_doctest = bool(text.strip()) and (
            in_doctest or (name == "examples" and not in_code and text.startswith(">>>", indent))
        )
        if not in_doctest:
            yield cut(line, min(indents, most), len(text))

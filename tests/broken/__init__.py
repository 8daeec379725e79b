"""Files that nobody meant to write, and what is said of them; the big ones are made here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from apparatus.check import check_site
from apparatus.edition import Site
from apparatus.model import Library
from apparatus.parse.library import parse_library
from apparatus.parse.markdown import parse_page
from apparatus.project import decode
from apparatus.reports.text import concise
from tests.conftest import TODAY

KNOWN = b"@book{before, title = {Before}, date = {2000}, pagetotal = {300}}"
"""The library of a broken page."""


def broken_site(name: str, data: bytes) -> Site:
    """A site of one library, or of one page with a library, from what a file holds."""
    source, faults = decode(name, data)
    if name.endswith(".bib"):
        return Site(pages={}, library=parse_library([source], faults), library_name=name)
    known, _ = decode("refs.bib", KNOWN)
    return Site(
        {name: parse_page(source)}, parse_library([known]), "refs.bib", faults=tuple(faults)
    )


def findings(name: str, data: bytes) -> list[str]:
    """What is said of a file, in lines."""
    return [concise(each) for each in check_site(broken_site(name, data), today=TODAY).diagnostics]


def library(data: bytes) -> Library:
    return broken_site("refs.bib", data).library


def summary(name: str, data: bytes) -> str:
    """How often each rule speaks of a file."""
    diagnostics = check_site(broken_site(name, data), today=TODAY).diagnostics
    counts = sorted(Counter(each.rule for each in diagnostics).items())
    return ", ".join(f"{rule} {count}" for rule, count in counts) or "nothing"


def _rows(row: Callable[[int], str], rows: int = 4000) -> str:
    return "".join(row(number) for number in range(rows))


def _field(value: str, name: str = "title") -> str:
    book = f"@book{{x, title = {{T}}, date = {{2002}}, {name} = {{{value}}}}}"
    return f"{book}\n@book{{after, title = {{A}}}}"


_MANY = 20_000
_BOMB = "".join(f"@string{{a{n + 1} = {' # '.join([f'a{n}'] * 10)}}}\n" for n in range(100))

BIG: Mapping[str, Callable[[], str]] = {
    "five-megabytes.bib": lambda: _field("word " * 1_000_000, "abstract"),
    "five-megabytes-title.bib": lambda: _field("word " * 1_000_000, "subtitle"),
    "inherited-by-all.bib": lambda: (
        "@book{b, title = {"
        + "word " * 10_000
        + "}}\n"
        + _rows(lambda n: f"@inbook{{x{n}, title = {{T}}, crossref = {{b}}}}\n", 2000)
    ),
    "nested-braces.bib": lambda: _field("{" * _MANY + "}" * _MANY, "subtitle"),
    "nested-braces-unclosed.bib": lambda: _field("{" * _MANY, "subtitle"),
    "closing-braces.bib": lambda: "}" * _MANY + "\n@book{after, title = {A}}",
    "string-bomb.bib": lambda: (
        "@string{a0 = {twenty letters or so}}\n" + _BOMB + "@book{x, title = a100}"
    ),
    "string-large.bib": lambda: (
        "@string{a = {"
        + "x" * 900_000
        + "}}\n"
        + _rows(lambda n: f"@book{{x{n}, title = a}}\n", 500)
    ),
    "crossref-chain.bib": lambda: _rows(
        lambda n: f"@book{{x{n}, title = {{T}}, crossref = {{x{n + 1}}}}}\n"
    ),
    "crossref-cycle.bib": lambda: _rows(
        lambda n: f"@book{{x{n}, title = {{T}}, crossref = {{x{(n + 1) % 4000}}}}}\n"
    ),
    "xdata-list.bib": lambda: (
        _rows(lambda n: f"@xdata{{x{n}, note = {{N}}}}\n")
        + _field(",".join(f"x{n}" for n in range(4000)), "xdata")
    ),
    "openings.bib": lambda: "@{" * _MANY,
    "openings-of-entries.bib": lambda: "@book{\n" * _MANY,
    "openings-of-values.bib": lambda: "@book{x, title = {\n" * 10_000,
    "openings-of-comments.bib": lambda: "@comment{\n" * _MANY + "@book{after, title = {A}}",
    "openings-of-strings.bib": lambda: '@string{a = "\n' * _MANY,
    "openings-of-preambles.bib": lambda: "@preamble{{\n" * _MANY,
    "openings-commented-out.bib": lambda: "%@book{\n" * _MANY,
    "openings-with-blanks.bib": lambda: "@book{a b, title = {\n" * 10_000,
    "openings-in-parentheses.bib": lambda: "@book(a, title = {\n" * 10_000,
    "openings-in-quotes.bib": lambda: '@book{a b, title = "{\n' * 10_000,
    "openings-on-one-line.bib": lambda: "@string{a = {" * _MANY,
    "openings-commented-out-before-one.bib": lambda: "%@book{\n" * _MANY + "@book{after,\n",
    "renamed.bib": lambda: _rows(
        lambda n: f"@inbook{{roe-{n:05}, title = {{T}}, crossref = {{roe.{n:05}}}}}\n"
    ),
    "waivers.bib": lambda: _rows(
        lambda n: (
            "@comment{apparatus: allow empty-field: x}\n"
            f"@book{{x{n}, title = {{T}}, note = {{}}}}\n"
        ),
        1500,
    ),
    "pages.bib": lambda: _field("1-" * _MANY, "pages"),
    "authors.bib": lambda: _field(" and ".join(f"A{n}, B" for n in range(_MANY)), "author"),
    "formulas.bib": lambda: _field("\\(" * _MANY, "subtitle"),
    "conflicts.bib": lambda: "<<<<<<< a\n=======\n>>>>>>> b\n" * _MANY,
    "brackets.md": lambda: "[" * _MANY + "\n\n[@gone]",
    "citations-unclosed.md": lambda: "[@before; " * _MANY,
    "comments.md": lambda: "<!-- apparatus: allow unknown-key: x -->\n" * 5000 + "\n[@gone]",
    "comments-in-line.md": lambda: "<!-- apparatus: allow unknown-key: x -->" * 5000 + "\n[@gone]",
    "blanks-in-citation.md": lambda: "[@before" + " " * _MANY + "] [@gone]",
    "blanks-in-heading.md": lambda: "# A" + " " * _MANY + "B [@gone]",
    "targets.md": lambda: _rows(lambda n: f"[@x{n}; @] [@x{n}; @]: http://x\n\n"),
    "work-lists.md": lambda: ("::: {#refs\n\n" + "::: {#refs}\n\n" * 2) * 5000 + "[@gone]",
    "parentheses.md": lambda: "[](" * 600 + ")" * _MANY + "\n\n[@gone]",
    "waivers-in-a-paragraph.md": lambda: (
        "text\n<!-- apparatus: allow unknown-key: x -->\n" * 5000 + "[@gone]"
    ),
    "front-matter-ranges.md": lambda: (
        "---\ntype: case\nparagraphs: " + "1-9999, " * 5000 + "1\n---\n[@gone]"
    ),
    "tags.md": lambda: "<a b='" * _MANY + "\n\n[@gone]",
    "ticks.md": lambda: "".join("`" * (n % 500 + 1) + " " for n in range(2000)) + "[@gone]",
    "notes.md": lambda: _rows(lambda n: f"a[^n{n}]\n\n[^n{n}]: b\n\n", 3000) + "[@gone]",
    "front-matter-deep.md": lambda: "---\ntype: " + "[" * 200_000 + "\n---\n[@gone]",
    "front-matter-deeper.md": lambda: "---\ntype: " + "- " * 200_000 + "\n---\n[@gone]",
    "front-matter-range.md": lambda: "---\ntype: case\nparagraphs: 1-999999999\n---\n[@gone]",
    "front-matter-aliases.md": lambda: (
        "---\ntype: &a0 [x]\n"
        + _rows(lambda n: f"k{n}: &a{n + 1} [*a{n}, *a{n}]\n", 90)
        + "---\n[@gone]"
    ),
    "lines.md": lambda: "\n" * 500_000 + "[@gone]",
    "one-line.md": lambda: "word " * 500_000 + "[@gone]",
}
"""Big files, each made when it is wanted."""

BIG_TEXTS: Iterable[tuple[str, Callable[[], str]]] = (
    ("changelog", lambda: "## 2026-12-01 A" + " " * 100_000 + "B\n"),
    ("changelog", lambda: _rows(lambda n: f"## 2026-12-01 A{n}\n", 5000)),
    ("waivers", lambda: "# apparatus: allow x: y\n" * 10_000 + "a:\n" + "  - b\n" * 10_000),
    ("witness_text", lambda: _rows(lambda n: f"{{¶{n + 1}}} A ‘quoted’ word.[^{n}]\n\n", 10_000)),
    ("witness_text", lambda: "‘a b’ [@c] | " * 20_000),
)
"""Big texts for parsers that no site is needed for, by the names of tests/parsers.py."""

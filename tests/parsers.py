"""Every parser as one thing: a text goes in, and what comes out must be true of it.

The property tests give it texts that hypothesis makes up, `scripts/fuzz.py` those that a
coverage-guided fuzzer does. A parser raises nothing on an author's text; what it says stands
inside the text; what it is given is not lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from apparatus.baseline import write_baseline
from apparatus.formatting import format_bibtex
from apparatus.model import Fault, Page, Source, Span
from apparatus.parse import lines
from apparatus.parse.baseline_file import parse_baseline
from apparatus.parse.bibtex import Blocks, tokenize
from apparatus.parse.blocks import read_blocks
from apparatus.parse.changelog import parse_changelog
from apparatus.parse.citation import parse_bare, parse_bracket
from apparatus.parse.data_files import parse_emendations, parse_witness
from apparatus.parse.docstrings import calls_of, read_docstrings
from apparatus.parse.fingerprint_file import parse_fingerprint, write_fingerprint
from apparatus.parse.front_matter import parse_front_matter
from apparatus.parse.latex import unprintable_macros
from apparatus.parse.library import parse_library
from apparatus.parse.locator import parse_locator, parse_pages, parse_pinpoints, printed
from apparatus.parse.markdown import parse_page
from apparatus.parse.page_types import parse_page_types
from apparatus.parse.snippets import SnippetOptions, expand
from apparatus.parse.waivers import bibtex_waivers, markdown_waivers, yaml_waivers
from apparatus.parse.witness_text import parse_witness_text
from apparatus.parse.yaml_nodes import NotYamlError, read, span_of, value_of
from apparatus.project import decode

_SNIPPETS = {
    "a": Source("a", "One.\n<!-- --8<-- [start:s] -->\n\tTwo.\r\n<!-- --8<-- [end:s] -->\nThree"),
    "b": Source("b", '--8<-- "a:s"\n--8<-- "b"\n'),
}


def spans_in(value: object) -> Iterator[Span]:
    """Every place that a value names, however deep inside."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from spans_in(each)
    elif isinstance(value, Mapping):
        yield from spans_in(tuple(value.items()))
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, Source):
        yield from spans_in([getattr(value, name) for name in value.__dataclass_fields__])


def stands_in(source: Source, *values: object) -> None:
    """What is said of a text stands inside it, or inside one that it is put together from."""
    for span in spans_in(values):
        assert span.source in (source, *source.files), span
        assert 0 <= span.start <= span.end <= len(span.source.text), span[1:]
        assert span.line >= 1 <= span.column


def _tokens(text: str) -> None:
    source = Source("refs.bib", text)
    blocks = tokenize(source)
    stands_in(source, blocks)
    assert "".join(part.span.text for part in blocks.parts) == text
    lost = list(_unaccounted(blocks))
    assert not lost, lost


def _unaccounted(blocks: Blocks) -> Iterator[str]:
    """Parts of a .bib file that are neither read nor spoken of.

    Read are whole entries, macros, preambles and comments; of anything else some fault must
    speak, one that lies in the part or in the damaged one before it.
    """
    whole = {raw.span.start for raw in blocks.entries if raw.whole}
    spoken = [fault.span.start for fault in blocks.faults]
    broken = [f.span.start for f in blocks.faults if f.kind == "unparsable-entry"]
    damaged = False
    for part in blocks.parts:
        start, end = part.span.start, part.span.end
        is_spoken_of = any(start <= at <= end for at in spoken)
        if part.kind == "text":
            is_read = all(_says_nothing(line) for line in part.span.text.split("\n"))
        else:
            is_read = part.kind != "entry" or start in whole
            damaged = False
        if not (is_read or is_spoken_of or damaged):
            yield part.span.text
        damaged = damaged or any(start <= at <= end for at in broken)


def _says_nothing(line: str) -> bool:
    """Whether a line between entries is blank or a comment, or a mark that Git left."""
    words = line.split("%")[0].strip().lower()
    return not words or words.startswith(("<<<<<<<", "=======", ">>>>>>>", "@comment"))


def _library(text: str) -> None:
    source = Source("refs.bib", text)
    library = parse_library([source])
    stands_in(source, library)
    for entry in library.entries.values():
        for name, field in entry.fields.items():
            assert field.name == name
            parse_pages(field.value)


def _format(text: str) -> None:
    source = Source("refs.bib", text)
    once, left = format_bibtex(source)
    stands_in(source, left)
    again, _ = format_bibtex(Source("refs.bib", once))
    assert again == once
    format_bibtex(source, sort=True)


def _citation(text: str) -> None:
    source = Source("page.md", f"[{text}]")
    citation, faults = parse_bracket(source, 0, len(text) + 2)
    stands_in(source, citation, faults)
    for item in citation.items if citation else ():
        assert item.key == item.key_span.text != ""
        assert item.key_span.within(item.span)
        assert item.span.within(citation.span)  # type: ignore[union-attr]
    bare, stop, faults = parse_bare(source, 0, len(text) + 2)
    stands_in(source, bare, faults)
    assert 0 < stop <= len(text) + 2


def _locator(text: str) -> None:
    source = Source("page.md", text)
    locator, rest, faults = parse_locator(source, 0, len(text))
    stands_in(source, locator, faults, parse_pinpoints(source, 0, len(text)))
    assert 0 <= rest <= len(text)
    assert printed(printed(text)) == printed(text)
    for each in parse_pages(text):
        assert min(each.first, each.last) >= 0


def _blocks(text: str) -> None:
    source = Source("page.md", text)
    notes, stretches, comments = read_blocks(source, 0)
    stands_in(source, notes, comments)
    assert all(0 <= each.start < each.end <= len(text) for each in stretches)
    assert all(a.end <= b.start for a, b in pairwise(stretches))
    assert all(a.span.end <= b.span.start for a, b in pairwise(notes))


def _page(text: str) -> None:
    source = Source("page.md", text)
    for switch in (False, True):
        page = parse_page(source, switch, switch)
        stands_in(source, page)
        _in_order(page)
        list(calls_of(page))


def _in_order(page: Page) -> None:
    starts = [citation.span.start for citation in page.citations]
    assert starts == sorted(set(starts))
    assert all(page.body <= start for start in starts)
    assert all(item.key == item.key_span.text for item in page.items())
    assert all(page.source.text[each.span.start] == "[" for each in page.references)


def _latex(text: str) -> None:
    source = Source("refs.bib", text)
    for fault in unprintable_macros(Span(source, 0, len(text))):
        stands_in(source, fault)
        assert fault.span.text == fault.subject


def _lines(text: str) -> None:
    source = Source("page.md", text)
    split = lines.lines_of(source)
    assert lines.joined("page.md", split).text == text
    stands_in(source, [piece.origin for line in lines.dedented(split) for piece in line])


def _snippets(text: str) -> None:
    source = Source("page.md", text)
    for dedent in (False, True):
        options = SnippetOptions(("a",) if dedent else (), dedent)
        whole, faults = expand(source, options, _SNIPPETS.get)
        stands_in(whole, [piece.origin for piece in whole.pieces])
        for span in (*spans_in(faults), *(Span(whole, at, at) for at in range(len(whole.text)))):
            origin = span.origin
            assert 0 <= origin.start <= origin.end <= len(origin.source.text)


def _waivers(text: str) -> None:
    source = Source("page.md", text)
    whole = [Span(source, 0, len(text))]
    stands_in(source, yaml_waivers(source), bibtex_waivers(source, whole, []))
    comment = Source("page.md", f"<!--{text}-->")
    stands_in(comment, markdown_waivers(comment, [Span(comment, 0, len(comment.text))]))


def _baseline(text: str) -> None:
    source = Source("baseline.json", text)
    baseline, faults = parse_baseline(source)
    stands_in(source, baseline.places, faults)
    again, faults = parse_baseline(Source("baseline.json", write_baseline(baseline.counts)))
    assert not faults
    assert again.counts == baseline.counts


def _fingerprint(text: str) -> None:
    source = Source("fingerprint.yml", text)
    fingerprint, faults = parse_fingerprint(source)
    stands_in(source, faults)
    if fingerprint and fingerprint.salt.isalnum():
        written = write_fingerprint(fingerprint)
        again, faults = parse_fingerprint(Source("fingerprint.yml", written))
        assert not faults
        assert again
        assert write_fingerprint(again) == written


def _front_matter(text: str) -> None:
    source = Source("page.md", f"---\n{text}\n---\n")
    stands_in(source, parse_front_matter(source, len(source.text)))


def _yaml(text: str) -> None:
    source = Source("data.yml", text)
    try:
        root = read(source)
    except NotYamlError as error:
        stands_in(source, error.span)
    else:
        stands_in(source, span_of(source, root))
        value_of(root)


def _witness_text(text: str) -> None:
    found = parse_witness_text(Source("text.md", text))
    for passage in found.passages:
        assert len(passage.words) == len(passage.quoted)


def _changelog(text: str) -> None:
    source = Source("CHANGELOG.md", text)
    changes, faults = parse_changelog(source)
    stands_in(source, faults)
    assert changes or faults
    assert all(change.title in text for change in changes)


def _docstrings(text: str) -> None:
    source = Source("module.py", text)
    for style in ("google", "numpy"):
        for each in read_docstrings(source, [], {"docstring_style": style}):
            stands_in(each.source, [piece.origin for piece in each.source.pieces])
            parse_page(each.source)


def _decode(text: str) -> None:
    data = text.encode("utf-16" if len(text) % 2 else "latin-1", "replace")
    for each in (data, text.encode("utf-8", "replace")):
        stands_in(*decode("refs.bib", each))


def _placed(parse: Callable[[Source], tuple[Any, Iterable[Fault]]]) -> Callable[[str], None]:
    def run(text: str) -> None:
        source = Source("data.yml", text)
        stands_in(source, parse(source))

    return run


_BIBTEX = (
    "@book{k,|@inbook(k,|@string{|@comment{|@preamble{|@bookx,|book{k,|k|,|title = |{T}|}|{|(|)|=|"
    '#|"|%|\\|\n|\r\n|\r|\u00a0|date={2000}|crossref={k}|author={A, B and C}|pages={1--2}|12|jan|'
    "\\emph{|$|\\(|\\)|\ufeff|\0|<<<<<<< a\n|>>>>>>> b\n| "
)
_MARKDOWN = (
    "[@k]|^[|[@|[-@k, pp. 1-2; see @l]|@k|]|[|(|)|](a)|][b]|]: b|[^n]|[^n]: |{¶1}|{p. 2}|{|}|`|```|"
    "~~~|"
    "\n|\n\n|\r\n|\r|    |\t|# H|<!--|-->|<!-- apparatus: allow unknown-key: why -->|<a b='|"
    "<script>|"
    ">|$|$$|\\|\\(|- |> |::: m|‘|’|“|”|&amp;|http://a.b|---\n|type: a|x| |\u202e|²|é|字"
)
_LOCATOR = (
    "p. |pp. |ch. |n. |fn. |¶ |§ |vol |1|12|2:345|A-12|xii|-|–|--|, |; | and | at | see | esp. |"
    "12n3|ff.|f|{|}|(|)| |\u00a0|²|٣|0000000000"
)
_YAML = (
    "type: |title: |paragraphs: |1-3|terms: |related: |- |: |a|b|\n|  |[|]|{|}|&a |*a|!t |# "
    "apparatus: allow unknown-key: x|'|\"||\n|> |? |---\n|%|\t|~|null|\0|é|,|sections: |page: |"
    "notes: |kind: |"
    "types: |words: |method: |passages: |quotations: |n1|¶2|AAAAAAA="
)
_CHANGELOG = (
    "# |## |### |2026-12-01|2026-02-30| — |: |Word|\n|\n\n|\r\n|- |* |    |\t|#|`|```|<!--|-->|> |é"
)
_JSON = '{|}|[|]|"a"|"b"|:|,|1|2|-1|1e9|null|true|"\\ud800"|\n| |é'
_PYTHON = (
    'class A:\n|def f():\n|    |\t|\n|\r\n|"""|\'|r|\\|\\x41|\\N{DASH}|Args:\n|>>> a|`'
    + "``|[@k]|a = 1|#|(|)|é|\0"
)
_SNIPPETS_WORDS = (
    "--8<-- |\"a\"|'b'|--8<--|;|\n|\r\n|a:s|a:1:2|b|:|-1|,|[start:s]|[end:s]|http://a|  |\t|x"
)


class Parser(NamedTuple):
    """A parser under test: ``check`` fails where it does not keep its promise about a text;
    ``words`` are those of which its language is made, parted by bars.
    """

    check: Callable[[str], None]
    words: str

    @property
    def vocabulary(self) -> list[str]:
        return [*self.words.split("|"), "|"]


PARSERS: Mapping[str, Parser] = {
    "baseline": Parser(_baseline, _JSON),
    "bibtex": Parser(_tokens, _BIBTEX),
    "blocks": Parser(_blocks, _MARKDOWN),
    "changelog": Parser(_changelog, _CHANGELOG),
    "citation": Parser(_citation, _MARKDOWN + "|" + _LOCATOR),
    "decode": Parser(_decode, _BIBTEX),
    "docstrings": Parser(_docstrings, _PYTHON),
    "emendations": Parser(_placed(parse_emendations), _YAML),
    "fingerprint": Parser(_fingerprint, _YAML),
    "format": Parser(_format, _BIBTEX),
    "front_matter": Parser(_front_matter, _YAML),
    "latex": Parser(_latex, _BIBTEX),
    "library": Parser(_library, _BIBTEX),
    "lines": Parser(_lines, _MARKDOWN),
    "locator": Parser(_locator, _LOCATOR),
    "page": Parser(_page, _MARKDOWN),
    "page_types": Parser(_placed(parse_page_types), _YAML),
    "snippets": Parser(_snippets, _SNIPPETS_WORDS),
    "waivers": Parser(_waivers, _MARKDOWN),
    "witness": Parser(_placed(parse_witness), _YAML),
    "witness_text": Parser(_witness_text, _MARKDOWN),
    "yaml": Parser(_yaml, _YAML),
}

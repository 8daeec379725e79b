"""Styles: the second of ours, and one that another package brings."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from apparatus.model import Library, Source
from apparatus.parse.library import parse_library
from apparatus.render.author_date import AuthorDateStyle
from apparatus.render.choosing import StyleError, load_style
from apparatus.render.inline import inline_html
from apparatus.render.text import plain
from apparatus.render.titles import full_title, sort_name
from apparatus.styles import Cited, inline

BIB = """\
@book{doe1, author={Doe, Jane}, title={First}, date={2001}, publisher={P}, location={L}}
@book{doe2, author={Doe, Jane}, title={Second}, date={2001}, publisher={P}, location={L}}
@book{roe, author={Roe, R. and Poe, A. and Moe, M.}, title={Three}, date={1999}}
@collection{poe, editor={Poe, Ann and Moe, Mary}, title={Essays}, date={2010}}
@incollection{in, author={von Roe, R.}, title={Part}, booktitle={Whole}, editor={Poe, A.},
  pages={3--17}, date={2010}, publisher={P}, location={L}, edition={2}}
@article{art, author={Doe, J.}, title={A}, journaltitle={J}, volume={4}, number={2}, pages={9},
  date={2005-03-02}, doi={10.1/x}}
@online{site, title={A <b>site</b>}, url={https://example.org/}}
"""
LIBRARY: Library = parse_library([Source("refs.bib", BIB)])
ENGLISH = {
    "doe1": ("Doe 2001a", "Doe, Jane (2001a), First, L: P"),
    "doe2": ("Doe 2001b", "Doe, Jane (2001b), Second, L: P"),
    "roe": ("Roe et al. 1999", "Roe, R., Poe, A. and Moe, M. (1999), Three"),
    "poe": ("Poe and Moe 2010", "Poe, Ann and Moe, Mary (eds) (2010), Essays"),
    "in": (
        "von Roe 2010",
        "von Roe, R. (2010), ‘Part’, in A. Poe (ed.), Whole, 2nd edn, L: P, pp. 3–17",
    ),
    "art": ("Doe 2005", "Doe, J. (2005), ‘A’, J 4 (2), p. 9"),
    "site": ("A <b>site</b> n.d.", "‘A <b>site</b>’ (n.d.), https://example.org/"),
}


@pytest.mark.parametrize("key", ENGLISH)
def test_author_and_date(key: str) -> None:
    style, entry = AuthorDateStyle(LIBRARY), LIBRARY.entries[key]
    cited, listed = (inline_html(r) for r in (style.cite(Cited(entry)), style.reference(entry)))
    assert (plain(cited), plain(listed)) == ENGLISH[key]
    assert "<b>" not in cited + listed


def test_the_words_are_those_of_the_language() -> None:
    style, entry = AuthorDateStyle(LIBRARY, "de-AT"), LIBRARY.entries["in"]
    assert plain(inline_html(style.reference(entry))) == (
        "von Roe, R. (2010), „Part“, in: A. Poe (Hg.), Whole, 2. Aufl., L: P, S. 3–17"
    )
    cited = Cited(entry, inline("S. 4"), suppress_author=True)
    assert plain(inline_html(style.cite(cited), "../in/")) == "2010, S. 4"


OF_PYBTEX = {
    "doe1": "Jane Doe. First. P, L, 2001",
    # A book without a publisher is refused, and set as the notes set it.
    "roe": "R. Roe, A. Poe and M. Moe, Three (1999)",
    "poe": "Ann Poe and Mary Moe, eds, Essays (2010)",
    "in": "R. von Roe. Part. In A. Poe, editor, Whole, pages 3–17. P, L, 2 edition, 2010",
    "art": "J. Doe. A. J, 4(2):9, March 2005. doi:10.1/x",
    "site": "A <b>site</b>. URL: https://example.org/",
}


@pytest.mark.parametrize("key", OF_PYBTEX)
def test_a_style_of_pybtex(key: str) -> None:
    style, entry = load_style("pybtex.unsrt", LIBRARY), LIBRARY.entries[key]
    first = inline_html(style.cite(Cited(entry, inline("p. 4"))))
    assert plain(first).replace("\xa0", " ") == f"{OF_PYBTEX[key]}, p. 4"
    assert "<b>" not in first
    again = Cited(entry, inline("p. 4"), first=False)
    assert style.cite(again) == load_style("notes", LIBRARY).cite(again)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("mastersthesis{x,", "Master's thesis"),
        ("phdthesis{x,", "PhD thesis"),
        ("thesis{x, type={mathesis},", "Master’s thesis"),
    ],
)
def test_a_thesis_is_of_the_kind_that_its_entry_says(kind: str, said: str) -> None:
    fields = " author={Doe, Jane}, title={T}, institution={I}, date={2001}}"
    library = parse_library([Source("refs.bib", f"@{kind}{fields}")])
    style = load_style("pybtex.unsrt", library)
    html = inline_html(style.reference(library.entries["x"]))
    assert plain(html) == f"Jane Doe. T. {said}, I, 2001"


STYLE = """\
from apparatus.styles import Run, inline

class Keys:
    in_text = True
    def __init__(self, library, language): self.language = language
    def cite(self, cited): return (Run(cited.entry.key + " <3", italic=True, to="javascript:x"),)
    def name(self, entry): return inline(entry.key)
    def reference(self, entry): return inline(f"{entry.key} in {self.language}")
"""


def test_a_package_may_bring_a_style_and_no_html(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "a_style_of_keys.py").write_text(STYLE, encoding="utf-8")
    (tmp_path / "keys-1.dist-info").mkdir()
    (tmp_path / "keys-1.dist-info" / "METADATA").write_text("Name: keys\nVersion: 1\n")
    (tmp_path / "keys-1.dist-info" / "entry_points.txt").write_text(
        "[apparatus.styles]\nkeys = a_style_of_keys:Keys\nbroken = a_style_of_keys:None_such\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    options = {"bibliography": "refs.bib", "root": str(tmp_path), "style": "keys", "lang": "fr"}
    html = markdown.markdown(
        "A [@doe1].", extensions=["apparatus"], extension_configs={"apparatus": options}
    )
    assert "<cite>doe1 &lt;3</cite>" in html
    assert "javascript" not in html
    assert "doe1 in fr." in html
    with pytest.raises(StyleError, match="style 'broken' cannot be loaded"):
        load_style("broken", LIBRARY)


def test_a_style_that_is_not_there() -> None:
    with pytest.raises(StyleError, match="no style 'author-dat'; did you mean 'author-date'"):
        load_style("author-dat", LIBRARY)
    with pytest.raises(StyleError, match=r"no style 'pybtex\.x'; pybtex has pybtex\.alpha, "):
        load_style("pybtex.x", LIBRARY)
    with pytest.raises(StyleError, match="no style 'x'; there are notes, author-date"):
        load_style("x", LIBRARY)


def test_works_of_namesakes_are_not_mixed() -> None:
    """One person's works stand together, those with others behind them."""
    library = parse_library(
        [
            Source(
                "r.bib",
                "@book{a, author={Smith, John and Adams, Eve}, title={A}, date={1985}}"
                "@book{b, author={Smith, John}, title={B}, date={1990}}"
                "@book{c, author={Smith, Anna}, title={C}, date={1995}}"
                "@book{d, author={Smith, John}, title={D}, date={2000}}"
                "@book{e, author={Smith, John}, title={Z}, date={1990}}"
                "@book{f, title={‘Smith’ as a Name}, date={1990}}",
            )
        ]
    )
    in_order = sorted(library.entries.values(), key=sort_name)
    assert [entry.key for entry in in_order] == ["c", "b", "e", "d", "a", "f"]


def test_a_question_in_a_title_needs_no_colon() -> None:
    text = "@book{a, title={What Is the Point?}, subtitle={A Reply}, date={1990}}"
    entry = parse_library([Source("r.bib", text)]).entries["a"]
    assert full_title(entry) == "What Is the Point? A Reply"


def test_letters_tell_apart_what_would_be_cited_alike() -> None:
    text = (
        "@book{a, author={Doe, J. and others}, title={A}, date={2001}}"
        "@book{b, author={Doe, J. and Poe, A. and Roe, R.}, title={B}, date={2001}}"
        "@book{c, author={Doe, J.}, title={C}, date={2001}}"
        '@book{d, author={M{\\"u}ller, A.}, title={D}, date={2002}}'
        "@book{e, author={Müller, A.}, title={E}, date={2002}}"
        "@book{f, title={Report: A}, date={2003}}"
        "@book{g, title={Report: B}, date={2003}}"
        "@book{h, title={First study}, date={2003}}"
        "@book{i, author={Poe, A.}, title={I}, pubstate={forthcoming}}"
        "@book{j, author={Poe, A.}, title={J}, pubstate={forthcoming}}"
    )
    library = parse_library([Source("r.bib", text)])
    style = AuthorDateStyle(library)
    cited = [plain(inline_html(style.cite(Cited(e)))) for e in library.entries.values()]
    assert cited == [
        "Doe et al. 2001a",
        "Doe et al. 2001b",
        "Doe 2001",
        "Müller 2002a",
        "Müller 2002b",
        "Report 2003a",
        "Report 2003b",
        "First study 2003",
        "Poe forthcoming-a",
        "Poe forthcoming-b",
    ]

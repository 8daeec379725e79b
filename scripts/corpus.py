"""Write a made-up scholarly site of any size: `scripts/corpus.py FOLDER --size M --flavour ours`.

The same seed gives the same words, works and citations in every flavour, so that what is
built from them can be compared: the citations as such (``ours``, ``bibtex``, ``zensical``,
``pandoc``, ``sphinx``), the same notes written out by hand (``plain``), or no notes (``none``).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple


class Size(NamedTuple):
    """How much of everything a site has."""

    pages: int
    entries: int
    citations: int


SIZES = {
    "S": Size(50, 150, 300),
    "M": Size(1_000, 5_000, 20_000),
    "L": Size(5_000, 20_000, 100_000),
}


class Work(NamedTuple):
    """A made-up book or article."""

    key: str
    type: str
    family: str
    given: str
    title: str
    container: str
    place: str
    year: int
    pages: tuple[int, int]

    @property
    def bibtex(self) -> str:
        fields = {
            "author": f"{self.family}, {self.given}",
            "title": self.title,
            "date": str(self.year),
            "langid": "english",
            "keywords": "secondary, " + self.title.split()[0].lower(),
        }
        if self.type == "article":
            fields |= {
                "journaltitle": self.container,
                "volume": str(self.year - 1950),
                "number": str(self.year % 6 + 1),
                "pages": "{}--{}".format(*self.pages),
                "doi": self.doi,
                "url": f"https://example.org/{self.key}",
                "note": f"Reviewed in the {self.container} of the year that followed.",
            }
        else:
            fields |= {
                "publisher": self.container,
                "location": self.place,
                "pagetotal": "400",
                "url": self.url,
                "annotation": f"Of {self.place}; a second printing differs in its last chapter.",
            }
        body = "".join(f"  {name:<12} = {{{value}}},\n" for name, value in fields.items())
        return f"@{self.type}{{{self.key},\n{body}}}\n"

    def full(self, page: int) -> str:
        """The reference, with what it leads to, as a careful author would type it."""
        if self.type == "article":
            first, last = self.pages
            return (
                f"{self.given} {self.family}, ‘[{self.title}](https://doi.org/{self.doi})’, "
                f"*{self.container}* {self.year - 1950}: {self.year % 6 + 1}, {self.year}, "
                f"pp. {first}–{last} at p. {page}"
            )
        return (
            f"{self.given} {self.family}, *[{self.title}]({self.url})* "
            f"({self.place}: {self.container}, {self.year}), p. {page}, <{self.url}>"
        )

    def short(self, page: int) -> str:
        """A later mention."""
        title = f"‘{self.title}’" if self.type == "article" else f"*{self.title}*"
        return f"{self.family}, {title}, p. {page}"

    @property
    def doi(self) -> str:
        return f"10.99999/{self.key}"

    @property
    def url(self) -> str:
        return f"https://example.org/books/{self.key}"


class Cited(NamedTuple):
    """A citation in a sentence."""

    work: Work
    page: int


Sentence = tuple[str, Cited | None]
Block = tuple[str, Sequence[Sentence]]
"""A kind (heading, paragraph, item, code) and its sentences."""


class Corpus(NamedTuple):
    """A site before it is written in anyone's syntax."""

    works: Sequence[Work]
    pages: Sequence[Sequence[Block]]


def make_corpus(size: Size, seed: int = 0) -> Corpus:
    """Works and pages; every page cites the same number of works, early ones more often."""
    chance = random.Random(seed)
    words = sorted({_word(chance) for _ in range(4_000)})
    works = [_work(chance, words, number) for number in range(size.entries)]
    each = size.citations // size.pages
    pages = [list(_page(chance, words, works, each)) for _ in range(size.pages)]
    return Corpus(works, pages)


def _word(chance: random.Random) -> str:
    syllables = "ba be da do ka ko la le ma mi na no pa pe ra ri sa so ta te va vi za".split()
    return "".join(chance.choice(syllables) for _ in range(chance.randint(1, 4)))


def _work(chance: random.Random, words: Sequence[str], number: int) -> Work:
    family = chance.choice(words).capitalize()
    year = chance.randint(1950, 2024)
    first = chance.randint(1, 400)
    kind = chance.choice(("article", "book"))
    return Work(
        key=f"{family.lower()}{year}{number}",
        type=kind,
        family=family,
        given=chance.choice(words).capitalize(),
        title=" ".join(chance.choices(words, k=8)).capitalize(),
        container=" ".join(chance.choices(words, k=3)).title(),
        place=chance.choice(words).capitalize(),
        year=year,
        pages=(first, first + 29),
    )


def _page(
    chance: random.Random, words: Sequence[str], works: Sequence[Work], citations: int
) -> Iterator[Block]:
    yield "title", [(_sentence(chance, words, 5), None)]
    left = citations
    for number in range(10):
        if number % 3 == 0:
            yield "heading", [(_sentence(chance, words, 4), None)]
        here = left if number == 9 else min(left, round(citations / 10))
        left -= here
        kind = "item" if number % 4 == 3 else "paragraph"
        sentences: list[Sentence] = []
        for index in range(max(5, here)):
            work = works[int(len(works) * chance.random() ** 1.5)]
            cited = Cited(work, chance.randint(*_range(work))) if index < here else None
            sentences.append((_sentence(chance, words, 18), cited))
        yield kind, sentences
    yield "code", [("for each in order:\n    print(each, end='')", None)]


def _range(work: Work) -> tuple[int, int]:
    return work.pages if work.type == "article" else (1, 400)


def _sentence(chance: random.Random, words: Sequence[str], length: int) -> str:
    return " ".join(chance.choices(words, k=length)).capitalize()


# --- flavours ------------------------------------------------------------------------

Writer = Callable[[Sequence[Block]], str]


def _markdown(blocks: Sequence[Block], cite: Callable[[Cited], str]) -> str:
    marks = {"title": "# ", "heading": "## ", "paragraph": "", "item": "- "}
    parts = []
    for kind, sentences in blocks:
        if kind == "code":
            parts.append(f"```python\n{sentences[0][0]}\n```")
        elif kind in ("title", "heading"):
            parts.append(marks[kind] + sentences[0][0])
        else:
            said = [f"{text}{cite(cited) if cited else ''}." for text, cited in sentences]
            parts.append(marks[kind] + " ".join(said))
    return "\n\n".join(parts) + "\n"


def _cited(blocks: Sequence[Block]) -> str:
    return _markdown(blocks, lambda cited: f" [@{cited.work.key}, p. {cited.page}]")


def _cited_and_listed(blocks: Sequence[Block]) -> str:
    return _cited(blocks) + "\n\\bibliography\n"


def _by_hand(blocks: Sequence[Block]) -> str:
    notes: list[str] = []
    seen: set[str] = set()

    def cite(cited: Cited) -> str:
        work = cited.work
        text = (work.short if work.key in seen else work.full)(cited.page)
        seen.add(work.key)
        notes.append(f"[^{len(notes) + 1}]: {text}.")
        return f"[^{len(notes)}]"

    body = _markdown(blocks, cite)
    return body + "\n" + "\n".join(notes) + "\n"


def _restructured(blocks: Sequence[Block]) -> str:
    parts = []
    for kind, sentences in blocks:
        text = sentences[0][0]
        if kind == "code":
            parts.append(".. code-block:: python\n\n   " + text.replace("\n", "\n   "))
        elif kind in ("title", "heading"):
            parts.append(text + "\n" + ("=" if kind == "title" else "-") * len(text))
        else:
            said = [
                f"{text}" + (f" :footcite:p:`{{p. {c.page}}}{c.work.key}`" if c else "") + "."
                for text, c in sentences
            ]
            parts.append(("* " if kind == "item" else "") + " ".join(said))
    return "\n\n".join([*parts, ".. footbibliography::"]) + "\n"


_MKDOCS = """\
site_name: Corpus
theme:
  name: material
  font: false
  features: [navigation.prune]
"""
_OURS = "plugins:\n  - search\n  - apparatus:\n      bibliography: library.bib\n"
_CACHED = _OURS + "  - kept-pages\n"
_BIBTEX = (
    "markdown_extensions: [footnotes]\n"
    "plugins:\n  - search\n  - bibtex:\n      bib_file: library.bib\n"
)
_BIBTEX_CSL = _BIBTEX + "      csl_file: style.csl\n"
_ZENSICAL = "markdown_extensions:\n  - apparatus.markdown:\n      bibliography: library.bib\n"

_CSL = """\
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
  <info><title>Small</title><id>small</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="work">
    <group delimiter=", ">
      <names variable="author"/>
      <text variable="title" font-style="italic"/>
      <date variable="issued" form="numeric" date-parts="year"/>
    </group>
  </macro>
  <citation><layout suffix="." delimiter="; "><text macro="work"/></layout></citation>
  <bibliography><layout suffix="."><text macro="work"/></layout></bibliography>
</style>
"""
"""A style of citations as small as one can be."""

FLAVOURS: dict[str, tuple[Writer, str, str]] = {
    "ours": (_cited, ".md", _MKDOCS + _OURS),
    "cached": (_cited, ".md", _MKDOCS + _CACHED),
    "plain": (_by_hand, ".md", _MKDOCS + "markdown_extensions: [footnotes]\n"),
    "none": (lambda blocks: _markdown(blocks, lambda _: ""), ".md", _MKDOCS),
    "bibtex": (_cited_and_listed, ".md", _MKDOCS + _BIBTEX),
    "bibtex-csl": (_cited_and_listed, ".md", _MKDOCS + _BIBTEX_CSL),
    "zensical": (_cited, ".md", "site_name: Corpus\n" + _ZENSICAL),
    "pandoc": (_cited, ".md", ""),
    "sphinx": (_restructured, ".rst", ""),
}
"""How pages are written, their suffix, and the mkdocs.yml, for each who is to build them."""


def write_corpus(folder: Path, corpus: Corpus, flavour: str) -> None:
    """Write a site that can be built at once."""
    write, suffix, configuration = FLAVOURS[flavour]
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (folder / "library.bib").write_text("\n".join(work.bibtex for work in corpus.works), "utf-8")
    for number, blocks in enumerate(corpus.pages):
        part = docs / f"part{number // 50:03}"  # nobody has thousands of pages in one folder
        part.mkdir(exist_ok=True)
        path = part / f"page{number:05}{suffix}" if number else docs / f"index{suffix}"
        path.write_text(write(blocks), "utf-8")
    if configuration:
        (folder / "mkdocs.yml").write_text(configuration, "utf-8")
    if flavour == "bibtex-csl":
        (folder / "style.csl").write_text(_CSL, "utf-8")
    if flavour == "sphinx":
        text = "extensions = ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['../library.bib']\n"
        (docs / "conf.py").write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=SIZES, default="S")
    parser.add_argument("--flavour", choices=FLAVOURS, default="ours")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    write_corpus(chosen.folder, make_corpus(SIZES[chosen.size], chosen.seed), chosen.flavour)


if __name__ == "__main__":
    main()

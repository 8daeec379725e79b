"""The parts that references are put together from, in every style of ours.

A part takes a work and gives a stretch of text, an empty one where the entry says nothing. The
fields are biblatex's (its manual, section 2.2.2). A style says which parts a kind of work
consists of and in which order; what it prints differently, such as journals, is its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from apparatus.entry_types import CONTAINED, CONTAINERS, TYPE_ALIASES
from apparatus.locators import page_forms, primary
from apparatus.model import Entry
from apparatus.names import split_names
from apparatus.render import text
from apparatus.render.dates import date, issued, years
from apparatus.render.kinds import language_tag
from apparatus.render.personal_names import enumerated, name_list
from apparatus.render.titles import full_title, written_title
from apparatus.render.wording import Wording, term, wording
from apparatus.short_forms import EDITED, QUOTED, kind_of
from apparatus.styles import Inline, Run, inline, joined


class Work(NamedTuple):
    """A work on its way into print: in which language, whether its names are left out, whether
    titles lead to it.
    """

    entry: Entry
    language: str = ""
    suppress_author: bool = False
    linked: bool = True

    @property
    def words(self) -> Wording:
        return wording(self.language)

    def text(self, *names: str) -> str:
        """The first of these fields that says something, decoded; '' if none does."""
        return text.decode(self.entry.get(*names))


Part = Callable[[Work], Inline]


def comma(*parts: Part) -> Part:
    """Parts with commas between them."""
    return lambda work: joined(", ", *(part(work) for part in parts))


def spaced(*parts: Part) -> Part:
    """Parts with spaces between them."""
    return lambda work: joined(" ", *(part(work) for part in parts))


def value(*names: str) -> Part:
    """The first of these fields, decoded."""
    return lambda work: inline(term(work.entry.get(*names), work.language))


# --- who ---------------------------------------------------------------------------


def heading(entry: Entry) -> str:
    """The names under which a work stands: authors, of a volume without any its editors."""
    return entry.get("author") or (entry.get("editor") if kind_of(entry) in EDITED else "")


def listed(names: str, words: Wording, short: bool = False) -> str:
    """Names in the words of a language."""
    return name_list(names, short, words.and_, words.others)


def editors_mark(editor: str, words: Wording) -> str:
    """``ed.`` or ``eds``."""
    several = len(split_names(editor)) > 1 or editor.rstrip().endswith(" and others")
    return words.edited_by_several if several else words.edited


def others(work: Work) -> Inline:
    """Who else had a part in the work itself: ``trans. Jane Roe, foreword Ann Poe``.

    The editor of a work in a volume is the volume’s, one that leads the reference has been said.
    """
    entry, words = work.entry, work.words
    is_said = is_contained(entry) or leads(entry)
    roles: dict[str, list[str]] = {}
    for role, before in words.by.items():
        names = "" if role == "editor" and is_said else listed(entry.get(role), words)
        roles.setdefault(names, []).append(before)
    roles.pop("", None)
    return inline(", ".join(_in_role(who, each, words) for who, each in roles.items()))


def _in_role(who: str, roles: list[str], words: Wording) -> str:
    """``trans. Jane Roe``; in several roles ``trans. and ed. Jane Roe``, ``übers. und hg. v. …``.

    What ends with different prepositions is not joined.
    """
    said = [role.removesuffix(" {}").split(" ") for role in roles]
    prepositions = {each[-1] if len(each) > 1 else "" for each in said}
    if len(prepositions) > 1:
        return ", ".join(role.format(who) for role in roles)
    *others, last = said
    before = [" ".join(each[:-1] if len(each) > 1 else each) for each in others]
    joint = f"{', '.join(before)} {words.and_} " if before else ""
    return f"{joint}{' '.join(last)} {who}"


def is_contained(entry: Entry) -> bool:
    """Whether a work is in a volume; the ``booktitle`` of a volume is for the works in it."""
    kind = kind_of(entry)
    return kind in CONTAINED or (bool(entry.get("booktitle")) and kind not in CONTAINERS)


def leads(entry: Entry) -> bool:
    """Whether it is its editor under whom a work stands."""
    return not entry.get("author") and bool(heading(entry))


# --- what it is called ----------------------------------------------------------------


def title(work: Work) -> Inline:
    """The title, linked to the work where it can be."""
    url = work_url(work.entry) if work.linked else ""
    return set_title(work, written_title(work.entry), url)


def set_title(work: Work, written: str, url: str) -> Inline:
    """A title, as the entry writes it, in quotation marks or italics; what is emphasized in it
    is set off from the rest.

    Where no name before it leads to the page of the work, the title does.
    """
    words = text.decode(written)
    tag = language_tag(work.entry.get("langid", "language"), words, primary(work.language))
    to_work = work.suppress_author or not heading(work.entry)
    in_quotes = kind_of(work.entry) in QUOTED
    inner = dict(zip((0x201C, 0x201D), work.words.inner_quotes, strict=True))
    runs = tuple(
        Run(
            each.translate(inner) if in_quotes else each,
            italic=emphatic == in_quotes,
            to=url,
            work=to_work,
            lang=tag,
        )
        for each, emphatic in text.stretches(written)
    )
    return quoted(work, runs) if runs and in_quotes else runs


def quoted(work: Work, runs: Inline) -> Inline:
    """Words in the quotation marks of the language."""
    marks = work.words.quotes
    half = len(marks) // 2
    return (Run(marks[:half]), *runs, Run(marks[half:]))


def host_title(work: Work, of: str) -> Inline:
    """The title of what the work is in or part of, with what is added to it."""
    made = text.stretches(written_title(work.entry, of))
    name = tuple(Run(words, italic=not emphatic) for words, emphatic in made)
    return joined(", ", name, inline(work.text(f"{of}titleaddon")))


def issue(work: Work) -> Inline:
    """Which issue of a periodical it is beside its number: ``Spring, ‘Peace’``."""
    called = inline(full_title(work.entry, "issue"))
    return joined(", ", inline(work.text("issue")), quoted(work, called) if called else ())


# --- as what and in what ----------------------------------------------------------------


def edition(work: Work) -> Inline:
    """``2nd edn``, also of ``Second`` and ``2nd ed.``; what is no number is printed as it is."""
    said = work.text("edition")
    counted = _COUNTED.fullmatch(said)
    number = counted.group(1) if counted else _ORDINALS.get(said.lower(), "")
    if not number:
        return inline(said)
    first = work.words.first_edition if number == "1" else ""
    form = first or work.words.edition
    return inline(form.format(number=number, ordinal=text.ordinal(number)))


_COUNTED = re.compile(
    r"(\d+)(?:\.|\. Aufl\.?|(?:st|nd|rd|th)?(?: ed(?:n|ition)?\.?)?)", re.I | re.ASCII
)
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
    )
}
"""Editions as BibTeX has them; biblatex wants a number."""


def volume(work: Work) -> Inline:
    """``vol. 2, part 1``, ``vol. 2 of *The whole*``, or of a whole: ``3 vols``."""
    words = work.words
    number, count, part = map(work.text, ("volume", "volumes", "part"))
    if not number and count:
        return inline(words.one_volume if count == "1" else words.volumes.format(count))
    numbers = [
        words.volume.format(number) if number else "",
        words.part.format(part) if part else "",
    ]
    said = ", ".join(filter(None, numbers))
    whole = host_title(work, "main")
    if not whole:
        return inline(said)
    return joined(" ", inline(words.volume_of.format(said) if said else words.in_), whole)


def series(work: Work) -> Inline:
    """``Cambridge Studies in International Relations 66``."""
    name, number = work.text("series"), work.text("number")
    return inline(" ".join(filter(None, [name, number])) if name else "")


def work_kind(work: Work) -> Inline:
    """``PhD thesis``: the ``type`` field, or what an alias such as ``phdthesis`` says."""
    alias = work.entry.type if work.entry.type in TYPE_ALIASES else ""
    return inline(term(work.entry.get("type") or alias, work.language))


def series_number(work: Work) -> Inline:
    """``Europe report no. 264``."""
    number = work.text("number")
    plain = work.words.number.format(number) if number[:1].isdigit() else number
    said, name = value("type")(work), inline(work.text("series"))
    kind = joined(", ", said, name) or work_kind(work)
    return joined(" ", kind, inline(plain))


def version(work: Work) -> Inline:
    """``version 2.1``."""
    number = work.text("version")
    return inline(work.words.version.format(number) if number else "")


def occasion(work: Work) -> Inline:
    """Where a paper was given: event, venue, date."""
    event = work.text("eventtitle")
    what = _how_published(work) or (work.words.given_at.format(event) if event else "")
    if event and event not in what:
        what = f"{what}, {event}"
    when = date(work.entry.get("eventdate"), work.language)
    venue = work.text("venue", "institution", "organization")
    return inline(", ".join(filter(None, [what, venue, when])))


def container(edited: Callable[[Work], str]) -> Part:
    """``in Roger Kanet, ed., *The Russian challenge*``; ``edited`` says whose edition it is.

    A book by an author is the author’s, whoever edited it.
    """

    def part(work: Work) -> Inline:
        author, editor = work.entry.get("bookauthor"), work.entry.get("editor")
        who, book = listed(author, work.words) or edited(work), host_title(work, "book")
        by = work.words.by["editor"].format(listed(editor, work.words))
        within = joined(", ", inline(who), book, inline(by if author and editor else ""))
        return joined(" ", inline(work.words.in_ if within else ""), within)

    return part


def event(work: Work) -> Inline:
    """The event whose proceedings a paper is in."""
    name, venue = work.text("eventtitle"), work.text("venue")
    when = date(work.entry.get("eventdate"), work.language)
    return inline(", ".join(filter(None, [name, venue, when])))


def how_published(work: Work) -> Inline:
    """What ``howpublished`` says, unless it is the address of the work."""
    return inline(_how_published(work))


def _how_published(work: Work) -> str:
    return "" if text.address(work.entry.get("howpublished")) else work.text("howpublished")


def year(work: Work) -> str:
    """``2013``, ``1868–1869``, ``forthcoming``; what says that there is none."""
    said = years(issued(work.entry), work.language) or work.text("year")
    said = said or term(work.entry.get("pubstate"), work.language)
    return said or years(work.entry.get("eventdate"), work.language) or work.words.undated


def house(work: Work) -> str:
    """``Oxford: Oxford University Press``; a publisher that is the author is not said again."""
    name = work.text("publisher", "institution", "organization")
    if name == listed(work.entry.get("author"), work.words):
        name = ""
    return ": ".join(filter(None, [_places(work), name]))


def _places(work: Work) -> str:
    """``München, Berlin and New York``."""
    found = [term(each, work.language) for each in split_names(work.entry.get("location"))]
    return enumerated(found, work.words.and_)


def chapter(work: Work) -> Inline:
    """``ch. 3``, where there are no pages to say it."""
    number = "" if work.entry.get("pages") else work.text("chapter")
    return inline(work.words.chapter.format(number) if number else "")


def remarks(work: Work) -> Inline:
    """``note``, ``addendum``, and of what has a date the state of its publication."""
    state = work.entry.get("pubstate") if issued(work.entry) else ""
    said = (work.text("note"), term(state, work.language), work.text("addendum"))
    return joined(", ", *map(inline, said))


def pages(work: Work) -> Inline:
    """The work's own pages, or the number of an article that has no pages."""
    marks = page_forms(primary(work.language))
    return inline(text.pages(work.entry.get("pages"), marks) or work.text("eid"))


# --- where a reader finds it ---------------------------------------------------------------


_ARCHIVES = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
    "hdl": ("HDL", "https://hdl.handle.net/"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
}
"""Archives that biblatex knows: what they are called, and where their works are."""


def work_url(entry: Entry) -> str:
    """Where a reader finds the work: its DOI, its URL, its place in an archive that is known."""
    doi = text.bare_doi(entry.get("doi"))
    if doi:
        return f"https://doi.org/{quote(doi, safe='/:;()')}"
    _, archive = _ARCHIVES.get(entry.get("eprinttype").lower(), ("", ""))
    number = entry.get("eprint")
    in_archive = f"{archive}{quote(number, safe='/')}" if archive and number else ""
    return _url(entry) or in_archive


def _url(entry: Entry) -> str:
    """The URL, for which older libraries have ``howpublished``."""
    return text.safe_url(entry.get("url")) or text.address(entry.get("howpublished"))


def address(work: Work) -> Inline:
    """The URL, or the number in an archive, where the work has no DOI to lead to it."""
    entry = work.entry
    if text.bare_doi(entry.get("doi")):
        return ()
    url = _url(entry)
    kind, number = entry.get("eprinttype"), work.text("eprint")
    archive, _ = _ARCHIVES.get(kind.lower(), (text.decode(kind), ""))
    said = url or (": ".join(filter(None, [archive, number])) if number else "")
    return (Run(said, to=work_url(entry) if work.linked else ""),) if said else ()

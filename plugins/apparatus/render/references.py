"""References to works: full and short, in the manner of *International Affairs*.

The only room that imports pybtex: its names, its template language, its rich text. Its
reader and its HTML backend stay outside: the one is slow and lossy on hostile input, the
other does not escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import quote

from pybtex.backends import BaseBackend
from pybtex.database import Person
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.template import join, node

from apparatus.entry_types import TYPE_ALIASES
from apparatus.model import Entry, Library, is_number
from apparatus.names import family_name, split_names
from apparatus.render import text
from apparatus.render.kinds import language_tag
from apparatus.short_forms import (
    EDITED,
    QUOTED,
    kind_of,
    short_names,
    short_title,
)
from apparatus.styles import Cited, Inline, Run, inline, joined

_ROLES = ("author", "editor", "organization", "institution")


class _Runs(BaseBackend):  # type: ignore[misc]  # pybtex has no types
    """Rich text as the stretches of a style; ``_TO_WORK`` marks what leads to the work's page."""

    RenderType = tuple

    def __init__(self) -> None:
        super().__init__("utf-8")

    def format_str(self, str_: str) -> Inline:
        return inline(str_)

    def format_tag(self, tag_name: str, text_: Inline) -> Inline:
        if tag_name == _TO_WORK:
            return tuple(run._replace(work=True) for run in text_)
        if tag_name.startswith(_IN_LANGUAGE):
            tag = tag_name.removeprefix(_IN_LANGUAGE)
            return tuple(run._replace(lang=tag) for run in text_)
        return tuple(run._replace(italic=True) for run in text_)

    def format_href(self, url: str, text_: Inline, external: bool = False) -> Inline:
        return tuple(run._replace(to=url) for run in text_)

    def render_sequence(self, rendered_list: Sequence[Inline]) -> Inline:
        return tuple(run for part in rendered_list for run in part)


_TO_WORK = "to-work"
_IN_LANGUAGE = "lang:"


def inline_html(runs: Inline, work_page: str = "") -> str:
    """The stretches of a style as HTML, everything escaped; ``work_page`` is where those
    lead that lead to the page of the work.
    """
    work_page = text.safe_target(work_page)

    def target(run: Run) -> tuple[bool, str]:
        if run.work and work_page:
            return True, work_page
        return False, text.safe_target(run.to)

    made = []
    for (is_work, url), found in groupby(runs, target):
        same = list(found)
        if len(same) == 1:  # a title that leads somewhere is set as any other title
            made.append(_set(_linked(_words(same[0]), url, is_work), same[0].italic))
        else:
            words = "".join(_set(_words(run), run.italic) for run in same)
            made.append(_linked(words, url, is_work))
    return "".join(made)


def _words(run: Run) -> str:
    html = text.escape(run.text)
    return f'<span lang="{text.escape(run.lang)}">{html}</span>' if run.lang else html


def _set(html: str, italic: bool) -> str:
    return f"<cite>{html}</cite>" if italic and html else html


def _linked(html: str, url: str, is_work: bool) -> str:
    if is_work:
        return work_link(url, html)
    return f'<a href="{text.escape(url)}">{html}</a>' if url and html else html


def work_link(url: str, html: str) -> str:
    """``html``, in which nothing may be a link, leading to the page of its work."""
    if not url or not html:
        return html
    return f'<a class="work-link" href="{text.escape(url)}" role="doc-biblioref">{html}</a>'


# --- names ---------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def people(value: str) -> tuple[Person, ...]:
    """The people of a name field; a corporate author in braces is one family name."""
    return tuple(_person(name) for name in split_names(value))


def _person(name: str) -> Person:
    """One name taken apart; one that pybtex cannot take apart is a family name as it is."""
    try:
        return Person(name)
    except Exception:  # it raises several kinds on unbalanced braces and many commas
        person = Person()
        person.last_names = [name]
        return person


def full_name(person: Person) -> str:
    """Given names first, as people write them."""
    given = [*person.first_names, *person.middle_names]
    parts = [*given, *person.prelast_names, *person.last_names, *person.lineage_names]
    return text.decode(" ".join(parts))


def inverted_name(name: str) -> str:
    """One name as a list has it: the family name, a comma, the given names."""
    person = _person(name)
    given = text.decode(" ".join([*person.first_names, *person.middle_names]))
    family = text.decode(" ".join([*person.prelast_names, *person.last_names]))
    lineage = text.decode(" ".join(person.lineage_names))
    return ", ".join(filter(None, [family, given, lineage]))


def name_list(value: str, short: bool = False) -> str:
    """All names joined; the short form has family names, and ``et al.`` from three on."""
    if short:
        return text.decode(short_names(value))
    names = [full_name(person) for person in people(value)]
    if value.rstrip().endswith(" and others"):
        return f"{', '.join(names)} et al."
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


# --- the parts of a reference ----------------------------------------------------------


@node  # type: ignore[untyped-decorator]
def head(children: Any, data: Mapping[str, Any], short: bool = False) -> Text:
    """Authors, or editors with ``ed.``, or nobody."""
    entry: Entry = data["entry"]
    if data.get("suppress_author"):
        return Text("")
    names = _heading_names(entry, short)
    return Text(Tag(_TO_WORK, names)) if names else Text("")


def _heading_names(entry: Entry, short: bool = False) -> str:
    author = entry.get("author")
    if author:
        return name_list(author, short)
    return _editors(entry, short) if entry.type in EDITED else ""


def _editors(entry: Entry, short: bool = False) -> str:
    editor = entry.get("editor")
    if not editor:
        return ""
    return f"{name_list(editor, short)}, {'eds' if len(people(editor)) > 1 else 'ed.'}"


@node  # type: ignore[untyped-decorator]
def value(children: Any, data: Mapping[str, Any], *names: str) -> Text:
    """The first of these fields, decoded; empty where there is none."""
    return Text(text.term(data["entry"].get(*names)))


@node  # type: ignore[untyped-decorator]
def title(children: Any, data: Mapping[str, Any], quoted: bool, short: bool = False) -> Text:
    """The title, in quotation marks or italics, linked to the work where it can be.

    Where no name before it leads to the page of the work, the title does.
    """
    entry: Entry = data["entry"]
    plain = text.decode(short_title(entry)) if short else full_title(entry)
    tag = language_tag(entry.get("langid", "language"), plain)
    words = Tag(f"{_IN_LANGUAGE}{tag}", plain) if tag else Text(plain)
    link = work_url(entry) if data.get("linked") and not short else ""
    linked: Any = HRef(link, words) if link else words
    if data.get("suppress_author") or not _heading_names(entry):
        linked = Tag(_TO_WORK, linked)
    return Text("‘", linked, "’") if quoted else Text(Tag("cite", linked))


def sort_name(entry: Entry) -> tuple[str, str, str]:
    """What works are sorted by: the first family name, else the title; then the date.

    Accents are left aside, as in an index.
    """
    names = split_names(entry.get("author", "editor"))
    first = text.decode(family_name(names[0])) if names else full_title(entry).lstrip("“‘\"'")
    return text.unaccented(first).casefold(), entry.get("date", "year"), entry.key


def full_title(entry: Entry) -> str:
    """Title, subtitle behind a colon."""
    parts = [entry.get("title"), entry.get("subtitle")]
    return text.decode(": ".join(filter(None, parts)))


def work_url(entry: Entry) -> str:
    """Where a reader finds the work: its DOI, else its URL."""
    doi = entry.get("doi")
    if doi.startswith("10."):
        return f"https://doi.org/{quote(doi, safe='/:;()')}"
    return text.safe_url(entry.get("url"))


@node  # type: ignore[untyped-decorator]
def dated(children: Any, data: Mapping[str, Any]) -> Text:
    """When the work appeared; of an article in a volume, the year alone."""
    entry: Entry = data["entry"]
    iso = entry.get("date")
    if entry.type == "article" and entry.get("volume"):
        iso = "/".join(end[:4] for end in iso.split("/"))
    return Text(text.date(iso) or text.decode(entry.get("year", "pubstate")) or "n.d.")


@node  # type: ignore[untyped-decorator]
def issue(children: Any, data: Mapping[str, Any]) -> Text:
    """``97: 4``, ``no. 2``, ``45``."""
    entry: Entry = data["entry"]
    volume, number = (text.decode(entry.get(name)) for name in ("volume", "number"))
    if volume and number:
        return Text(f"{volume}: {number}")
    return Text(volume or (f", no. {number}" if number else ""))


@node  # type: ignore[untyped-decorator]
def imprint(children: Any, data: Mapping[str, Any]) -> Text:
    """``(Oxford: Oxford University Press, 2013)``."""
    entry: Entry = data["entry"]
    house = text.decode(entry.get("publisher", "institution", "organization"))
    if house and house == name_list(entry.get("author")):
        house = ""
    place = text.decode(entry.get("location"))
    made = ": ".join(filter(None, [place, house]))
    return Text("(", join(sep=", ")[made, dated].format_data(data), ")")


@node  # type: ignore[untyped-decorator]
def container(children: Any, data: Mapping[str, Any]) -> Text:
    """``in Roger Kanet, ed., *The Russian challenge*``."""
    entry: Entry = data["entry"]
    book = text.decode(": ".join(filter(None, map(entry.get, ("booktitle", "booksubtitle")))))
    editors = _editors(entry)
    if not book and not editors:
        return Text("")
    return Text("in ", f"{editors}, " if editors else "", Tag("cite", book))


@node  # type: ignore[untyped-decorator]
def translator(children: Any, data: Mapping[str, Any]) -> Text:
    """``trans. Jane Roe``."""
    names = name_list(data["entry"].get("translator"))
    return Text(f"trans. {names}" if names else "")


@node  # type: ignore[untyped-decorator]
def edition(children: Any, data: Mapping[str, Any]) -> Text:
    """``2nd edn``; an edition that is no number is printed as it is written."""
    value = text.decode(data["entry"].get("edition"))
    return Text(f"{text.ordinal(value)} edn" if is_number(value) else value)


@node  # type: ignore[untyped-decorator]
def part(children: Any, data: Mapping[str, Any]) -> Text:
    """``vol. 2``, ``vol. 2 of *The whole*``, or of a whole: ``3 vols``."""
    entry: Entry = data["entry"]
    volume, whole, volumes = (
        text.decode(entry.get(name)) for name in ("volume", "maintitle", "volumes")
    )
    if not volume and volumes:
        return Text(f"{volumes} {'vol.' if volumes == '1' else 'vols'}")
    number = f"vol. {volume}" if volume else ""
    if not whole:
        return Text(number)
    return Text(f"{number} of " if number else "in ", Tag("cite", whole))


@node  # type: ignore[untyped-decorator]
def series(children: Any, data: Mapping[str, Any]) -> Text:
    """``Cambridge Studies in International Relations 66``."""
    entry: Entry = data["entry"]
    name = text.decode(entry.get("series"))
    return Text(" ".join(filter(None, [name, text.decode(entry.get("number"))])) if name else "")


@node  # type: ignore[untyped-decorator]
def where(children: Any, data: Mapping[str, Any]) -> Text:
    """The work's own pages and the locator: ``pp. 795–823 at p. 800``."""
    own, locator = text.pages(data["entry"].get("pages")), data["locator"]
    if own and str(locator).startswith(("p.", "pp.")):
        return Text(own, " at ", locator)
    return Text(own, ", " if own and locator else "", locator)


@node  # type: ignore[untyped-decorator]
def address(children: Any, data: Mapping[str, Any]) -> Text:
    """The URL, where the work has no DOI to lead to it."""
    entry: Entry = data["entry"]
    url = text.safe_url(entry.get("url"))
    if not url or entry.get("doi"):
        return Text("")
    return Text(HRef(url, url)) if data.get("linked") else Text(url)


@node  # type: ignore[untyped-decorator]
def occasion(children: Any, data: Mapping[str, Any]) -> Text:
    """Where a paper was given: event, venue, date."""
    entry: Entry = data["entry"]
    event = text.decode(entry.get("eventtitle"))
    what = text.decode(entry.get("howpublished")) or (f"paper given at {event}" if event else "")
    if event and event not in what:
        what = f"{what}, {event}"
    when = text.date(entry.get("eventdate")) or text.date(entry.get("date"))
    venue = text.decode(entry.get("venue", "institution", "organization"))
    return Text(", ".join(filter(None, [what, venue, when])))


@node  # type: ignore[untyped-decorator]
def work_kind(children: Any, data: Mapping[str, Any]) -> Text:
    """``PhD thesis``: the ``type`` field, or what an alias such as ``phdthesis`` says."""
    entry: Entry = data["entry"]
    return Text(text.term(entry.get("type") or (entry.type if entry.type in TYPE_ALIASES else "")))


@node  # type: ignore[untyped-decorator]
def series_number(children: Any, data: Mapping[str, Any]) -> Text:
    """``Europe report no. 264``."""
    entry: Entry = data["entry"]
    kind = text.term(entry.get("type", "series"))
    number = text.decode(entry.get("number"))
    plain = number if not number[:1].isdigit() else f"no. {number}"
    return Text(" ".join(filter(None, [kind, plain])))


@node  # type: ignore[untyped-decorator]
def journal(children: Any, data: Mapping[str, Any]) -> Text:
    """``*International Affairs* 97: 4``."""
    name = text.decode(data["entry"].get("journaltitle"))
    number = str(issue().format_data(data))
    joint = "" if number.startswith(",") or not number else " "
    return Text(Tag("cite", name), joint, number) if name else Text(number)


@node  # type: ignore[untyped-decorator]
def outlet(children: Any, data: Mapping[str, Any]) -> Text:
    """The periodical or site in italics, an organization upright."""
    entry: Entry = data["entry"]
    name = text.decode(entry.get("journaltitle", "maintitle", "booktitle"))
    number = str(issue().format_data(data))
    if name:
        return Text(Tag("cite", name), f" {number}" if number else "")
    owner = text.decode(entry.get("organization", "institution", "publisher"))
    return Text("" if owner == name_list(entry.get("author")) else owner)


_HEAD, _QUOTED, _ITALIC = head(), title(True), title(False)
_comma = join(sep=", ")
_spaced = join(sep=" ")

_ARTICLE = _comma[_HEAD, _QUOTED, journal(), dated(), where(), address()]
_VOLUME = _comma[_ITALIC, translator(), edition(), part(), series()]
_BOOK = _comma[_HEAD, _spaced[_VOLUME, imprint()], where(), address()]
_HOST = _comma[container(), edition(), part(), series()]
_CHAPTER = _comma[_HEAD, _QUOTED, translator(), _spaced[_HOST, imprint()], where(), address()]
_REPORT = _comma[_HEAD, _spaced[_comma[_ITALIC, series_number()], imprint()], where(), address()]
_THESIS = _comma[_HEAD, _ITALIC, work_kind(), value("institution"), dated(), where(), address()]
_PAPER = _comma[_HEAD, _QUOTED, value("type"), occasion(), where(), address()]
_ONLINE = _comma[_HEAD, value("titleaddon"), _QUOTED, outlet(), dated(), where(), address()]

_FULL: Mapping[str, Any] = {
    "article": _ARTICLE,
    "book": _BOOK,
    "collection": _BOOK,
    "proceedings": _BOOK,
    "review": _ARTICLE,
    "suppperiodical": _ARTICLE,
    "bookinbook": _CHAPTER,
    "inbook": _CHAPTER,
    "incollection": _CHAPTER,
    "inproceedings": _CHAPTER,
    "inreference": _CHAPTER,
    "suppbook": _CHAPTER,
    "suppcollection": _CHAPTER,
    "report": _REPORT,
    "thesis": _THESIS,
    "unpublished": _PAPER,
    "online": _ONLINE,
    "misc": _ONLINE,
}


# --- what the notes ask for ----------------------------------------------------------


_PLACE = "\ue000"
"""What stands for a locator while a reference is made; the character is for private use."""


def _full(entry: Entry, place: str | Inline, suppress_author: bool, linked: bool) -> Inline:
    """A reference, which is made once for all its locators: nothing here is as slow.

    Behind the work's own pages a locator that begins with a page reads otherwise, see `where`.
    """
    runs = inline(place) if isinstance(place, str) else place
    words = "".join(run.text for run in runs)
    holder = f"p.{_PLACE}" if words.startswith(("p.", "pp.")) else _PLACE if words else ""
    made = _made(entry, holder, suppress_author, linked)
    if sum(run.text.count(_PLACE) for run in made) != bool(holder):  # a value has the character
        return _made(entry, words, suppress_author, linked)
    return tuple(_placed(made, holder, runs)) if holder else made


def _placed(made: Inline, holder: str, place: Inline) -> Iterator[Run]:
    for run in made:
        before, found, behind = run.text.partition(holder)
        yield from (run._replace(text=before),) if before else ()
        yield from place if found else ()
        yield from (run._replace(text=behind),) if behind else ()


@lru_cache(maxsize=32768)
def _made(entry: Entry, locator: str, suppress_author: bool, linked: bool) -> Inline:
    data = {
        "entry": entry,
        "locator": Text(locator),
        "suppress_author": suppress_author,
        "linked": linked,
    }
    made: Inline = _FULL.get(kind_of(entry), _BOOK).format_data(data).render(_Runs())
    return made


def _short(entry: Entry, suppress_author: bool) -> Inline:
    quoted = kind_of(entry) in QUOTED
    data = {"entry": entry, "suppress_author": suppress_author}
    template = _comma[head(short=True), title(quoted, short=True)]
    made: Inline = template.format_data(data).render(_Runs())
    return made


class NoteStyle:
    """The manner of *International Affairs*: notes; a work in full, then by its short form."""

    in_text = False

    def __init__(self, library: Library, language: str = "") -> None:
        """It looks the same with any library, and its words are English."""

    def cite(self, cited: Cited) -> Inline:
        if cited.first:
            return _full(cited.entry, cited.place, cited.suppress_author, linked=True)
        name = _short(cited.entry, cited.suppress_author)
        return joined(", ", tuple(run._replace(work=True) for run in name), cited.place)

    def name(self, entry: Entry) -> Inline:
        return inline(names_in_text(entry))

    def reference(self, entry: Entry) -> Inline:
        return _full(entry, "", suppress_author=False, linked=True)


NOTES = NoteStyle(Library())


def unlinked(runs: Inline) -> Inline:
    """A text that leads nowhere, for one that is a link as a whole."""
    return tuple(run._replace(to="", work=False) for run in runs)


def full_reference(
    entry: Entry,
    locator: str | Inline = "",
    suppress_author: bool = False,
    work_page: str = "",
    linked: bool = True,
) -> str:
    """A work at its first mention, as HTML, without a closing full stop.

    The title leads to the work itself, unless ``linked`` says no; the names, or the title where
    there are none, to ``work_page``.
    """
    return inline_html(_full(entry, locator, suppress_author, linked), work_page)


def short_reference(entry: Entry, locator: str = "", suppress_author: bool = False) -> str:
    """A work at a later mention: names, short title, locator."""
    name = _short(entry, suppress_author)
    return inline_html(joined(", ", name, inline(locator)))


def with_stop(html: str) -> str:
    """``html`` with a full stop, unless its text ends with one."""
    return html if ends_with_stop(html) else f"{html}."


def ends_with_stop(html: str) -> bool:
    """Whether the text of ``html`` ends a sentence."""
    return re.sub(r"<[^>]*>", "", html).rstrip().endswith((".", "!", "?"))


def names_in_text(entry: Entry) -> str:
    """The names that stand in a sentence for ``@key``."""
    names = entry.get(*_ROLES)
    return text.decode(short_names(names) if names else short_title(entry))

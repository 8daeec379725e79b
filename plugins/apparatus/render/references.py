"""References to works: full and short, in the manner of *International Affairs*.

A reference is put together from parts; each takes the work and gives a stretch of text, an
empty one where the entry says nothing. What kinds of works consist of stands in one table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from apparatus.entry_types import TYPE_ALIASES
from apparatus.model import Entry, Library, is_number
from apparatus.names import family_name, split_names
from apparatus.render import text
from apparatus.render.inline import inline_html
from apparatus.render.kinds import language_tag
from apparatus.render.personal_names import name_list
from apparatus.render.personal_names import names as names_of
from apparatus.short_forms import EDITED, QUOTED, kind_of, short_names, short_title
from apparatus.styles import Cited, Inline, Run, inline, joined

_ROLES = ("author", "editor", "organization", "institution")


class _Work(NamedTuple):
    """A work on its way into print: whether its names are left out, whether titles lead to it."""

    entry: Entry
    suppress_author: bool = False
    linked: bool = True


_Part = Callable[[_Work], Inline]


def _comma(*parts: _Part) -> _Part:
    return lambda work: joined(", ", *(part(work) for part in parts))


def _spaced(*parts: _Part) -> _Part:
    return lambda work: joined(" ", *(part(work) for part in parts))


def _italic(words: str) -> Inline:
    return (Run(words, italic=True),) if words else ()


# --- the parts of a reference ----------------------------------------------------------


def _head(work: _Work) -> Inline:
    """Authors, or editors with ``ed.``, or nobody."""
    names = "" if work.suppress_author else _heading_names(work.entry)
    return (Run(names, work=True),) if names else ()


def _heading_names(entry: Entry, short: bool = False) -> str:
    author = entry.get("author")
    if author:
        return name_list(author, short)
    return _editors(entry, short) if entry.type in EDITED else ""


def _editors(entry: Entry, short: bool = False) -> str:
    editor = entry.get("editor")
    if not editor:
        return ""
    several = len(split_names(editor)) > 1
    return f"{name_list(editor, short)}, {'eds' if several else 'ed.'}"


def _value(*names: str) -> _Part:
    """The first of these fields, decoded; empty where there is none."""
    return lambda work: inline(text.term(work.entry.get(*names)))


def _title(work: _Work) -> Inline:
    """The title, linked to the work where it can be."""
    return _set_title(work, full_title(work.entry), work_url(work.entry) if work.linked else "")


def _set_title(work: _Work, words: str, url: str) -> Inline:
    """A title in quotation marks or italics.

    Where no name before it leads to the page of the work, the title does.
    """
    entry = work.entry
    tag = language_tag(entry.get("langid", "language"), words)
    leads = work.suppress_author or not _heading_names(entry)
    if not words:
        return ()
    if kind_of(entry) in QUOTED:
        return (Run("‘"), Run(words, to=url, work=leads, lang=tag), Run("’"))
    return (Run(words, italic=True, to=url, work=leads, lang=tag),)


def sort_name(entry: Entry) -> tuple[str, ...]:
    """What works are sorted by: the first family name, else the title; then all names, so that
    the works of one person stand together and those with others behind them; date; title.

    Accents are left aside, as in an index.
    """
    people = entry.get("author", "editor")
    written = split_names(people)
    title = full_title(entry).lstrip("“‘\"'")
    first = text.decode(family_name(written[0])) if written else title
    everyone = "; ".join(name.inverted for name in names_of(people))
    folded = (text.unaccented(each).casefold() for each in (first, everyone, title))
    family, everyone, title = folded
    return family, everyone, entry.get("date", "year"), title, entry.key


def full_title(entry: Entry) -> str:
    """Title, subtitle behind a colon, or behind the mark with which the title ends."""
    title, subtitle = (text.decode(entry.get(name)) for name in ("title", "subtitle"))
    stop = " " if title.endswith(("?", "!")) else ": "
    return f"{title}{stop}{subtitle}" if title and subtitle else title or subtitle


def work_url(entry: Entry) -> str:
    """Where a reader finds the work: its DOI, else its URL."""
    doi = entry.get("doi")
    if doi.startswith("10."):
        return f"https://doi.org/{quote(doi, safe='/:;()')}"
    return text.safe_url(entry.get("url"))


def _dated(work: _Work) -> Inline:
    return inline(_date(work.entry))


def _date(entry: Entry) -> str:
    """When the work appeared; of an article in a volume, the year alone."""
    iso = entry.get("date")
    if entry.type == "article" and entry.get("volume"):
        iso = "/".join(end[:4] for end in iso.split("/"))
    return text.date(iso) or text.decode(entry.get("year", "pubstate")) or "n.d."


def _issue(entry: Entry) -> str:
    """``97: 4``, ``no. 2``, ``45``."""
    volume, number = (text.decode(entry.get(name)) for name in ("volume", "number"))
    if volume and number:
        return f"{volume}: {number}"
    return volume or (f", no. {number}" if number else "")


def _imprint(work: _Work) -> Inline:
    """``(Oxford: Oxford University Press, 2013)``."""
    entry = work.entry
    house = text.decode(entry.get("publisher", "institution", "organization"))
    if house and house == name_list(entry.get("author")):
        house = ""
    place = text.decode(entry.get("location"))
    made = ": ".join(filter(None, [place, house]))
    return inline(f"({', '.join(filter(None, [made, _date(entry)]))})")


def _container(work: _Work) -> Inline:
    """``in Roger Kanet, ed., *The Russian challenge*``."""
    entry = work.entry
    book = text.decode(": ".join(filter(None, map(entry.get, ("booktitle", "booksubtitle")))))
    editors = _editors(entry)
    if not book and not editors:
        return ()
    return (Run(f"in {editors}, " if editors else "in "), *_italic(book))


def _translator(work: _Work) -> Inline:
    """``trans. Jane Roe``."""
    names = name_list(work.entry.get("translator"))
    return inline(f"trans. {names}" if names else "")


def _edition(work: _Work) -> Inline:
    """``2nd edn``; an edition that is no number is printed as it is written."""
    value = text.decode(work.entry.get("edition"))
    return inline(f"{text.ordinal(value)} edn" if is_number(value) else value)


def _volume(work: _Work) -> Inline:
    """``vol. 2``, ``vol. 2 of *The whole*``, or of a whole: ``3 vols``."""
    volume, whole, volumes = (
        text.decode(work.entry.get(name)) for name in ("volume", "maintitle", "volumes")
    )
    if not volume and volumes:
        return inline(f"{volumes} {'vol.' if volumes == '1' else 'vols'}")
    number = f"vol. {volume}" if volume else ""
    if not whole:
        return inline(number)
    return (Run(f"{number} of " if number else "in "), *_italic(whole))


def _series(work: _Work) -> Inline:
    """``Cambridge Studies in International Relations 66``."""
    name, number = (text.decode(work.entry.get(field)) for field in ("series", "number"))
    return inline(" ".join(filter(None, [name, number])) if name else "")


def _occasion(work: _Work) -> Inline:
    """Where a paper was given: event, venue, date."""
    entry = work.entry
    event = text.decode(entry.get("eventtitle"))
    what = text.decode(entry.get("howpublished")) or (f"paper given at {event}" if event else "")
    if event and event not in what:
        what = f"{what}, {event}"
    when = text.date(entry.get("eventdate")) or text.date(entry.get("date"))
    venue = text.decode(entry.get("venue", "institution", "organization"))
    return inline(", ".join(filter(None, [what, venue, when])))


def _work_kind(work: _Work) -> Inline:
    """``PhD thesis``: the ``type`` field, or what an alias such as ``phdthesis`` says."""
    alias = work.entry.type if work.entry.type in TYPE_ALIASES else ""
    return inline(text.term(work.entry.get("type") or alias))


def _series_number(work: _Work) -> Inline:
    """``Europe report no. 264``."""
    kind = text.term(work.entry.get("type", "series"))
    number = text.decode(work.entry.get("number"))
    plain = number if not number[:1].isdigit() else f"no. {number}"
    return inline(" ".join(filter(None, [kind, plain])))


def _journal(work: _Work) -> Inline:
    """``*International Affairs* 97: 4``."""
    name, number = text.decode(work.entry.get("journaltitle")), _issue(work.entry)
    joint = "" if number.startswith(",") or not number or not name else " "
    return (*_italic(name), *inline(joint + number))


def _outlet(work: _Work) -> Inline:
    """The periodical or site in italics, an organization upright."""
    entry = work.entry
    name = text.decode(entry.get("journaltitle", "maintitle", "booktitle"))
    if name:
        return joined(" ", _italic(name), inline(_issue(entry)))
    owner = text.decode(entry.get("organization", "institution", "publisher"))
    return inline("" if owner == name_list(entry.get("author")) else owner)


_VOLUME = _comma(_title, _translator, _edition, _volume, _series)
_HOST = _comma(_container, _edition, _volume, _series)

_ARTICLE = _comma(_head, _title, _journal, _dated)
_BOOK = _comma(_head, _spaced(_VOLUME, _imprint))
_CHAPTER = _comma(_head, _title, _translator, _spaced(_HOST, _imprint))
_REPORT = _comma(_head, _spaced(_comma(_title, _series_number), _imprint))
_THESIS = _comma(_head, _title, _work_kind, _value("institution"), _dated)
_PAPER = _comma(_head, _title, _value("type"), _occasion)
_ONLINE = _comma(_head, _value("titleaddon"), _title, _outlet, _dated)

_PARTS: Mapping[str, _Part] = {
    "article": _ARTICLE,
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
"""What kinds of works consist of, before their pages; all others are set as books."""


# --- the whole -----------------------------------------------------------------------


@lru_cache(maxsize=32768)
def _work_itself(entry: Entry, suppress_author: bool, linked: bool) -> Inline:
    """A reference up to the work's pages: the same wherever the work is cited."""
    return _PARTS.get(kind_of(entry), _BOOK)(_Work(entry, suppress_author, linked))


def _full(
    entry: Entry, place: Inline = (), suppress_author: bool = False, linked: bool = True
) -> Inline:
    itself = _work_itself(entry, suppress_author, linked)
    return joined(", ", itself, _where(entry, place), _address(entry, linked))


def _where(entry: Entry, place: Inline) -> Inline:
    """The work's own pages and the locator: ``pp. 795–823 at p. 800``."""
    own = inline(text.pages(entry.get("pages")))
    is_page = "".join(run.text for run in place).startswith(("p.", "pp."))
    return joined(" at " if is_page else ", ", own, place)


def _address(entry: Entry, linked: bool) -> Inline:
    """The URL, where the work has no DOI to lead to it."""
    url = "" if entry.get("doi") else text.safe_url(entry.get("url"))
    return (Run(url, to=url if linked else ""),) if url else ()


def _short(entry: Entry, suppress_author: bool) -> Inline:
    """Names and short title."""
    names = "" if suppress_author else _heading_names(entry, short=True)
    work = _Work(entry, suppress_author, linked=False)
    return joined(", ", inline(names), _set_title(work, text.decode(short_title(entry)), ""))


class NoteStyle:
    """The manner of *International Affairs*: notes; a work in full, then by its short form."""

    in_text = False

    def __init__(self, library: Library, language: str = "") -> None:
        """It looks the same with any library, and its words are English."""

    def cite(self, cited: Cited) -> Inline:
        if cited.first:
            return _full(cited.entry, cited.place, cited.suppress_author)
        name = _short(cited.entry, cited.suppress_author)
        return joined(", ", tuple(run._replace(work=True) for run in name), cited.place)

    def name(self, entry: Entry) -> Inline:
        return inline(names_in_text(entry))

    def reference(self, entry: Entry) -> Inline:
        return _full(entry)


NOTES = NoteStyle(Library())


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
    place = inline(locator) if isinstance(locator, str) else locator
    return inline_html(_full(entry, place, suppress_author, linked), work_page)


def short_reference(entry: Entry, locator: str = "", suppress_author: bool = False) -> str:
    """A work at a later mention: names, short title, locator."""
    name = _short(entry, suppress_author)
    return inline_html(joined(", ", name, inline(locator)))


def names_in_text(entry: Entry) -> str:
    """The names that stand in a sentence for ``@key``."""
    names = entry.get(*_ROLES)
    return text.decode(short_names(names) if names else short_title(entry))

"""References to works: full and short, in the manner of *International Affairs*.

A reference is put together from parts; each takes the work and gives a stretch of text, an
empty one where the entry says nothing. What kinds of works consist of stands in one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from apparatus.locators import page_forms, primary
from apparatus.model import Entry, Library
from apparatus.render import reference_parts as parts
from apparatus.render import text
from apparatus.render.dates import date, issued
from apparatus.render.inline import inline_html
from apparatus.render.reference_parts import Part, Work, comma, spaced
from apparatus.short_forms import kind_of, short_names, short_title
from apparatus.styles import Cited, Inline, Run, inline, joined

_ROLES = ("author", "editor", "organization", "institution")


# --- the parts that the journal has its own way with -------------------------------------


def _head(work: Work) -> Inline:
    """Authors, or editors with ``ed.``, or nobody."""
    names = "" if work.suppress_author else _heading_names(work)
    return (Run(names, work=True),) if names else ()


def _heading_names(work: Work, short: bool = False) -> str:
    if author := work.entry.get("author"):
        return parts.listed(author, work.words, short)
    return _editors(work, short) if parts.heading(work.entry) else ""


def _editors(work: Work, short: bool = False) -> str:
    """``T. Risse and S. Ropp, eds``."""
    editor, words = work.entry.get("editor"), work.words
    return (
        f"{parts.listed(editor, words, short)}, {parts.editors_mark(editor, words)}"
        if editor
        else ""
    )


def _dated(work: Work) -> Inline:
    return inline(_date(work))


def _dated_unless_given(work: Work) -> Inline:
    """The date of a paper, of which no event says when it was given."""
    return () if work.entry.get("eventdate") else _dated(work)


def _date(work: Work) -> str:
    """When the work appeared; of an article in a volume, the year alone."""
    if work.entry.type == "article" and work.entry.get("volume"):
        return parts.year(work)
    return date(issued(work.entry), work.language) or parts.year(work)


def _imprint(work: Work) -> Inline:
    """``(Oxford: Oxford University Press, 2013)``."""
    return inline(f"({', '.join(filter(None, [parts.house(work), _date(work)]))})")


def _journal(work: Work) -> Inline:
    """``*International Affairs* 97: 4``, with what the issue is called behind it."""
    return joined(", ", _numbered(work, parts.host_title(work, "journal")), parts.issue(work))


def _numbered(work: Work, name: Inline) -> Inline:
    """A periodical with ``97: 4``, with ``, no. 2``, with ``45``."""
    volume, number = work.text("volume"), work.text("number")
    if not volume and number:
        return joined(", ", name, inline(work.words.number.format(number)))
    return joined(" ", name, inline(": ".join(filter(None, [volume, number]))))


_CONTAINER = parts.container(_editors)


def _outlet(work: Work) -> Inline:
    """The periodical or site in italics, an organization upright."""
    for host in ("journal", "main"):
        if work.entry.get(f"{host}title"):
            return _numbered(work, parts.host_title(work, host))
    if work.entry.get("booktitle"):
        return _CONTAINER(work)
    owner = work.text("organization", "institution", "publisher")
    return inline("" if owner == parts.listed(work.entry.get("author"), work.words) else owner)


# --- what kinds of works consist of -------------------------------------------------------

_ADDED = parts.value("titleaddon")
_TITLED = comma(parts.title, _ADDED, parts.others)
_VOLUME = comma(_TITLED, parts.edition, parts.volume, parts.series, parts.version)
_HOST = comma(_CONTAINER, parts.edition, parts.volume, parts.series, parts.event)

_ARTICLE = comma(_head, _TITLED, _journal, _dated)
_BOOK = comma(_head, spaced(comma(_VOLUME, parts.how_published), _imprint))
_CHAPTER = comma(_head, _TITLED, spaced(_HOST, _imprint), parts.chapter)
_REPORT = comma(
    _head, spaced(comma(_TITLED, parts.series_number, parts.edition, parts.version), _imprint)
)
_THESIS = comma(_head, _TITLED, parts.work_kind, parts.value("institution"), _dated)
_PAPER = comma(_head, _TITLED, parts.value("type"), parts.occasion, _dated_unless_given)
_ONLINE = comma(
    _head, _ADDED, parts.title, parts.others, parts.value("type"), parts.version, _outlet,
    parts.how_published, _dated,
)  # fmt: skip

_PARTS: Mapping[str, Part] = {
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
    "jurisdiction": _REPORT,
    "legislation": _REPORT,
    "manual": _REPORT,
    "patent": _REPORT,
    "report": _REPORT,
    "standard": _REPORT,
    "thesis": _THESIS,
    "unpublished": _PAPER,
    "online": _ONLINE,
    "misc": _ONLINE,
}
"""What kinds of works consist of, before their remarks and pages; all others are set as books."""


# --- the whole -----------------------------------------------------------------------


@lru_cache(maxsize=32768)
def _work_itself(work: Work) -> Inline:
    """A reference up to the work's pages: the same wherever the work is cited."""
    made = _PARTS.get(kind_of(work.entry), _BOOK)(work)
    return joined(", ", made, parts.remarks(work))


def _full(work: Work, place: Inline = ()) -> Inline:
    return joined(", ", _work_itself(work), _where(work, place), parts.address(work))


def _where(work: Work, place: Inline) -> Inline:
    """The work's own pages and the locator: ``pp. 795–823 at p. 800``."""
    marks = page_forms(primary(work.language))
    is_page = "".join(run.text for run in place).startswith(marks)
    return joined(work.words.at if is_page else ", ", parts.pages(work), place)


def _short(work: Work) -> Inline:
    """Names and short title."""
    names = "" if work.suppress_author else _heading_names(work, short=True)
    title = parts.set_title(work, short_title(work.entry), "")
    return joined(", ", inline(names), title)


class NoteStyle:
    """The manner of *International Affairs*: notes; a work in full, then by its short form.

    Its terms are those of the language.
    """

    in_text = False

    def __init__(self, library: Library, language: str = "") -> None:
        """It looks the same with any library."""
        self._language = primary(language)

    def cite(self, cited: Cited) -> Inline:
        work = Work(cited.entry, self._language, cited.suppress_author)
        if cited.first:
            return _full(work, cited.place)
        name = _short(work._replace(linked=False))
        return joined(", ", tuple(run._replace(work=True) for run in name), cited.place)

    def name(self, entry: Entry) -> Inline:
        return inline(_names_in_text(Work(entry, self._language)))

    def reference(self, entry: Entry) -> Inline:
        return _full(Work(entry, self._language))


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
    return inline_html(_full(Work(entry, "", suppress_author, linked), place), work_page)


def short_reference(entry: Entry, locator: str = "", suppress_author: bool = False) -> str:
    """A work at a later mention: names, short title, locator."""
    name = _short(Work(entry, "", suppress_author, linked=False))
    return inline_html(joined(", ", name, inline(locator)))


def _names_in_text(work: Work) -> str:
    names, words = work.entry.get(*_ROLES), work.words
    return text.decode(
        short_names(names, words.and_, words.others) if names else short_title(work.entry)
    )

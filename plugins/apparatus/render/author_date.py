"""Author and year in the text, in brackets, and a list of works: ``(Weber 1919, p. 12)``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from apparatus.locators import primary
from apparatus.model import Entry, Library
from apparatus.names import family_name, split_names
from apparatus.render import reference_parts as parts
from apparatus.render import text
from apparatus.render.dates import date, issued
from apparatus.render.personal_names import enumerated
from apparatus.render.personal_names import names as names_of
from apparatus.render.reference_parts import Part, Work, comma
from apparatus.render.titles import sort_name
from apparatus.short_forms import kind_of, short_title
from apparatus.styles import Cited, Inline, Run, inline, joined

_BY_DAY = frozenset(
    (
        "article dataset jurisdiction legislation letter misc online patent report review "
        "software suppperiodical unpublished"
    ).split()
)
"""Types of which the list says the day, where the entry does."""
_NUMBERED = frozenset("jurisdiction legislation manual patent report standard".split())
"""Types whose number is theirs, and not that of an issue or in a series."""


class AuthorDateStyle:
    """Works of the same names and year are told apart by letters, the same on every page."""

    in_text = True

    def __init__(self, library: Library, language: str = "") -> None:
        self._language = primary(language)
        self._letters = _letters(library.entries.values(), self.name)

    def cite(self, cited: Cited) -> Inline:
        entry = cited.entry
        names = () if cited.suppress_author else self.name(entry)
        made = joined(" ", names, inline(self._year(self._work(entry))))
        return joined(", ", tuple(run._replace(work=True) for run in made), cited.place)

    def name(self, entry: Entry) -> Inline:
        heading, words = parts.heading(entry), self._work(entry).words
        families = [text.decode(family_name(name)) for name in split_names(heading)]
        if not families:
            return (Run(text.decode(short_title(entry)), italic=True, work=True),)
        if len(families) > 2 or heading.rstrip().endswith(" and others"):
            return (Run(f"{families[0]} {words.others}", work=True),)
        return (Run(f" {words.and_} ".join(families), work=True),)

    def reference(self, entry: Entry) -> Inline:
        work = self._work(entry)
        year = inline(f"({self._year(work)})")
        title = parts.title(work)
        names = _names(work)
        head = (Run(names, work=True),) if names else tuple(r._replace(work=True) for r in title)
        itself = joined(" ", head, year)
        return joined(", ", itself, title if names else (), _REST(work))

    def _work(self, entry: Entry) -> Work:
        return Work(entry, self._language)

    def _year(self, work: Work) -> str:
        """``1919``, ``1919b`` where that is needed; what ends with no figure gets a hyphen."""
        year, letter = parts.year(work), self._letters.get(work.entry.key, "")
        return f"{year}-{letter}" if letter and not year[-1:].isdigit() else year + letter


def _names(work: Work) -> str:
    """The names, the first of them with the family name in front."""
    heading, words = parts.heading(work.entry), work.words
    names = [name.inverted for name in names_of(heading)]
    made = enumerated(names, words.and_)
    if heading.rstrip().endswith(" and others"):
        made = f"{', '.join(names)} {words.others}"
    is_edited = parts.leads(work.entry)
    return f"{made} ({parts.editors_mark(heading, words)})" if is_edited else made


def _edited(work: Work) -> str:
    """``A. Poe (ed.)``, unless the work itself stands under that name."""
    editor, words = work.entry.get("editor"), work.words
    if not editor or parts.leads(work.entry):
        return ""
    return f"{parts.listed(editor, words)} ({parts.editors_mark(editor, words)})"


_CONTAINER = parts.container(_edited)


def _host(work: Work) -> Inline:
    return _CONTAINER(work) if parts.is_contained(work.entry) else ()


def _journal(work: Work) -> Inline:
    """``*International Affairs* 97 (4)``, with what the issue is called behind it."""
    name = parts.host_title(work, "journal")
    if not name:
        return ()
    volume, number = work.text("volume"), work.text("number")
    numbers = volume + (f" ({number})" if volume and number else number)
    return joined(", ", joined(" ", name, inline(numbers)), parts.issue(work))


def _volume(work: Work) -> Inline:
    return () if work.entry.get("journaltitle") else parts.volume(work)


def _kind(work: Work) -> Inline:
    """What kind of thesis, report or work it is, and its number; or the series that it is in."""
    kind = kind_of(work.entry)
    if work.entry.get("journaltitle"):  # whose articles need not be told what they are
        return ()
    if kind in _NUMBERED:
        return parts.series_number(work)
    return joined(", ", parts.work_kind(work), parts.series(work))


def _occasion(work: Work) -> Inline:
    """Where a paper was given; how anything else came out."""
    if kind_of(work.entry) == "unpublished":
        return parts.occasion(work)
    house = "" if work.entry.get("journaltitle") else parts.house(work)
    return joined(", ", parts.event(work), parts.how_published(work), inline(house))


def _day(work: Work) -> Inline:
    """The day of a newspaper or of what was put online; the year has been said."""
    entry = work.entry
    if (
        kind_of(entry) not in _BY_DAY
        or entry.get("eventdate")
        or (entry.get("volume") and entry.get("journaltitle"))
    ):
        return ()
    said = date(issued(entry), work.language)
    return inline(said if said != parts.year(work) else "")


_REST: Part = comma(
    parts.value("titleaddon"),
    parts.others,
    _host,
    _journal,
    parts.edition,
    _volume,
    _kind,
    parts.version,
    _occasion,
    _day,
    parts.chapter,
    parts.pages,
    parts.remarks,
    parts.address,
)
"""What stands behind the title."""


def _letters(entries: Iterable[Entry], name: Callable[[Entry], Inline]) -> Mapping[str, str]:
    """The letter of every work that would be cited by the same name and year as another."""

    def known_by(entry: Entry) -> tuple[str, str]:
        return "".join(run.text for run in name(entry)), parts.year(Work(entry))

    found: dict[str, str] = {}
    in_order = sorted(entries, key=lambda entry: (known_by(entry), sort_name(entry)))
    for _, group in groupby(in_order, known_by):
        same = list(group)
        if len(same) > 1:
            found |= {entry.key: _letter(index) for index, entry in enumerate(same)}
    return found


def _letter(index: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    first, last = divmod(index, 26)
    return (_letter(first - 1) if first else "") + chr(ord("a") + last)

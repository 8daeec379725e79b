"""Author and year in the text, in brackets, and a list of works: ``(Weber 1919, p. 12)``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from apparatus.locators import page_forms, primary
from apparatus.model import Entry, Library, is_number
from apparatus.names import family_name, split_names
from apparatus.render import text
from apparatus.render.personal_names import name_list
from apparatus.render.personal_names import names as names_of
from apparatus.render.references import full_title, sort_name, work_url
from apparatus.render.wording import wording
from apparatus.short_forms import EDITED, QUOTED, kind_of, short_title
from apparatus.styles import Cited, Inline, Run, inline, joined


class AuthorDateStyle:
    """Works of the same names and year are told apart by letters, the same on every page."""

    in_text = True

    def __init__(self, library: Library, language: str = "") -> None:
        self._words = wording(language)
        self._page, self._pages = page_forms(primary(language))
        self._letters = _letters(library.entries.values())

    def cite(self, cited: Cited) -> Inline:
        entry = cited.entry
        names = () if cited.suppress_author else self.name(entry)
        work = joined(" ", names, inline(self._year(entry)))
        return joined(", ", tuple(run._replace(work=True) for run in work), cited.place)

    def name(self, entry: Entry) -> Inline:
        names = split_names(_heading(entry))
        families = [text.decode(family_name(name)) for name in names]
        if not families:
            return (Run(text.decode(short_title(entry)), italic=True, work=True),)
        if len(families) > 2 or _heading(entry).rstrip().endswith(" and others"):
            return (Run(f"{families[0]} {self._words.others}", work=True),)
        return (Run(f" {self._words.and_} ".join(families), work=True),)

    def reference(self, entry: Entry) -> Inline:
        year = inline(f"({self._year(entry)})")
        title = self._title(entry)
        names = self._names(entry)
        head = (Run(names, work=True),) if names else tuple(r._replace(work=True) for r in title)
        rest = title if names else ()
        return joined(
            ", ", joined(" ", head, year), rest, *map(inline, self._kind(entry)), *self._host(entry)
        )

    def _year(self, entry: Entry) -> str:
        """``1919``, ``1919b`` where that is needed."""
        return (_year(entry) or self._words.undated) + self._letters.get(entry.key, "")

    def _names(self, entry: Entry) -> str:
        """The names, the first of them with the family name in front."""
        names = [name.inverted for name in names_of(_heading(entry))]
        others = _heading(entry).rstrip().endswith(" and others")
        made = f" {self._words.and_} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
        if others:
            made = f"{', '.join(names)} {self._words.others}"
        is_edited = made and not entry.get("author") and entry.get("editor")
        return f"{made} ({self._editors_word(entry)})" if is_edited else made

    def _editors_word(self, entry: Entry) -> str:
        several = len(split_names(entry.get("editor"))) > 1
        return self._words.edited_by_several if several else self._words.edited

    def _title(self, entry: Entry) -> Inline:
        words, url = full_title(entry), work_url(entry)
        if kind_of(entry) not in QUOTED:
            return (Run(words, italic=True, to=url),)
        half = len(self._words.quotes) // 2
        opening, closing = self._words.quotes[:half], self._words.quotes[half:]
        return (Run(opening), Run(words, to=url), Run(closing))

    def _kind(self, entry: Entry) -> Iterable[str]:
        """What kind of thesis or report it is, who translated it, which edition it is."""
        if entry.type not in ("article", "online", "misc"):
            yield text.term(entry.get("type"))
        if translator := entry.get("translator"):
            yield f"{self._words.translated} {name_list(translator)}"
        if number := text.decode(entry.get("edition")):
            yield self._edition(number) if is_number(number) else number

    def _edition(self, number: str) -> str:
        return self._words.edition.format(number=number, ordinal=text.ordinal(number))

    def _host(self, entry: Entry) -> Iterable[Inline]:
        """What the work appeared in or as, and on which pages."""
        journal = text.decode(entry.get("journaltitle"))
        book = text.decode(": ".join(filter(None, map(entry.get, ("booktitle", "booksubtitle")))))
        volume, number = (text.decode(entry.get(name)) for name in ("volume", "number"))
        if journal:
            issue = volume + (f" ({number})" if volume and number else number)
            yield joined(" ", (Run(journal, italic=True),), inline(issue))
        elif book:
            editor = entry.get("editor") if entry.get("author") else ""
            editors = f"{name_list(editor)} ({self._editors_word(entry)})" if editor else ""
            host = joined(", ", inline(editors), (Run(book, italic=True),))
            yield joined(" ", inline(self._words.in_), host)
        if volume and not journal:
            yield inline(self._words.volume.format(volume))
        imprint = (entry.get("location"), entry.get("publisher", "institution", "organization"))
        yield inline(": ".join(filter(None, map(text.decode, imprint))))
        yield inline(self._printed_pages(entry.get("pages")))

    def _printed_pages(self, value: str) -> str:
        printed = text.pages(value)
        several, _, numbers = printed.partition(" ")
        return f"{self._pages if several == 'pp.' else self._page} {numbers}" if printed else ""


def _heading(entry: Entry) -> str:
    """The names under which a work stands."""
    return entry.get("author") or (entry.get("editor") if kind_of(entry) in EDITED else "")


def _year(entry: Entry) -> str:
    return text.decode(entry.get("date").partition("/")[0][:4] or entry.get("year", "pubstate"))


def _letters(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The letter of every work that has names and year in common with another."""

    def known_by(entry: Entry) -> tuple[str, ...]:
        names = split_names(_heading(entry)) or [full_title(entry)]
        shown = [family_name(name) for name in names]
        return (*(shown if len(shown) < 3 else [shown[0], ""]), _year(entry))

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

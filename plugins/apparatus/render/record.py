"""An entry as other programs want it: every field decoded, named by what it is, safe.

The writers of RIS, CSL-JSON, COinS and ``citation_*`` all start from a `Record`, so that what
they say of a work agrees. What the entry does not say is empty and is left out by them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from apparatus.entry_types import TYPE_ALIASES
from apparatus.model import Entry, is_number
from apparatus.render import text
from apparatus.render.dates import Day, days, issued
from apparatus.render.kinds import Kind, Language, language_of, source_kind
from apparatus.render.personal_names import Name, names
from apparatus.render.titles import full_title
from apparatus.render.wording import term

_RANGE = re.compile(r"\s*(?:-{1,3}|–|—)\s*")
_CONTAINERS = ("booktitle", "booksubtitle")


def page_ends(value: str) -> tuple[str, str]:
    """The first and the last page, the last in full; '' where there is one page or none.

    ``1203--20`` ends on 1220. Of several stretches the first begins and the last ends.
    """
    stretches = [_RANGE.split(each.strip(), maxsplit=1) for each in value.split(",") if each]
    if not stretches:
        return "", ""
    first, start, last = stretches[0][0], stretches[-1][0], stretches[-1][-1]
    if is_number(start) and is_number(last) and len(last) < len(start):
        last = start[: len(start) - len(last)] + last
    return first, last if last != first else ""


@dataclass(frozen=True)
class Record:
    """What is known of a work. Texts are Unicode, URLs are such as a reader may follow."""

    key: str
    kind: Kind
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    translators: tuple[Name, ...]
    title: str
    short_title: str
    container: str
    series: str
    series_number: str
    volume: str
    issue: str
    number: str
    edition: str
    chapter: str
    publisher: str
    place: str
    issued: tuple[Day, ...]
    accessed: tuple[Day, ...]
    pages: tuple[str, str]
    extent: str
    genre: str
    event: str
    event_place: str
    event_days: tuple[Day, ...]
    doi: str
    url: str
    isbn: str
    issn: str
    language: Language

    @property
    def page_range(self) -> str:
        """``813-834``, or the only page."""
        return "-".join(filter(None, self.pages))


def record(entry: Entry) -> Record:
    """The record of an entry."""

    def get(*fields: str) -> str:
        return " ".join(text.decode(entry.get(*fields)).split())

    kind = source_kind(entry.type)
    is_article = kind.ris in ("JOUR", "ELEC", "JFULL")
    is_report = kind.csl == "report"
    doi = entry.get("doi").strip()
    return Record(
        key=entry.key,
        kind=kind,
        authors=names(entry.get("author")),
        editors=names(entry.get("editor")),
        translators=names(entry.get("translator")),
        title=" ".join(full_title(entry).split()),
        short_title=get("shorttitle"),
        container=_container(entry, kind),
        series=get("series"),
        series_number=get("number") if entry.get("series") and not is_article else "",
        volume=get("volume"),
        issue=get("number", "issue") if is_article else "",
        number=get("number") if is_report else "",
        edition=get("edition"),
        chapter=get("chapter"),
        publisher=_publisher(entry, kind),
        place=get("location"),
        issued=days(issued(entry)),
        accessed=days(entry.get("urldate"))[:1],
        pages=page_ends(get("pages", "eid")),
        extent=get("pagetotal"),
        genre=_genre(entry),
        event=get("eventtitle"),
        event_place=get("venue"),
        event_days=days(entry.get("eventdate")),
        doi=doi if doi.startswith("10.") else "",
        url=text.safe_url(entry.get("url").strip()),
        isbn=get("isbn"),
        issn=get("issn"),
        language=language_of(get("langid", "language")),
    )


def _container(entry: Entry, kind: Kind) -> str:
    """The journal, the book, the site in which a work is found.

    A page on the web that names no periodical is found on the site of its organization.
    """
    if kind.csl == "webpage":
        return text.decode(entry.get("journaltitle", "maintitle", "booktitle", "organization"))
    if entry.get("booktitle"):
        return text.decode(": ".join(filter(None, map(entry.get, _CONTAINERS))))
    return text.decode(entry.get("journaltitle"))


def _publisher(entry: Entry, kind: Kind) -> str:
    if kind.csl == "webpage" and not entry.get("journaltitle", "maintitle", "booktitle"):
        return text.decode(entry.get("publisher"))
    return text.decode(entry.get("publisher", "institution", "organization"))


def _genre(entry: Entry) -> str:
    """``Master’s thesis``, ``speech``, ``conference paper``: what the entry itself says it is."""
    alias = entry.type if entry.type in TYPE_ALIASES else ""
    word = term(entry.get("type", "howpublished", "titleaddon") or alias)
    return "" if word == alias else word

"""What is exported is read back by other people's programs, with the same values.

Every work of our own library is read with bibtexparser, pybtex and rispy, and as JSON; what a
reference manager needs of it must be what stands in the .bib files, field by field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import bibtexparser
import pytest
import rispy
from pybtex.database import parse_string

from apparatus.model import Entry, Library, Source
from apparatus.parse.library import parse_library
from apparatus.render.csl import export_csl
from apparatus.render.exports import export_bibtex
from apparatus.render.ris import export_ris
from tests.conftest import ROOT

OURS = {"verified", "unverified", "onlinedate", "language"}


@cache
def our_library() -> Library:
    paths = sorted((ROOT / "bibliography").glob("*.bib"))
    return parse_library([Source(p.name, p.read_text(encoding="utf-8")) for p in paths])


def entries(text: str) -> Iterable[Entry]:
    return parse_library([Source("refs.bib", text)]).entries.values()


# --- BibTeX --------------------------------------------------------------------------


def test_what_is_written_is_read_back() -> None:
    library = our_library()
    text = export_bibtex(library.entries.values())
    again = parse_library([Source("library.bib", text)])
    assert again.faults == ()
    assert "verified" not in text
    for key, entry in library.entries.items():
        values = {n: f.value for n, f in entry.fields.items() if n not in OURS}
        if entry.type == "online":
            values.setdefault("journaltitle", entry.get("organization"))
            values = {name: value for name, value in values.items() if value}
        found = {n: f.value for n, f in again.entries[key].fields.items() if n not in OURS}
        assert found == values
        assert again.entries[key].get("language") == entry.get("langid")


def test_inherited_fields_are_written_out() -> None:
    text = export_bibtex(
        entries("@book{b, title={B}, date=2000}\n@inbook{c, title={C}, crossref={b}}")
    )
    assert "booktitle = {B}" in " ".join(text.split())
    assert "crossref" not in text


# --- every work in every format ------------------------------------------------------


class Seen(NamedTuple):
    """What a reference manager needs of a work."""

    type: str
    creators: tuple[tuple[str, str], ...]
    title: str
    container: str
    date: str
    volume: str
    issue: str
    pages: str
    doi: str
    url: str
    publisher: str
    place: str


# our type, the type in the .ris, the type in the .json; as Zotero has it for the first
TYPES = {
    "article": ("JOUR", "article-journal"),
    "book": ("BOOK", "book"),
    "collection": ("BOOK", "book"),
    "incollection": ("CHAP", "chapter"),
    "online": ("ELEC", "webpage"),
    "report": ("RPRT", "report"),
    "thesis": ("THES", "thesis"),
    "unpublished": ("UNPD", "manuscript"),
}


def creators(entry: Entry) -> tuple[tuple[str, str], ...]:
    found = []
    for role in ("author", "editor"):
        people = entry.get(role).split(" and ") if entry.get(role) else []
        found += [(role, name.strip("{}")) for name in people]
    return tuple(found)


def expected(entry: Entry, type_: str) -> Seen:
    """What the .bib file itself says, in its own characters."""
    is_online = entry.type == "online"
    site = entry.get("journaltitle") or (entry.get("organization") if is_online else "")
    owner = entry.get("publisher", "institution", "organization")
    numbered = entry.type in ("article", "online")
    return Seen(
        type=type_,
        creators=creators(entry),
        title=entry.get("title"),
        container=entry.get("booktitle") or site,
        date=entry.get("date"),
        volume=entry.get("volume"),
        issue=entry.get("number") if numbered else "",
        pages=entry.get("pages").replace("--", "-"),
        doi=entry.get("doi"),
        url=entry.get("url"),
        publisher="" if is_online and owner == site else owner,
        place=entry.get("location"),
    )


def from_csl(item: Mapping[str, Any]) -> Seen:
    def name(parts: Mapping[str, str]) -> str:
        return parts.get("literal") or f"{parts['family']}, {parts['given']}"

    people = [(r, name(parts)) for r in ("author", "editor") for parts in item.get(r, ())]
    ends = item["issued"]["date-parts"]
    date = "/".join("-".join(f"{part:02}" for part in end) for end in ends)
    keys = "container-title volume issue page DOI URL publisher publisher-place".split()
    container, *rest = (item.get(key, "") for key in keys)
    volume, issue, pages, doi, url, publisher, place = rest
    return Seen(
        item["type"], tuple(people), item["title"], container, date, volume, issue, pages, doi, url,
        publisher, place,
    )  # fmt: skip


def from_ris(item: Mapping[str, Any]) -> Seen:
    people = [("author", name) for name in item.get("authors", ())]
    people += [("editor", name) for name in item.get("unknown_tag", {}).get("ED", ())]
    keys = "volume number doi publisher place_published".split()
    volume, issue, doi, publisher, place = (item.get(key, "") for key in keys)
    kind = item["type_of_reference"]
    ends = [item.get("start_page", ""), item.get("end_page", "")] if kind != "BOOK" else []
    urls = item.get("urls", [""])
    container = item.get("secondary_title", "") if kind != "BOOK" else ""
    return Seen(
        kind, tuple(people), item["title"], container,
        item["date"].rstrip("/").replace("/", "-"), volume, issue,
        "-".join(filter(None, ends)), doi, urls[0], publisher, place,
    )  # fmt: skip


def test_csl_of_every_work() -> None:
    library = our_library().entries
    items = {item["id"]: item for item in json.loads(export_csl(library.values()))}
    assert len(items) == len(library) == 96
    for key, entry in library.items():
        assert from_csl(items[key]) == expected(entry, TYPES[entry.type][1])
        unknown = set(items[key]) - CSL
        assert not unknown


# CSL 1.0.2, appendix IV, with what CSL-JSON adds
CSL = set(
    (
        "id type author editor translator title title-short container-title collection-title "
        "collection-number volume issue number edition chapter-number genre event-title "
        "event-place event-date publisher publisher-place issued page number-of-pages DOI URL "
        "accessed ISBN ISSN language"
    ).split()
)


def test_ris_of_every_work() -> None:
    library = our_library().entries
    items = {item["id"]: item for item in rispy.loads(export_ris(library.values()))}
    assert len(items) == len(library)
    for key, entry in library.items():
        assert from_ris(items[key]) == expected(entry, TYPES[entry.type][0])
        assert items[key]["year"] == entry.get("date")[:4]
        if entry.type == "report":
            assert items[key].get("issn", "") == entry.get("number")  # SN


def test_bibtex_of_every_work_in_two_readers() -> None:
    library = our_library().entries
    text = export_bibtex(library.values())
    first = bibtexparser.parse_string(text)
    second = parse_string(text, "bibtex")
    assert not first.failed_blocks
    assert len(first.entries) == len(second.entries) == len(library)
    for block in first.entries:
        entry, other = library[block.key], second.entries[block.key]
        for name, field in entry.fields.items():
            if name not in OURS:
                assert block[name] == field.value
                if name not in ("author", "editor"):
                    assert other.fields[name] == field.value
        for role in ("author", "editor"):
            people = [str(person) for person in other.persons.get(role, [])]
            assert [(role, p.strip("{}")) for p in people] == [
                each for each in creators(entry) if each[0] == role
            ]


# --- what our own library does not hold -----------------------------------------------


def ris(text: str) -> str:
    return export_ris(entries(text)).replace("\r\n", "\n")


def csl(text: str) -> Any:
    (item,) = json.loads(export_csl(entries(text)))
    return item


def test_particles_suffixes_and_corporate_names() -> None:
    people = "van der Berg, Jan and King, Jr., M. L. and {Law and Order} and others"
    text = f"@book{{x, title={{T}}, date=2000, author={{{people}}}}}"
    assert csl(text)["author"] == [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"family": "King", "given": "M. L.", "suffix": "Jr."},
        {"literal": "Law and Order"},
    ]
    names = re.findall(r"^AU  - (.*)$", ris(text), re.M)
    assert names == ["van der Berg, Jan", "King, M. L., Jr.", "Law and Order"]


@pytest.mark.parametrize(
    ("date", "parts", "printed"),
    [
        ("date={2020-10-05}", {"date-parts": [[2020, 10, 5]]}, "2020/10/05/"),
        ("date={2020-10}", {"date-parts": [[2020, 10]]}, "2020/10//"),
        ("date={2019/2020-02}", {"date-parts": [[2019], [2020, 2]]}, "2019///"),
        ("date={2020-22}", {"date-parts": [[2020]], "season": 2}, "2020///summer"),
        ("date={2020~}", {"date-parts": [[2020]]}, "2020///"),
        ("year=1999, month=mar", {"date-parts": [[1999, 3]]}, "1999/03//"),
        ("date={soon}", None, None),
    ],
)
def test_dates(date: str, parts: object, printed: str | None) -> None:
    text = f"@book{{x, title={{T}}, {date}}}"
    assert csl(text).get("issued") == parts
    assert re.findall(r"^DA  - (.*)$", ris(text), re.M) == ([printed] if printed else [])


@pytest.mark.parametrize(
    ("pages", "page", "ends"),
    [
        ("813--34", "813-834", ["813", "834"]),
        ("813-834", "813-834", ["813", "834"]),
        ("xii--xx", "xii-xx", ["xii", "xx"]),
        ("7", "7", ["7"]),
        ("3--5, 21--3", "3-23", ["3", "23"]),
    ],
)
def test_the_last_page_is_never_cut_short(pages: str, page: str, ends: list[str]) -> None:
    text = f"@article{{x, title={{T}}, journaltitle={{J}}, date=2000, pages={{{pages}}}}}"
    assert csl(text)["page"] == page
    assert re.findall(r"^[SE]P  - (.*)$", ris(text), re.M) == ends


def test_latex_is_unicode_and_what_is_not_known_is_left_out() -> None:
    text = (
        '@mastersthesis{x, title={On {\\"o}rder}, school={S}, year=2000, url={javascript:alert(1)}}'
    )
    assert csl(text) == {
        "id": "x",
        "type": "thesis",
        "title": "On örder",
        "genre": "Master’s thesis",
        "publisher": "S",
        "issued": {"date-parts": [[2000]]},
    }
    assert "javascript" not in export_bibtex(entries(text)) + ris(text)


def test_no_value_of_a_record_begins_another() -> None:
    text = "@book{x, title={T\nER  - \n\nTY  - JOUR}, date=2000}"
    assert [line[:6] for line in ris(text).splitlines() if line] == [
        "TY  - ", "ID  - ", "TI  - ", "PY  - ", "DA  - ", "ER  - ",
    ]  # fmt: skip

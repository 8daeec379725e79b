"""A page for every work of the library: what it is, where it is cited, how it can be had."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

from apparatus.edition import Emendation
from apparatus.model import Entry
from apparatus.people import ROLES
from apparatus.render.addresses import people_names, work_names, works_of
from apparatus.render.citing import CitingPlace, cited_in, citing_places
from apparatus.render.coins import coins
from apparatus.render.dates import date
from apparatus.render.emendations import line_html, place_of
from apparatus.render.exports import export_bibtex
from apparatus.render.field_words import in_words, remarks
from apparatus.render.inline import inline_html, unlinked, with_stop, work_link
from apparatus.render.kinds import language_of
from apparatus.render.links import Links
from apparatus.render.personal_names import Name, names
from apparatus.render.record import Record, record
from apparatus.render.references import short_reference
from apparatus.render.text import capital, decode, escape, inert, linked, safe_url, slug

FORMATS = {".bib": "BibTeX", ".ris": "RIS", ".json": "CSL-JSON"}
"""The downloads of a work and of the library, by the suffix of their files."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLURALS = {"author": "Authors", "editor": "Editors", "translator": "Translators"}


def work_page(links: Links, name: str) -> str:
    """The page of the work whose file is called ``name``."""
    entry = works_of(links.site)[name]
    work = record(entry)
    parts = [
        _section("Where it is cited", f'<div class="citing">{_citing(entry.key, links)}</div>'),
        _emended(entry.key, links),
        _section("This record", _this_record(entry, name, links)),
    ]
    return (
        f"---\n{front_title(_plain_title(work))}\nhide: [toc]\n---\n\n"
        f"{way_up('works', 'Works', links)}# {inert(short_reference(entry))}\n\n"
        f"{inert(_head(entry, work, links))}\n\n"
        f"{inert(''.join(parts))}\n"
    )


def way_up(kind: str, title: str, links: Links) -> str:
    """A line above a page's title that leads to the index it belongs to; '' if there is none."""
    url = links.urls.get(f"{links.made.get(kind, '')}/index.md", "")
    return f'<p class="way-up"><a href="{inert(escape(url))}">{title}</a></p>\n\n' if url else ""


def _section(title: str, html: str) -> str:
    """A part of the page in which nobody searches: its words are those of other pages."""
    return (
        f'<section data-search-exclude><h2 id="{slug(title)}" data-search-exclude>{title}</h2>'
        f"{html}</section>"
    )


def _emended(key: str, links: Links) -> str:
    emended = [each for each in links.site.emendations if each.work == key]
    items = "".join(f"<li>{_where(each, links)}: {line_html(each)}</li>" for each in emended)
    return _section("Where the print differs", f'<ul class="emended">{items}</ul>') if items else ""


def _where(each: Emendation, links: Links) -> str:
    """The place that is emended, as a link to it."""
    place = ("paragraph", each.paragraph or 0) if each.note is None else ("note", each.note)
    url = links.targets.get(place)
    return f'<a href="{escape(url)}">{place_of(each)}</a>' if url else place_of(each)


def front_title(title: str) -> str:
    """A line of front matter; hosts put the title into their pages as it stands."""
    return f"title: {json.dumps(escape(title), ensure_ascii=False)}"


def _plain_title(work: Record) -> str:
    """What the page is called in tabs and search results."""
    people = work.authors or work.editors
    first = people[0].family if people else ""
    more = " et al." if len(people) > 2 else f" and {people[1].family}" if len(people) == 2 else ""
    return ", ".join(filter(None, [f"{first}{more}", work.short_title or work.title])) or work.key


# --- the head ------------------------------------------------------------------------


def _head(entry: Entry, work: Record, links: Links) -> str:
    reference = with_stop(inline_html(unlinked(links.style.reference(entry))))
    reference = f'<p class="full-reference">{reference}</p>'
    span = coins(work) if any(map(_is_mistaken, work.authors)) else ""
    rows = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{value}</dd></div>"
        for label, value in _facts(entry, work, links)
        if value
    )
    return (
        f'{reference}{span}{original_html(entry)}<dl class="facts" data-search-exclude>{rows}</dl>'
    )


def _is_mistaken(name: Name) -> bool:
    """Whether a reader of ``citation_author`` takes the name apart wrongly."""
    return name.is_corporate or (" " in name.given and " " in name.inverted.partition(",")[0])


def original_html(entry: Entry) -> str:
    """Author and title in their own script."""
    values = [decode(entry.get(f"{field}cyrillic")) for field in ("author", "title")]
    shown = escape(", ".join(filter(None, values)))
    code = language_of(entry.get("langid")).code or "ru"
    return f'<p class="original" lang="{code}">{shown}</p>' if shown else ""


def _facts(entry: Entry, work: Record, links: Links) -> Iterator[tuple[str, str]]:
    words = work.kind.words
    genre = f" ({escape(work.genre)})" if work.genre and work.genre != words else ""
    yield "Kind", f"{_alike(capital(words), 'kind', slug(words), links)}{genre}"
    for role in ROLES:
        found = names(entry.get(role))
        label = _PLURALS[role] if len(found) > 1 else role.capitalize()
        yield label, ", ".join(person_link(name, links) for name in found)
    language = work.language
    code = language.code or slug(language.name)
    yield "Language", _alike(language.name, "language", code, links) if language.name else ""
    yield "Elsewhere", "; ".join(_elsewhere(entry, work))


def _alike(words: str, by: str, value: str, links: Links) -> str:
    """A link to the works that are alike in this, in the index with its filter set."""
    index = links.urls.get(f"{links.works}/index.md")
    shown = escape(words)
    return f'<a href="{escape(f"{index}?{by}={quote(value)}")}">{shown}</a>' if index else shown


def person_link(name: Name, links: Links) -> str:
    """A name that leads to the page of who bears it."""
    url = links.person(people_names(links.site).get(name, ""))
    shown = escape(name.natural)
    return f'<a href="{escape(url)}">{shown}</a>' if url else shown


def _elsewhere(entry: Entry, work: Record) -> Iterator[str]:
    """The ways out of the site: DOI, address, archived copy."""
    doi = f"https://doi.org/{work.doi}" if work.doi else ""
    if safe_url(doi):
        yield _external(doi, f"DOI {work.doi}")
    if work.url and not _is_resolver(work.url, work.doi):
        seen = date(work.accessed[0].iso) if work.accessed else ""
        yield _external(work.url, work.url) + (f", accessed {escape(seen)}" if seen else "")
    archived = safe_url(entry.get("archiveurl").strip())
    if archived:
        yield _external(archived, "archived copy")


def _is_resolver(url: str, doi: str) -> bool:
    """Whether an address is that of the DOI once more."""
    return bool(doi) and url.casefold().endswith(f"doi.org/{doi}".casefold())


def _external(url: str, words: str) -> str:
    return f'<a class="external" href="{escape(url)}" rel="external">{escape(words)}</a>'


# --- where it is cited ---------------------------------------------------------------


def _citing(key: str, links: Links) -> str:
    places = citing_places(links.site, links.in_text).get(key, ())
    if not places:
        return "<p>No page of this site cites it.</p>"
    is_edited = links.site.witness is not None and links.site.witness.work == key
    notes, pages = cited_in(places)
    parts = (
        ("In the notes", notes, [each for each in places if each.is_of_the_work]),
        ("On the edition’s pages", pages, [each for each in places if not each.is_of_the_work]),
    )
    return "".join(
        f'<h3 data-search-exclude>{title} <span class="count">({number})</span></h3>'
        f"<dl>{_by_page(found, is_edited, links)}</dl>"
        for title, number, found in parts
        if found
    )


def _by_page(places: Sequence[CitingPlace], is_edited: bool, links: Links) -> str:
    return "".join(
        f"<dt>{links.page(page)}{_type_of(page, links)}</dt>"
        + (_drawn(page, links) if is_edited else "".join(_place(each, links) for each in found))
        for page, found in groupby(places, key=lambda each: each.page)
    )


def _type_of(page: str, links: Links) -> str:
    typed = links.site.typed.get(page)
    return f' <span class="kind">{escape(typed[2].label())}</span>' if typed else ""


def _drawn(page: str, links: Links) -> str:
    """Of the edited work, the places that a page draws on: there are too many calls to list."""
    places = links.places(links.cited_on(links.site.pages[page]))
    return f"<dd>{places or 'as a whole'}</dd>"


def _place(place: CitingPlace, links: Links) -> str:
    url = links.urls[place.page]
    where = f"¶\u00a0{place.paragraph}" if place.paragraph else place.section or "in the text"
    call = (
        f'<a href="{escape(url)}#{place.call}">{escape(where)}</a>' if place.call else escape(where)
    )
    note = f'<a href="{escape(url)}#{place.note}">n.\u00a0{place.mark}</a>' if place.note else ""
    shown = ", ".join(filter(None, [call, note, *map(escape, place.locators)]))
    context = f' <span class="context">{escape(place.context)}</span>' if place.context else ""
    return f"<dd>{shown}{context}</dd>"


# --- the record ----------------------------------------------------------------------


def _this_record(entry: Entry, name: str, links: Links) -> str:
    known = "".join(
        _remarks(words, decode(entry.get(field)))
        for field, words in (("verified", "Checked"), ("unverified", "Not confirmed"))
        if entry.get(field)
    )
    provenance = f'<dl class="provenance">{known}</dl>' if known else ""
    files = downloads_html((f"{links.works}/{name}{suffix}" for suffix in FORMATS), links)
    bibtex = escape(export_bibtex([entry]).strip())
    return (
        f'<div class="this-record">{provenance}<p>{files}</p>'
        f"<details><summary>BibTeX</summary><pre><code>{bibtex}</code></pre></details></div>"
    )


def _remarks(title: str, value: str) -> str:
    """What is said of the data of a work: when they were seen, which of them, and where."""
    day, mark, rest = value.partition(": ")
    if mark and _DAY.fullmatch(day):
        title, value = f"{title} on {date(day)}", rest
    items = "".join(
        f"<dd>{linked(in_words(fields))}{f': {linked(in_words(said))}' if said else ''}</dd>"
        for fields, said in remarks(value)
    )
    return f"<dt>{escape(title)}</dt>{items}"


def downloads_html(paths: Iterator[str] | Sequence[str], links: Links) -> str:
    """Links to files, each called by its format."""
    found = [
        f'<a href="{escape(links.urls[path])}" download>{FORMATS[suffix]}</a>'
        for path in paths
        if (suffix := "." + path.rpartition(".")[2]) in FORMATS and path in links.urls
    ]
    return f"Download as {', '.join(found)}" if found else ""


def listed(entry: Entry, links: Links) -> str:
    """A work in a list: all of the reference leads to its page; COinS beside it."""
    url = links.work(work_names(links.site).get(entry.key, ""))
    reference = inline_html(unlinked(links.style.reference(entry)))
    return work_link(url, reference) + _coins(entry)


@lru_cache(maxsize=32_768)
def _coins(entry: Entry) -> str:
    return coins(record(entry))

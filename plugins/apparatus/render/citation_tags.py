"""What the page of a work says in its head to reference managers.

``citation_*`` are the tags of Highwire Press, as Google Scholar and Zotero read them;
``z.`` those in which Zotero keeps what Highwire has no tag for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.model import Entry
from apparatus.render.personal_names import Name
from apparatus.render.record import Record, record
from apparatus.render.text import escape

_OTHERS = re.compile(r"""\s*<meta\s[^>]*?name=["']?(?:description|author)["'\s>][^>]*>?""", re.I)


def work_meta(entry: Entry) -> str:
    """The tags of a work's own page: the page is about the work, so they describe that."""
    return "\n".join(
        f'<meta name="{name}" content="{escape(value)}">'
        for name, value in _citation_tags(record(entry))
        if value
    )


def with_tags(html: str, tags: str) -> str:
    """A finished page with ``tags`` in its head, and nothing of its own description and author.

    On the page of a work these would be read as the abstract and the author of the work.
    """
    head, end, body = html.partition("</head>")
    return f"{_OTHERS.sub('', head)}{tags}\n{end}{body}"


def _citation_tags(work: Record) -> Iterator[tuple[str, str]]:
    yield "z.itemType", work.kind.zotero
    yield "citation_title", work.title
    yield from (("citation_author", _name(name)) for name in work.authors)
    yield from (("citation_editor", _name(name)) for name in work.editors)
    yield "citation_publication_date", work.issued[0].iso.replace("-", "/") if work.issued else ""
    yield from _container(work)
    yield "citation_volume", work.volume
    yield "citation_issue", work.issue
    yield "citation_firstpage", work.pages[0]
    yield "citation_lastpage", work.pages[1]
    yield "citation_series_title", work.series
    yield "citation_doi", work.doi
    yield "citation_isbn", work.isbn
    yield "citation_issn", work.issn
    yield "z.place", work.place
    yield "citation_language", work.language.code or work.language.name
    yield "citation_public_url", work.url or (f"https://doi.org/{work.doi}" if work.doi else "")


def _container(work: Record) -> Iterator[tuple[str, str]]:
    """Journal, book, site or house, each under the name that goes with the type."""
    kind = work.kind.zotero
    if kind == "journalArticle":
        yield "citation_journal_title", work.container
    elif kind == "bookSection":
        yield "citation_book_title", work.container
    elif kind == "conferencePaper":
        yield "citation_conference_title", work.event or work.container
    else:
        yield "z.publicationTitle", work.container
    if kind == "thesis":
        yield "citation_dissertation_institution", work.publisher
    elif kind == "report":
        yield "citation_technical_report_institution", work.publisher
        yield "citation_technical_report_number", work.number
    else:
        yield "citation_publisher", work.publisher


def _name(name: Name) -> str:
    """Family name first; an organization, which has one name only, as it is."""
    return name.natural if name.is_corporate else name.inverted

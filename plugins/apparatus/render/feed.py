"""The changes of a site as a feed: Atom (RFC 4287), the same from every build."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from uuid import UUID, uuid5

from apparatus.edition import Change, Imprint
from apparatus.render.links import Links
from apparatus.render.text import escape, safe_url

_SPACE = UUID("7f1d2a52-5c0f-4f0e-9d5e-3a0c6b1e8f47")
"""The namespace of the feeds' names, drawn once."""

_MARKED = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?=\S)(?P<strong>[^*`]+)\*\*|\*(?=\S)(?P<em>[^*`]+)\*"
    r"|\[(?P<words>[^\[\]]+)\]\((?P<url>[^()\s]+)\)"
)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_file(root: Links, imprint: Imprint) -> str:
    """The feed of a site; ``root`` has the addresses relative to the site's root."""
    return feed(root.site.changes, imprint, root.file("feed"))


def feed(changes: tuple[Change, ...], imprint: Imprint, path: str) -> str:
    """The feed that lies at ``path``, relative to the site's root.

    The name of an entry is made of the edition's title and of its own day and title. It stays
    when other changes are added, wherever the file has them.
    """
    name = uuid5(_SPACE, imprint.title)
    root = safe_url(imprint.url)
    entries = "".join(_entries(changes, name))
    authors = "".join(
        f"<author><name>{_text(author)}</name></author>\n"
        for author in imprint.editors or [imprint.title]
    )
    self_link = f'<link rel="self" href="{_text(root + path)}"/>\n' if root else ""
    up = "../" * path.count("/") or "./"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(imprint.language)}">\n'
        f"<id>{name.urn}</id>\n"
        f"<title>{_text(imprint.title)}</title>\n"
        f"<updated>{_moment(max((each.date for each in changes), default=''))}</updated>\n"
        f'{authors}{self_link}<link rel="alternate" type="text/html" href="{_text(root or up)}"/>\n'
        f"{entries}</feed>\n"
    )


def _entries(changes: tuple[Change, ...], name: UUID) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for change in sorted(changes, key=lambda each: each.date, reverse=True):
        known_by = f"{change.date} {change.title}"
        seen[known_by] += 1
        yield (
            f"<entry>\n<id>{uuid5(name, f'{known_by} {seen[known_by]}').urn}</id>\n"
            f"<title>{_text(change.title)}</title>\n"
            f"<updated>{_moment(change.date)}</updated>\n"
            f'<content type="html">{_text(_body(change))}</content>\n</entry>\n'
        )


def _moment(day: str) -> str:
    """A day as Atom wants it; the first of all days where there is none."""
    return f"{day or '0001-01-01'}T00:00:00Z"


def _body(change: Change) -> str:
    """What was done as HTML: paragraphs, lists, `code`, *emphasis*, links."""
    parts = []
    for block in change.blocks:
        if isinstance(block, str):
            parts.append(f"<p>{_inline(block)}</p>")
        else:
            items = "".join(f"<li>{_inline(item)}</li>" for item in block)
            parts.append(f"<ul>{items}</ul>")
    return "".join(parts)


def _inline(text: str) -> str:
    return _MARKED.sub(_marked, escape(text))


def _marked(found: re.Match[str]) -> str:
    """What is marked, as HTML; of a link to a place that only the file’s own folder knows, the
    words.
    """
    kind = found.lastgroup or ""
    if kind != "url":
        return f"<{kind}>{found[kind]}</{kind}>"
    url = safe_url(found["url"])
    return f'<a href="{url}">{found["words"]}</a>' if url else found["words"]


def _text(text: str) -> str:
    """Text as XML shows it; characters that XML cannot hold are left out."""
    return escape(_UNPRINTABLE.sub("", text))

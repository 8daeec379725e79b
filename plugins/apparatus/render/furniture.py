"""What a typed page gets besides its text: the head made from its front matter, its
connections at the foot, and on the edited work's pages the pages that draw on a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apparatus.cross_references import Mention, cross_references
from apparatus.edition import PageType, Site
from apparatus.model import FrontMatter
from apparatus.prose import sentence_around
from apparatus.render import text
from apparatus.render.dates import interval
from apparatus.render.graph import neighbourhood_svg
from apparatus.render.links import Links
from apparatus.render.text import escape

_LONGEST_CONTEXT = 300


def furnish(markdown: str, name: str, links: Links) -> str:
    """The Markdown of a typed page with its head behind the title and its foot at the end."""
    head, foot = text.inert(head_html(name, links)), text.inert(foot_html(name, links))
    return "\n".join([behind_title(markdown, head), "", "## See also", "", foot, ""])


def behind_title(markdown: str, html: str) -> str:
    """The Markdown of a page with a block of HTML behind its title."""
    lines = markdown.split("\n")
    title = next((i for i, line in enumerate(lines) if line.startswith("# ")), -1)
    lines[title + 1 : title + 1] = ["", html, ""]
    return "\n".join(lines)


# --- the head ------------------------------------------------------------------------


def head_html(name: str, links: Links) -> str:
    """The summary, the facts and, where the type asks for it, the horizon."""
    _, front, kind = links.site.typed[name]
    parts = [f'<p class="lead">{escape(front.summary)}</p>'] if front.summary else []
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{value}</dd></div>"
        for label, value in _facts(name, front, kind, links)
        if value
    )
    parts.append(f'<dl class="facts">{facts}</dl>')
    if kind.has_horizon and links.site.page_types.horizon:
        parts.append(f'<p class="horizon">{escape(links.site.page_types.horizon)}</p>')
    return f'<div class="page-head">{"".join(parts)}</div>'


def _facts(
    name: str, front: FrontMatter, kind: PageType, links: Links
) -> Iterator[tuple[str, str]]:
    page = links.site.pages[name]
    index = f"{kind.folder}/index.md"
    title = kind.groups.get(front.group, "")
    group = escape(title)
    if title and index in links.urls:
        group = f'<a href="{escape(links.urls[index])}#{text.slug(title)}">{group}</a>'
    yield "Group", group
    yield "Discussed in", links.places(links.cited_on(page))
    yield "Dates", escape(interval(front.dates))
    yield "Places", escape(", ".join(front.places))
    yield "Actors", escape(", ".join(front.actors))
    terms = (term_html(t.term, t.original, links.site.page_types.language) for t in front.terms)
    yield "In the original", ", ".join(terms)


def term_html(term: str, original: str, language: str) -> str:
    """A foreign word in transliteration and in its own script, each marked as what it is."""
    code = f' lang="{escape(language)}"' if language else ""
    latin = f' lang="{escape(language)}-Latn"' if language else ""
    return f"<i{latin}>{escape(term)}</i> <span{code}>{escape(original)}</span>"


# --- the foot ------------------------------------------------------------------------


def foot_html(name: str, links: Links) -> str:
    """What the page is related to, every page that mentions it, and both as a picture."""
    rows = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{links.pages(pages)}</dd></div>"
        for label, pages in _rows(name, links.site).items()
    )
    lists = f'<dl class="relations">{rows}</dl>' if rows else ""
    picture = neighbourhood_svg(name, links)
    if picture:
        picture = (
            f'<details class="drawn"><summary>The neighbourhood, drawn</summary>{picture}</details>'
        )
    # No div, for it holds some: Material's search takes the end of the first for its own.
    return (
        f'<section class="page-foot" data-search-exclude>{lists}{_mentions(name, links)}{picture}'
        "</section>"
    )


def _rows(name: str, site: Site) -> Mapping[str, list[str]]:
    """The pages that are related to this one, by the kind of relation."""
    rows: dict[str, list[str]] = {}
    for neighbour in cross_references(site).relations.get(name, ()):
        rows.setdefault(text.capital(neighbour.kind), []).append(neighbour.page)
    return rows


def _mentions(name: str, links: Links) -> str:
    """Each page that links to this one, with the sentence in which it first does."""
    first: dict[str, Mention] = {}
    for mention in cross_references(links.site).mentions.get(name, ()):
        first.setdefault(mention.page, mention)
    if not first:
        return ""
    items = "".join(f"<li>{_mention(mention, links)}</li>" for mention in first.values())
    count = f"{len(first)} page{'' if len(first) == 1 else 's'}"
    return (
        f'<details class="mentions"><summary>Mentioned on {count}</summary>'
        f"<ul>{items}</ul></details>"
    )


def _mention(mention: Mention, links: Links) -> str:
    page = links.site.pages[mention.page]
    at = mention.link.span.start
    number = page.paragraph_at(at)
    where = links.page(mention.page, f"#p{number}" if number else "")
    place = f", ¶\u00a0{number}" if number else ""
    sentence = sentence_around(page, at)
    if len(sentence) > _LONGEST_CONTEXT:
        sentence = f"{sentence[:_LONGEST_CONTEXT].rsplit(' ', 1)[0]} …"
    context = f' <span class="context">{escape(sentence)}</span>' if sentence else ""
    return f"{where}{place}{context}"


# --- the edited work -----------------------------------------------------------------


def drawn_on_html(place: tuple[str, int], links: Links) -> str:
    """The pages that cite a paragraph or a note, folded away; '' where there are none."""
    names = cross_references(links.site).draws.get(place, ())
    if not names:
        return ""
    by_type: dict[str, list[str]] = {}
    for name in names:
        by_type.setdefault(links.site.typed[name][2].name, []).append(name)
    kinds = links.site.page_types.types
    lists = " ".join(
        f"<b>{escape(kinds[kind].label(len(pages)))}</b> {links.pages(pages)}."
        for kind, pages in by_type.items()
    )
    count = f"{len(names)} page{'' if len(names) == 1 else 's'}"
    return (
        '<details class="drawn-on" data-search-exclude>'
        f"<summary>Discussed on {count}</summary><p>{lists}</p></details>"
    )

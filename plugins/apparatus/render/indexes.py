"""Indexes: the pages of each type with their summaries, and the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from apparatus.edition import PageType, Site
from apparatus.model import Term
from apparatus.prose import find_in_prose
from apparatus.render import text
from apparatus.render.dates import interval
from apparatus.render.furniture import term_html
from apparatus.render.links import Links
from apparatus.render.text import escape, inert


def type_index(links: Links, kind: PageType) -> str:
    """The pages of one type by group: title, dates, summary, where they are discussed."""
    pages = _by_group(links, kind)
    count = sum(map(len, pages.values()))
    parts = [f"# {inert(escape(kind.title))}\n\n{inert(escape(kind.lead))} {count} pages.\n"]
    for group, names in pages.items():
        if names:
            items = "".join(_item(name, links) for name in names)
            heading = f"\n## {inert(escape(kind.groups.get(group, group)))}\n\n" if group else "\n"
            parts.append(f'{heading}<dl class="index">{inert(items)}</dl>\n')
    return "".join(parts)


def _by_group(links: Links, kind: PageType) -> Mapping[str, list[str]]:
    """Pages by group in the order of the table, each group by title."""
    found: dict[str, list[str]] = {group: [] for group in kind.groups}
    for name, (_, front, own) in links.site.typed.items():
        if own is kind:
            found.setdefault(front.group, []).append(name)
    return {group: sorted(names, key=partial(_sort_title, links)) for group, names in found.items()}


def _sort_title(links: Links, name: str) -> str:
    """A title without its article."""
    return links.title(name).casefold().removeprefix("the ")


def _item(name: str, links: Links) -> str:
    page, front, _ = links.site.typed[name]
    dates = interval(front.dates)
    when = f' <span class="dates">{escape(dates)}</span>' if dates else ""
    places = links.places(p for p in links.cited_on(page) if p[0] == "paragraph")
    where = f' <span class="places">{places}</span>' if places else ""
    return f"<dt>{links.page(name)}{when}</dt><dd>{escape(front.summary)}{where}</dd>"


def nav_of_type(site: Site, kind: PageType) -> list[object]:
    """The index of a type and its pages by group, as an MkDocs navigation."""
    links = Links(site, {})
    entries: list[object] = [{"Overview": f"{kind.folder}/index.md"}]
    for group, names in _by_group(links, kind).items():
        title = kind.groups.get(group)
        entries += [{escape(title): names}] if title and names else names
    return entries


# --- the glossary --------------------------------------------------------------------


def glossary_page(links: Links) -> str:
    """Every term of another language: transliteration, original, meaning, places of use."""
    terms: dict[str, tuple[Term, list[str]]] = {}
    for name, (_, front, _) in links.site.typed.items():
        for term in front.terms:
            terms.setdefault(term.term, (term, []))[1].append(name)
    rows = "".join(
        _term_row(term, names, links)
        for _, (term, names) in sorted(terms.items(), key=lambda each: each[0].casefold())
    )
    return (
        "---\ntitle: Glossary\n---\n\n# Glossary\n\n"
        "Words of another language as they are transliterated, in their own script and in "
        f"English, with every place where they are used: {len(terms)} in all.\n\n"
        '<table class="glossary"><thead><tr><th scope="col">Term</th><th scope="col">Meaning</th>'
        f'<th scope="col">Used</th></tr></thead><tbody>{inert(rows)}</tbody></table>\n'
    )


def _term_row(term: Term, names: list[str], links: Links) -> str:
    word = term_html(term.term, term.original, links.site.page_types.language)
    used = ", ".join(dict.fromkeys([*_uses(term, links), *map(links.page, names)]))
    return (
        f'<tr id="{escape(text.slug(term.term))}"><th scope="row">{word}</th>'
        f"<td>{escape(term.meaning)}</td><td>{used}</td></tr>"
    )


def _uses(term: Term, links: Links) -> Iterator[str]:
    """Links to the paragraphs and pages whose prose has the term."""
    pattern = re.compile(rf"(?<!\w){re.escape(term.term)}(?!\w)", re.I)
    for name, page in links.site.held.items():
        for found in find_in_prose(page, pattern):
            number = page.paragraph_at(found.start())
            yield links.places([("paragraph", number)]) if number else links.page(name)

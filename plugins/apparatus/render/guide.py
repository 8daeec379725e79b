"""What editors get from the table of page types: the guide to it, and new pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from apparatus.edition import PageType, PageTypes
from apparatus.render.links import Links
from apparatus.render.text import escape, inert

_PLAIN = re.compile(r"[^\W\d_][\w ’–-]*")
_NO_TEXT = frozenset("false n no null off on true y yes".split())
"""Words that YAML takes for something else."""


def page_types_page(links: Links) -> str:
    """The table in words, type by type, with the vocabularies at the end."""
    table = links.site.page_types
    types = "\n".join(_type_guide(kind) for kind in table.types.values())
    relations = ", ".join(_relations(table))
    principles = ", ".join(_named(table.principles))
    return (
        "---\ntitle: Page types\n---\n\n# Page types\n\n"
        "Every page that looks something up has a type. This page, the templates of "
        "`apparatus new`, the indexes and the checks are all made from one table.\n\n"
        f"{types}\n## Vocabularies\n\n"
        f"- **Relations**: {relations}.\n- **Principles**: {principles}.\n"
    )


def _relations(table: PageTypes) -> Iterator[str]:
    """Every pair of relations once, as it is first listed."""
    listed: set[str] = set()
    for kind, back in table.relations.items():
        if kind not in listed:
            other = f" (from the other side: *{_shown(back)}*)" if back != kind else ""
            yield f"*{_shown(kind)}*{other}"
        listed |= {kind, back}


def _named(titles: Mapping[str, str]) -> Iterator[str]:
    """Words of a vocabulary with their titles."""
    for key, title in titles.items():
        yield f"<code>{_shown(key)}</code> ({_shown(title)})"


def _shown(text: str) -> str:
    return inert(escape(text))


def _type_guide(kind: PageType) -> str:
    sections = "".join(
        f"- **{_shown(each.title)}**{'' if each.required else ' (may be left out)'}: "
        f"{_shown(each.guidance)}\n"
        for each in kind.sections
    )
    required, optional = (
        ", ".join(f"<code>{_shown(k)}</code>" for k in keys)
        for keys in (kind.required, kind.optional)
    )
    groups = ", ".join(_named(kind.groups))
    return (
        f"## {_shown(kind.title)}\n\n{_shown(kind.lead)} In <code>{_shown(kind.folder)}/</code>, "
        f"{kind.words[0]} to {kind.words[-1]} words; <code>apparatus new {_shown(kind.name)} NAME"
        "</code> begins one.\n\n"
        f"Front matter: {required}; where there is something to say: {optional}. "
        f"Groups: {groups}.\n\n{sections}"
    )


def page_template(kind: PageType, table: PageTypes, title: str) -> str:
    """The beginning of a page: its front matter with what each key wants, its headings."""
    front = "".join(_front_lines(kind, table, title))
    sections = "".join(f"\n## {each.title}\n\n<!-- {each.guidance} -->\n" for each in kind.sections)
    return f"---\n{front}---\n\n# {title}\n{sections}"


def _scalar(text: str) -> str:
    """A text as YAML: as it is, or in quotes where YAML might take it for something else."""
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _front_lines(kind: PageType, table: PageTypes, title: str) -> Iterator[str]:
    samples = {
        "title": f"title: {_scalar(title)}\n",
        "group": f"group: # {', '.join(kind.groups)}\n",
        "summary": "summary: >-\n  # two sentences that can stand alone\n",
        "paragraphs": "paragraphs: # 3-5, 8\n",
        "dates": "dates: # 2015-09/..\n",
        "places": "places: []\n",
        "coordinates": "coordinates: # [33.5, 36.5], latitude and longitude in degrees\n",
        "actors": "actors: []\n",
        "names": "names: [] # the words by which other pages mention this one\n",
        "principles": "principles:\n" + "".join(f"  {key}: #\n" for key in table.principles),
        "terms": "terms: # - term, original, meaning\n",
        "related": f"related: # {', '.join(table.relations)}: a list of pages\n",
    }
    yield f"{samples['title']}type: {kind.name}\n"
    for key in kind.required:
        if key != "title":
            yield samples.get(key, f"{key}:\n")
    for key in kind.optional:
        yield "".join(f"# {line}\n" for line in samples.get(key, f"{key}:").splitlines())

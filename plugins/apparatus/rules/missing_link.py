"""A case, a concept or another page of a type is mentioned without a link, and none has led there.

A reader who meets the name would not learn that the site has a page on it. The words that
count as a mention are the ``names`` in the front matter of the page that is meant; a name with
a capital letter counts only so written. Checked are the pages that have a type and the
sections of the edited work, and on each the first mention alone. A name that belongs to
several pages may link to any of them.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    The walking ship has one [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    ---

    The [walking ship](../cases/ship.md) has one [@doe2001, ¶ 3].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, relpath

from apparatus.cross_references import resolve
from apparatus.diagnostics import Finding, Severity, rewrite
from apparatus.edition import Site
from apparatus.model import Page, Span
from apparatus.prose import covered_by, find_in_prose
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    targets = _targets(site)
    if not targets:
        return
    longest_first = sorted(targets, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_spelt, longest_first))})(?![\w-])")
    for name, page in site.held.items():
        yield from _unlinked(name, page, pattern, targets)


def _targets(site: Site) -> Mapping[str, tuple[str, ...]]:
    """From every name, its blanks single, to the pages that it may stand for."""
    targets: dict[str, tuple[str, ...]] = {}
    for page, (_, front, _) in site.typed.items():
        for name in front.names:
            key = " ".join(name.split())
            targets[key] = (*targets.get(key, ()), page)
    return targets


def _spelt(name: str) -> str:
    """A pattern for a name: any blanks, and a small first letter may be a capital."""
    first = f"[{name[0]}{name[0].upper()}]" if name[0].islower() else re.escape(name[0])
    return first + r"\s+".join(re.escape(word) for word in name[1:].split(" "))


def _unlinked(
    name: str, page: Page, pattern: re.Pattern[str], targets: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    met: set[str] = set()
    links = list(page.links)
    is_linked = covered_by(link.span for link in links)
    for found in find_in_prose(page, pattern):
        while links and links[0].span.start <= found.start():
            met.add(resolve(name, links.pop(0).target))
        words = " ".join(found.group().split())
        pages = targets.get(words) or targets[words[0].lower() + words[1:]]
        known = name in pages or is_linked(found.start()) or not met.isdisjoint(pages)
        met |= set(pages)
        if known:
            continue
        span = Span(page.source, found.start(), found.end())
        link = f"[{words}]({relpath(pages[0], dirname(name) or '.')})"
        fact = f"'{words}' is mentioned here first, without its link"
        yield Finding(span, fact, link, fix=rewrite(span, link))


RULE = Rule("missing-link", Severity.WARN, Group.PAGES, check, fix="unsafe")

"""A summary is not two self-contained sentences.

Lists, previews and the head of the page print it, so it is read without the page: ‘see below’
has nothing below it there, and a citation or link is printed as raw text. It has two sentences
of 80 to 400 characters together, without citations, links or markup. A summary that is not
there at all is left to the type of the page.

Example:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    summary: See below.
    ---

    What a ship has and a house has not [@doe2001, ¶ 3].

Instead:

    -- docs/concepts/mast.md --
    ---
    title: Mast
    type: concept
    summary: >-
      A mast is the pole that carries the sails of a ship. The king had one put on his house, and
      it carries nothing.
    ---

    What a ship has and a house has not [@doe2001, ¶ 3].
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule

_SENTENCE_END = re.compile(r"[.!?][’”)]*(?=\s+[A-Z‘“]|\Z)")
_MARKUP = re.compile(r"\[[^\]]*\](?:\(|\[)|\[[^\]]*@|\*\w|`|\{")
_SHORTEST, _LONGEST = 80, 400


def check(site: Site) -> Iterator[Finding]:
    for _, front, _ in site.typed.values():
        fault = _fault(front.summary) if front.summary else None
        if fault:
            yield Finding(front.place_of("summary"), f"the summary {fault}")


def _fault(summary: str) -> str | None:
    sentences = len(_SENTENCE_END.findall(summary))
    if sentences != 2:
        return f"has {sentences or 'no'} sentence{'' if sentences == 1 else 's'}, not two"
    if not _SHORTEST <= len(summary) <= _LONGEST:
        return f"has {len(summary)} characters, not {_SHORTEST} to {_LONGEST}"
    if _MARKUP.search(summary):
        return "is plain text, without links, citations or markup"
    return None


RULE = Rule("stub-summary", Severity.WARN, Group.PAGES, check)

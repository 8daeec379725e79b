"""What a check remembers for the next one: the verdict over the words of every page.

To compare words with the fingerprint of a text is slow by design, and most pages are as they
were. The key of a page is a digest of everything its verdict depends on, so a memory that
is lost, old or damaged costs time and nothing else.
"""

from __future__ import annotations

import json

from apparatus.borrowing import site_words
from apparatus.edition import Remembered, Site


def write_memory(site: Site, version: str) -> str:
    """The memory of a site as text; ``version`` says which state of the checker made it."""
    pages = {
        key: [
            [[run.span.start, run.span.end, *run.place] for run in words.borrowed],
            sorted(words.names),
        ]
        for key, words in site_words(site)
    }
    return json.dumps({"version": version, "pages": pages}, separators=(",", ":"))


def read_memory(text: str, version: str) -> Remembered:
    """What `write_memory` has written; nothing if another version did, or if it is damaged."""
    try:
        memory = json.loads(text)
        if memory["version"] != version:
            return {}
        return {
            str(key): (
                tuple((int(a), int(b), str(unit), int(n)) for a, b, unit, n in runs),
                tuple(int(index) for index in names),
            )
            for key, (runs, names) in memory["pages"].items()
        }
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return {}

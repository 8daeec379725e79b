"""An emendation no longer fits the library: the field does not hold the corrected value.

An emendation says what is printed and what is right; the entry holds what is right. Where the
two disagree, one of them has been changed without the other, and the site tells its readers
both. Dashes, case and blanks do not count. Emendations of a note's text, locator or choice of
work are not compared. A work that the library does not have is reported as well.

Example:

    -- refs.bib --
    @article{poe2005,
      author       = {Poe, Ann},
      title        = {The water},
      journaltitle = {Journal of Examples},
      date         = {2005},
      volume       = {8},
      pages        = {11--18}
    }
    -- emendations.yml --
    - {note: 3, work: poe2005, field: volume, printed: "9", right: "7", kind: misprint}

Instead:

    -- refs.bib --
    @article{poe2005,
      author       = {Poe, Ann},
      title        = {The water},
      journaltitle = {Journal of Examples},
      date         = {2005},
      volume       = {8},
      pages        = {11--18}
    }
    -- emendations.yml --
    - {note: 3, work: poe2005, field: volume, printed: "9", right: "8", kind: misprint}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Emendation, Site
from apparatus.model import Entry
from apparatus.rules import Group, Rule

_TEXT_FIELDS = ("text", "locator", "work")


def check(site: Site) -> Iterator[Finding]:
    for each in site.emendations:
        if not each.work:
            continue
        entry = site.library.entries.get(each.work)
        if entry is None:
            if each.work not in site.library.broken:
                yield Finding(each.span, f"no entry '{each.work}' in {site.library_name}")
            continue
        if each.field in _TEXT_FIELDS or not each.right:
            continue
        if not _holds(entry, each):
            has = entry.get(each.field)
            yield Finding(
                each.span,
                f"'{each.field}' of '{each.work}' has '{has}', not '{each.right}'"
                if has
                else f"'{each.work}' has no field '{each.field}'",
            )


def _holds(entry: Entry, emendation: Emendation) -> bool:
    """Whether the field holds the corrected part, dashes and case apart."""
    return _plain(emendation.right or "") in _plain(entry.get(emendation.field))


def _plain(text: str) -> str:
    return re.sub(r"[\s–—-]+", "-", text).casefold().strip(".- ")


RULE = Rule("stale-emendation", Severity.ERROR, Group.EDITION, check)

"""An emendation no longer fits the library or the note: the corrected value is not there.

An emendation says what is printed and what is right; the entry holds what is right, and of a
locator the note does, while the witness holds what is printed. Where they disagree, one of
them has been changed without the other, and the site tells its readers both. Dashes, case and
blanks do not count in the fields of an entry. An emendation of a note's text is stale if the
entry has what is printed and not what is right; one of the choice of a work is not compared.
A work that the library does not have is reported as well.

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
from apparatus.edition import Emendation, Site, Witness
from apparatus.emendation_kinds import PARTS
from apparatus.model import Entry
from apparatus.rules import Group, Rule

_TITLES = ("title", "subtitle", "shorttitle", "booktitle", "journaltitle")


def check(site: Site) -> Iterator[Finding]:
    for each in site.emendations:
        if not each.work:
            continue
        entry = site.library.entries.get(each.work)
        if entry is None:
            if each.work not in site.library.broken:
                yield Finding(each.span, f"no entry '{each.work}' in {site.library_name}")
            continue
        fact = _stale(site, entry, each)
        if fact:
            yield Finding(each.span, fact)


def _stale(site: Site, entry: Entry, each: Emendation) -> str:
    if each.field == "text":
        return _stale_text(entry, each)
    return _stale_locator(site, each) if each.field in PARTS else _stale_field(entry, each)


def _stale_text(entry: Entry, each: Emendation) -> str:
    """What is wrong about a record of a note's text: a field of the entry keeps what is printed."""
    if not each.right or not each.printed:
        return ""
    held = [name for name in _TITLES if _plain(each.printed) in _plain(entry.get(name))]
    kept = [name for name in held if _plain(each.right) not in _plain(entry.get(name))]
    return f"'{kept[0]}' of '{each.work}' has '{each.printed}', not '{each.right}'" if kept else ""


def _stale_field(entry: Entry, each: Emendation) -> str:
    has = entry.get(each.field)
    if not has:
        return f"'{each.work}' has no field '{each.field}'"
    if each.right and not _holds(entry, each):
        return f"'{each.field}' of '{each.work}' has '{has}', not '{each.right}'"
    return ""


def _stale_locator(site: Site, each: Emendation) -> str:
    """What is wrong about a record of a locator: the print has another, or the edition."""
    if each.field != "locator" or site.witness is None or each.note is None:
        return ""
    printed = [place for work, place in site.witness.notes.get(each.note, ()) if work == each.work]
    if printed and each.printed not in printed:
        return f"note {each.note} of the print has '{printed[0]}' for '{each.work}'"
    here = _cited(site, site.witness, each)
    if each.right and here and each.right not in here:
        return f"note {each.note} of the edition has '{here[0]}' for '{each.work}'"
    return ""


def _cited(site: Site, witness: Witness, each: Emendation) -> list[str]:
    """The locators with which the note of an emendation cites its work in the edition."""
    section = next((s for s in witness.sections if each.note in s.notes), None)
    page = site.pages.get(section.page) if section else None
    return [
        item.locator.text if item.locator else ""
        for citation in (page.citations if page else ())
        for item in citation.items
        if citation.note == str(each.note) and item.key == each.work
    ]


def _holds(entry: Entry, emendation: Emendation) -> bool:
    """Whether the field holds the corrected part, dashes and case apart."""
    return _plain(emendation.right or "") in _plain(entry.get(emendation.field))


def _plain(text: str) -> str:
    return re.sub(r"[\s–—-]+", "-", text).casefold().strip(".- ")


RULE = Rule("stale-emendation", Severity.ERROR, Group.EDITION, check)

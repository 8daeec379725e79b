"""What works are called, and in which order they stand by that."""

from __future__ import annotations

from apparatus.model import Entry
from apparatus.names import family_name, split_names
from apparatus.render import text
from apparatus.render.dates import in_time, issued
from apparatus.render.personal_names import names as names_of


def full_title(entry: Entry, of: str = "") -> str:
    """Title, subtitle behind a colon, or behind the mark with which the title ends.

    ``of`` is '' for the work itself, else ``book``, ``main``, ``journal`` or ``issue``.
    """
    return text.decode(written_title(entry, of))


def written_title(entry: Entry, of: str = "") -> str:
    """The full title with the LaTeX in it."""
    title, subtitle = (entry.get(f"{of}{name}") for name in ("title", "subtitle"))
    stop = " " if text.decode(title).endswith(("?", "!")) else ": "
    return f"{title}{stop}{subtitle}" if title and subtitle else title or subtitle


def sort_name(entry: Entry) -> tuple[str, ...]:
    """What works are sorted by: the first family name, else the title; then all names, so that
    the works of one person stand together and those with others behind them; date; title.

    Accents are left aside, as in an index.
    """
    people = entry.get("author", "editor")
    written = split_names(people)
    title = full_title(entry).lstrip("“‘\"'")
    first = text.decode(family_name(written[0])) if written else title
    everyone = "; ".join(name.inverted for name in names_of(people))
    folded = (text.unaccented(each).casefold() for each in (first, everyone, title))
    family, everyone, title = folded
    return family, everyone, in_time(issued(entry) or entry.get("year")), title, entry.key

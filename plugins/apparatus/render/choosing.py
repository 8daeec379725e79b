"""From the name of a style to the style: ours, one that an installed package brings, pybtex's."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from apparatus.model import Library
from apparatus.styles import Style, StyleMaker

STYLES: Mapping[str, str] = {
    "notes": "references:NoteStyle",
    "author-date": "author_date:AuthorDateStyle",
}
"""The styles that the package brings, by their names, and where each is."""

_PYBTEX = "pybtex."

GROUP = "apparatus.styles"
"""The group of entry points in which other packages name theirs."""


class StyleError(ValueError):
    """A style cannot be had; the message says which and why."""


def _known_style(name: str) -> Mapping[str, EntryPoint]:
    """The styles that other packages bring; raises `StyleError` if none has this name."""
    if name in STYLES:
        return {}
    if name.startswith(_PYBTEX):
        return _known_to_pybtex(name)
    brought = {each.name: each for each in entry_points(group=GROUP)}
    if name not in brought:
        near = get_close_matches(name, [*STYLES, *brought], n=1)
        there = f"there are {', '.join(STYLES)} and those of pybtex, such as {_PYBTEX}plain"
        hint = f"; did you mean '{near[0]}'?" if near else f"; {there}"
        raise StyleError(f"no style '{name}'{hint}")
    return brought


def _known_to_pybtex(name: str) -> Mapping[str, EntryPoint]:
    from apparatus.render.pybtex_style import style_names  # pybtex takes its time

    there = [f"{_PYBTEX}{each}" for each in style_names()]
    if name not in there:
        raise StyleError(f"no style '{name}'; pybtex has {', '.join(there)}")
    return {}


def load_style(name: str, library: Library, language: str = "") -> Style:
    """The style of a name, made for a library and a language; raises `StyleError`."""
    brought = _known_style(name)
    if name in STYLES:
        module, _, maker = STYLES[name].partition(":")
        own: StyleMaker = getattr(import_module(f"apparatus.render.{module}"), maker)
        return own(library, language)
    if name.startswith(_PYBTEX):
        from apparatus.render.pybtex_style import PybtexStyle

        return PybtexStyle(name.removeprefix(_PYBTEX), library, language)
    try:
        make: StyleMaker = brought[name].load()
        return make(library, language)
    except Exception as error:  # another's code
        raise StyleError(f"style '{name}' cannot be loaded: {error}") from error

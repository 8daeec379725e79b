"""The Python-Markdown extension: notes and citations wherever Python-Markdown runs.

It reads the text with the same parser as the checker, puts finished HTML into
Python-Markdown's stash where citations, calls and milestones stood, and adds the notes
at the end. It judges nothing: what cannot be resolved is shown as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from markdown import Markdown
from markdown.extensions import Extension

from apparatus.edition import Site
from apparatus.locators import primary
from apparatus.markdown.conversion import Conversion, prefix_of
from apparatus.markdown.headings import Headings
from apparatus.markdown.notes import Notes
from apparatus.markdown.text import Text
from apparatus.model import Page
from apparatus.project import OPTIONS, kept_edition, make_settings
from apparatus.render.choosing import load_style
from apparatus.render.notes import ALL_WORKS
from apparatus.styles import Style


class Surroundings(NamedTuple):
    """What only a host knows of the page that is being converted.

    ``work_page`` gives the address of a work's page by its key; ``targets`` has the address of
    every place of the edited work; ``drawn_on`` gives the HTML that stands at such a place for
    the pages that draw on it, ``cite`` the HTML that says how a paragraph is cited. ``language``
    is what the head of the page says, ``notes_before`` how many notes the pages before it have,
    ``cited`` which works any page cites. ``page`` is the page as the checker has read it; it
    need not be read again if its text is unchanged.
    """

    work_page: Callable[[str], str] = lambda _: ""
    targets: Mapping[tuple[str, int], str] = {}
    drawn_on: Callable[[tuple[str, int]], str] = lambda _: ""
    cite: Callable[[int], str] = lambda _: ""
    language: str = ""
    notes_before: int = 0
    cited: Collection[str] = ()
    page: Page | None = None


class ApparatusExtension(Extension):
    """Citations and notes from a BibTeX library.

    Options: ``bibliography`` (a path or a list of paths), ``emendations``, ``witness``,
    ``root`` (what the paths are relative to), ``bare_citations``, ``math``, ``places_in_text``,
    ``style`` (``notes``, ``author-date`` or that of an installed package), ``lang`` (the language
    of pages that do not say it), ``references`` (a list of the works cited at the end of pages
    that place none; without it, the style says); and for ``apparatus check``, which reads them
    where there is no plugin, ``rules``, ``page_types``, ``fingerprint``, ``baseline``. Options that
    are the plugin's alone may stand here, so that both may have the same. A host that reads the
    library itself hands over how it is asked for, as ``edition``.
    """

    def __init__(self, edition: Callable[[], Site] | None = None, **kwargs: Any) -> None:
        self.config = {
            "bibliography": [[], ".bib files or folders of them"],
            "emendations": ["", "YAML file of emendations"],
            "witness": ["", "YAML file with the structure of the edited work"],
            "root": [".", "folder that the paths are relative to"],
            "bare_citations": [False, "take @key outside brackets as a citation"],
            "math": [None, "leave $…$ alone (unless set: if another extension reads math)"],
            "places_in_text": [False, "print places of the edited work in the text"],
            "style": ["notes", "the style of citations"],
            "lang": ["", "the language of pages that do not say it"],
            "references": [None, "whether pages end with a list of the works they cite"],
            "rules": [{}, "for the check: severities of rules"],
            "page_types": ["", "for the check: YAML file of the kinds of pages"],
            "fingerprint": ["", "for the check: YAML file of digests of the edited text"],
            "baseline": ["", "for the check: file of findings that may stay"],
        }
        for name in OPTIONS.keys() - self.config.keys():
            self.config[name] = ["", "of the plugin alone"]
        self._edition = edition or self._read
        self._styles: dict[str, Style] = {}
        self.surround(Surroundings)
        super().__init__(**kwargs)

    def surround(self, make: Callable[[], Surroundings]) -> None:
        """Say what is around the page that comes next; ``make`` is asked if it is converted."""
        self._make_surroundings = make
        self._texts: Counter[str] = Counter()
        vars(self).pop("surroundings", None)

    def anchoring(self, md: Markdown) -> tuple[str, str]:
        """What the host puts before ids in the text that comes next, and what this does besides:
        of one object, mkdocstrings converts several texts.
        """
        prefix = prefix_of(md)
        self._texts[prefix] += 1
        again = self._texts[prefix] if prefix else 1
        return prefix, f"{again}-" if again > 1 else ""

    @cached_property
    def surroundings(self) -> Surroundings:
        """What is around the page that is being converted."""
        return self._make_surroundings()

    @cached_property
    def edition(self) -> Site:
        """The library and the emendations, read when they are first needed."""
        return self._edition()

    def _read(self) -> Site:
        root = Path(str(self.getConfig("root"))).resolve()
        names = ("bibliography", "emendations", "witness")
        options = {name: self.getConfig(name) for name in names}
        return kept_edition(make_settings(root, root, options))

    @cached_property
    def style(self) -> Style:
        """The style of citations, made when it is first needed."""
        return self._style_for(self.edition)

    def _style_for(self, site: Site) -> Style:
        return load_style(self._named_style, site.library, str(self.getConfig("lang")))

    @property
    def _named_style(self) -> str:
        return str(self.getConfig("style"))

    def style_in(self, language: str) -> Style:
        """The style of citations with the words of a page’s language."""
        if language == primary(str(self.getConfig("lang"))):
            return self.style
        if language not in self._styles:
            made = load_style(self._named_style, self.edition.library, language)
            self._styles[language] = made
        return self._styles[language]

    @property
    def in_text(self) -> str:
        """Which citations are printed in the text, see `number_notes`."""
        return self._in_text(self.edition, self.style)

    def in_text_of(self, site: Site) -> str:
        """The same, of a site that is only being made."""
        return self._in_text(site, self._style_for(site))

    def _in_text(self, site: Site, style: Style) -> str:
        if style.in_text:
            return ALL_WORKS
        return site.witness.work if site.witness and self.getConfig("places_in_text") else ""

    def lists_works(self, page: Page) -> bool:
        """Whether a list of works is to be added to a page."""
        wanted = self.getConfig("references")
        wanted = self.style.in_text if wanted is None else wanted
        return bool(wanted) and bool(page.citations) and not page.lists

    def extendMarkdown(self, md: Markdown) -> None:
        # One extension may serve several converters, one inside the other (docstrings on a
        # page), so what belongs to a conversion belongs to its converter.
        conversion = Conversion()
        # Behind white space (30) and snippets (32), before fences (25) are taken out:
        # the parser must see the text as the author's editor does.
        md.preprocessors.register(Text(md, self, conversion), "apparatus", 26)
        # Before inline patterns (20) run over the notes.
        md.treeprocessors.register(Notes(md, self, conversion), "apparatus", 50)
        # Behind inline patterns, before the table of contents (5) reads the headings.
        md.treeprocessors.register(Headings(md, conversion), "apparatus-headings", 6)


def makeExtension(**kwargs: Any) -> ApparatusExtension:
    """Python-Markdown's way in."""
    return ApparatusExtension(**kwargs)

"""The pages and downloads of the library: which files there are, and what makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from apparatus.edition import Site
from apparatus.model import Entry
from apparatus.render.addresses import people_of, works_of
from apparatus.render.csl import export_csl
from apparatus.render.exports import export_bibtex
from apparatus.render.links import Links
from apparatus.render.people import people_index, person_page
from apparatus.render.products import Maker
from apparatus.render.ris import export_ris
from apparatus.render.works import work_page
from apparatus.render.works_index import works_index

_WRITERS: Mapping[str, Callable[[Iterable[Entry]], str]] = {
    ".bib": export_bibtex,
    ".ris": export_ris,
    ".json": export_csl,
}


def work_files(site: Site, folder: str) -> dict[str, Maker]:
    """The index of works, and for each its page and its downloads."""
    made: dict[str, Maker] = {f"{folder}/index.md": works_index}
    for name, entry in works_of(site).items():
        made[f"{folder}/{name}.md"] = partial(work_page, name=name)
        for suffix, write in _WRITERS.items():
            made[f"{folder}/{name}{suffix}"] = partial(_written, write=write, entries=[entry])
    return made


def people_files(site: Site, folder: str) -> dict[str, Maker]:
    """The index of people, and a page for each."""
    made: dict[str, Maker] = {f"{folder}/index.md": people_index}
    for name in people_of(site):
        made[f"{folder}/{name}.md"] = partial(person_page, slug=name)
    return made


def library_bibtex(links: Links) -> str:
    """The whole library as BibTeX."""
    return export_bibtex(works_of(links.site).values())


def library_csl(links: Links) -> str:
    """The whole library as CSL-JSON."""
    return export_csl(works_of(links.site).values())


def library_ris(links: Links) -> str:
    """The whole library as RIS."""
    return export_ris(works_of(links.site).values())


def _written(_: Links, write: Callable[[Iterable[Entry]], str], entries: Iterable[Entry]) -> str:
    return write(entries)

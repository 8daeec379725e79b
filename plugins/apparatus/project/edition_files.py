"""The files of an edition besides its pages and its library, and the memory of its checks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from apparatus.edition import Baseline, Change, Emendation, PageTypes, Person, Remembered, Site
from apparatus.memory import read_memory, write_memory
from apparatus.model import Fault, Source, Waiver
from apparatus.parse.baseline_file import parse_baseline
from apparatus.parse.changelog import parse_changelog
from apparatus.parse.data_files import parse_emendations, parse_witness
from apparatus.parse.fingerprint_file import parse_fingerprint
from apparatus.parse.page_types import parse_page_types
from apparatus.parse.people_file import parse_people
from apparatus.parse.waivers import yaml_waivers
from apparatus.project.files import (
    SettingsError,
    Unsaved,
    ask,
    package_state,
    read_source,
    write_cached,
)
from apparatus.project.settings import Settings

_Data = TypeVar("_Data")


def with_data(site: Site, settings: Settings) -> Site:
    """A site with what its data files hold."""
    data = _DataFiles(settings.unsaved)
    none: list[Emendation] = []
    nobody: list[Person] = []
    witness = data.read(settings.witness, parse_witness, None)
    emendations = data.read(settings.emendations, parse_emendations, none)
    people = data.read(settings.people, parse_people, nobody)
    page_types = data.read(settings.page_types, parse_page_types, PageTypes())
    fingerprint = data.read(settings.fingerprint, parse_fingerprint, None)
    known = settings.baseline if settings.baseline and ask(settings.baseline).exists() else None
    baseline = data.read(known, parse_baseline, Baseline())
    changes = _changes(settings)
    return replace(
        site,
        witness=witness,
        emendations=tuple(emendations),
        people=tuple(people),
        page_types=page_types,
        fingerprint=fingerprint,
        baseline=baseline,
        data_files=tuple(data.sources),
        remembered=_recalled(settings),
        waivers=tuple(data.waivers),
        faults=(*data.faults, *changes[1]),
        changes=changes[0],
    )


def _changes(settings: Settings) -> tuple[tuple[Change, ...], list[Fault]]:
    """The dated entries of the changelog, which is no data file: its ``#`` begin headings."""
    if settings.changelog is None:
        return (), []
    source, wrong = read_source(settings.changelog, settings.unsaved)
    return ((), wrong) if wrong else parse_changelog(source)


class _DataFiles:
    """Reads the data files of an edition; keeps what stood in their way and what they allow."""

    def __init__(self, unsaved: Unsaved) -> None:
        self.unsaved = unsaved
        self.sources: list[Source] = []
        self.waivers: list[Waiver] = []
        self.faults: list[Fault] = []

    def read(
        self,
        path: Path | None,
        parse: Callable[[Source], tuple[_Data, list[Fault]]],
        nothing: _Data,
    ) -> _Data:
        """What a file holds; ``nothing`` where it is not there or no text."""
        if path is None:
            return nothing
        source, wrong = read_source(path, self.unsaved)
        self.sources.append(source)
        self.faults += wrong
        if wrong:
            return nothing
        found, wrong = parse(source)
        waivers, wrong_too = yaml_waivers(source)
        self.waivers += waivers
        self.faults += [*wrong, *wrong_too]
        return found


def write_memory_of(site: Site, path: Path) -> None:
    """Write down what the check of a site has found about its words."""
    text = write_memory(site, package_state())
    if text != _read_text(path):
        with suppress(SettingsError, OSError):
            write_cached(path, text.encode())


def _recalled(settings: Settings) -> Remembered:
    return read_memory(_read_text(settings.memory), package_state()) if settings.memory else {}


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""

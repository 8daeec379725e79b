"""What was checked, in figures: a table that is made anew with every build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from apparatus.cross_references import cross_references
from apparatus.diagnostics import Diagnostic, Severity
from apparatus.edition import Site
from apparatus.emendation_kinds import KINDS
from apparatus.model import Entry
from apparatus.quotations import own_words, site_quotations
from apparatus.render.text import escape

MARKER = "<!-- apparatus: figures -->"
"""What an author writes where the figures are to stand."""


def figures_html(site: Site, diagnostics: Sequence[Diagnostic]) -> str:
    """One row per thing that was counted."""
    found = Counter(each.rule for each in diagnostics)
    rows = [*_of_the_work(site, found), *_of_the_library(site), *_of_the_pages(site)]
    rows += [*_of_the_words(site, found), *_of_the_checks(diagnostics)]
    cells = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in rows
    )
    return f'<table class="figures"><tbody>{cells}</tbody></table>'


def _of_the_work(site: Site, found: Counter[str]) -> Iterator[tuple[str, str]]:
    if site.witness is None:
        return
    numbers: Mapping[str, set[int]] = {
        "paragraph": {n for section in site.witness.sections for n in section.paragraphs},
        "note": {n for section in site.witness.sections for n in section.notes},
        "page": {n for section in site.witness.sections for n in section.printed},
    }
    for unit, all_of_them in numbers.items():
        there = len(all_of_them) - found[f"missing-source-{unit}"]
        yield f"{unit.capitalize()}s in their places", f"{there} of {len(all_of_them)}"
    notes = len(site.witness.notes)
    if notes:
        same = notes - found["note-differs-from-witness"]
        yield "Notes that cite the works and places of the printed note", f"{same} of {notes}"
    if site.emendations:
        kinds = Counter(each.kind for each in site.emendations)
        listed = "; ".join(f"{KINDS.get(kind, kind)}: {n}" for kind, n in kinds.most_common())
        yield "Emendations", f"{len(site.emendations)} ({listed})"


def _counted(works: Sequence[Entry], site: Site) -> str:
    """The works, the edited one apart."""
    edited = site.witness.work if site.witness else ""
    others = sum(each.key != edited for each in works)
    return f"{others} and the edited work" if others < len(works) else str(others)


def _of_the_library(site: Site) -> Iterator[tuple[str, str]]:
    works = [each for each in site.library.entries.values() if each.type != "xdata"]
    whole = sum(bool(each.get("verified")) and not each.get("unverified") for each in works)
    part = sum(bool(each.get("verified")) and bool(each.get("unverified")) for each in works)
    yield "Works in the library", _counted(works, site)
    if whole or part:
        alone = len(works) - whole - part
        yield (
            "Their data seen elsewhere",
            f"wholly: {whole}; in part: {part}; not at all, known from the printed note: {alone}",
        )


def _of_the_pages(site: Site) -> Iterator[tuple[str, str]]:
    for kind in site.page_types.types.values():
        yield kind.title, str(sum(own is kind for _, _, own in site.typed.values()))
    if site.typed and site.witness:
        drawn = cross_references(site).draws
        for unit in ("paragraph", "note"):
            last = site.witness.last[unit]
            count = sum((unit, number) in drawn for number in range(1, last + 1))
            yield f"{unit.capitalize()}s discussed on one of these", f"{count} of {last}"
    yield "Citations", str(sum(len(page.citations) for page in site.texts.values()))


def _of_the_words(site: Site, found: Counter[str]) -> Iterator[tuple[str, str]]:
    if site.fingerprint is None:
        return
    quoted = [quotation for _, quotation in site_quotations(site)]
    verified = len(quoted) - found["unverified-quotation"] - found["misplaced-quotation"]
    yield "Quotations verified, each in its place", f"{verified} of {len(quoted)}"
    longest = max((quotation.length for quotation in quoted), default=0)
    yield "The longest quotation", f"{longest} words"
    own = own_words(site)
    most = site.witness.budget.get("site") if site.witness else None
    of_most = f" of the {most} allowed" if most else ""
    yield "Words of the author’s own that are quoted", f"{own.in_all}{of_most}"
    passages = len(site.fingerprint.passages)
    yield "Groups of six words compared with every page", str(passages)
    yield "Passages taken over without quotation marks", str(found["unmarked-borrowing"])


def _of_the_checks(diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[str, str]]:
    weights = Counter(each.severity for each in diagnostics)
    yield (
        "Findings",
        f"{weights[Severity.ERROR]} errors, {weights[Severity.WARN]} warnings, "
        f"{weights[Severity.INFO]} explained",
    )

"""Measure builds and checks of made-up sites side by side: `scripts/benchmark.py S M`.

Every command runs in a process of its own, all of them in turn, so many times; the table has
the median of the processor time (user and system, seconds), its ratio to the same notes
written out by hand, and the highest memory. Compare ratios, never absolute times. Rivals that
are not installed (mkdocs-bibtex) are left out. Give `--docs` to renew the table of the docs.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple

from corpus import SIZES, make_corpus, write_corpus

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api" / "speed.md"
BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")
CHECK = (sys.executable, "-m", "apparatus.cli", "check", "--format", "concise")


class Case(NamedTuple):
    """What is measured: the flavour of the site, the command, what is done before each run."""

    name: str
    flavour: str
    command: Sequence[str]
    before: Callable[[Path], object] = lambda _: None


def touch_a_page(site: Path) -> None:
    page = next(site.joinpath("docs").rglob("page*.md"))
    page.write_text(page.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")


def touch_an_entry(site: Path) -> None:
    library = site / "library.bib"
    text = library.read_text("utf-8")
    library.write_text(text.replace("langid       = {english}", "langid       = {american}", 1))


def forget(site: Path) -> None:
    shutil.rmtree(site / ".cache", ignore_errors=True)


PLAIN = "the same notes by hand"
CASES = (
    Case("no notes", "none", BUILD),
    Case(PLAIN, "plain", BUILD),
    Case("citations, checked", "ours", BUILD),
    Case("mkdocs-bibtex", "bibtex", BUILD),
    Case("kept-pages, first build", "cached", BUILD, forget),
    Case("kept-pages, nothing changed", "cached", BUILD),
    Case("kept-pages, one page changed", "cached", BUILD, touch_a_page),
    Case("kept-pages, one entry changed", "cached", BUILD, touch_an_entry),
    Case("apparatus check", "ours", CHECK),
)


def measure(command: Sequence[str], site: Path) -> tuple[float, float]:
    """Seconds of processor time and MiB of memory that a command takes."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    )
    assert process.stderr
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} in {site}:\n{said.decode(errors='replace')}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measured(size: str, folder: Path, times: int) -> dict[str, tuple[float, float]]:
    """The median time and the highest memory of every case."""
    installed = {point.name for point in entry_points(group="mkdocs.plugins")}
    cases = [each for each in CASES if each.flavour != "bibtex" or "bibtex" in installed]
    corpus = make_corpus(SIZES[size])
    for flavour in {each.flavour for each in cases}:
        write_corpus(folder / flavour, corpus, flavour)
    runs: dict[str, list[tuple[float, float]]] = {}
    for number in range(times):
        for case in cases:
            site = folder / case.flavour
            case.before(site)
            runs.setdefault(case.name, []).append(measure(case.command, site))
            print(f"{size} {number + 1}/{times} {case.name}: {runs[case.name][-1][0]:.2f} s")
    return {
        name: (statistics.median(time for time, _ in found), max(memory for _, memory in found))
        for name, found in runs.items()
    }


def table(sizes: Sequence[str], times: int) -> str:
    """All sizes side by side, as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        found = {size: measured(size, Path(folder) / size, times) for size in sizes}
    heads = [f"{size}: {SIZES[size].pages:,} pages | ratio | memory" for size in sizes]
    lines = [f"| | {' | '.join(heads)} |", "| --- |" + " ---: | ---: | ---: |" * len(sizes)]
    for name in found[sizes[0]]:
        cells = []
        for size in sizes:
            time, memory = found[size][name]
            ratio = time / found[size][PLAIN][0]
            cells.append(f"{time:.2f} s | {ratio:.2f} | {memory:.0f} MiB")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", choices=SIZES)
    parser.add_argument("--times", type=int, default=3, help="runs of each command (default: 3)")
    parser.add_argument("--docs", action="store_true", help=f"put the table into {PAGE.name}")
    chosen = parser.parse_args()
    made = table(chosen.sizes, chosen.times)
    print(made)
    if chosen.docs:
        text = PAGE.read_text("utf-8")
        marked = re.compile(r"(?<=<!-- table -->\n\n).*?(?=\n\n<!-- /table -->)", re.S)
        PAGE.write_text(marked.sub(lambda _: made, text, count=1), "utf-8")


if __name__ == "__main__":
    main()

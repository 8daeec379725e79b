"""Measure builds, checks and previews of made-up sites, all side by side in one run.

    python scripts/benchmark.py S M L --rivals ../rivals/bin/python --docs

Every command runs in a process of its own, all of them in turn, so many times; the tables have
the median of the processor time (user and system, seconds), its ratio to the same notes
written out by hand, and the highest memory. A preview is measured by the clock: from the edit
of a file to the page that shows it. Compare ratios, never absolute times.

``--rivals`` is a Python that has mkdocs-material, mkdocs-bibtex, sphinx and
sphinxcontrib-bibtex; without it they are left out. ``--docs`` renews tables and plot of the docs.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from compileall import compile_dir
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import apparatus
from corpus import SIZES, make_corpus, write_corpus
from growth import growth_svg

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api" / "speed.md"
MKDOCS = ("-m", "mkdocs", "build", "--quiet")
CHECK = ("-m", "apparatus.cli", "check", "--format", "concise")
PLAIN = "the same notes by hand"
ALL = "SML"


class Case(NamedTuple):
    """What is measured: the flavour of the site, what Python runs, what is done before each run;
    at which sizes, since some take hours; whether a rival's Python is to run it.
    """

    name: str
    flavour: str
    command: Sequence[str]
    before: Callable[[Path], object] = lambda _: None
    sizes: str = ALL
    rival: bool = False


def forget(site: Path) -> None:
    shutil.rmtree(site / ".cache", ignore_errors=True)
    shutil.rmtree(site / "built", ignore_errors=True)


def touch_a_page(site: Path) -> None:
    page = a_page(site)
    page.write_text(page.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")


def touch_an_entry(site: Path) -> None:
    library = site / "library.bib"
    text = library.read_text("utf-8")
    library.write_text(text.replace("langid       = {english}", "langid       = {american}", 1))


def let_settle(site: Path) -> None:
    """An answer to what was written just now is not kept; see ``apparatus.cli.answers``."""
    if not (site / ".cache" / "apparatus" / "answers.json").exists():
        time.sleep(2.1)
        subprocess.run([sys.executable, *CHECK], cwd=site, capture_output=True, check=True)


def a_page(site: Path) -> Path:
    return next(iter(sorted(site.joinpath("docs").rglob("page*.md"))))


_PANDOC = (
    "import pathlib, pypandoc, subprocess, sys\n"
    "pandoc = pypandoc.get_pandoc_path()\n"
    "for page in sorted(pathlib.Path('docs').rglob('*.md')):\n"
    "    subprocess.run([pandoc, '--citeproc', '--bibliography=library.bib', '-o',\n"
    "                    page.with_suffix('.html'), page], check=True)\n"
)
CASES = (
    Case("no notes", "none", MKDOCS),
    Case(PLAIN, "plain", MKDOCS),
    Case("ours, checked", "ours", MKDOCS, forget),
    Case("ours with `kept-pages`, first build", "cached", MKDOCS, forget),
    Case("ours with `kept-pages`, nothing changed", "cached", MKDOCS),
    Case("ours with `kept-pages`, a page changed", "cached", MKDOCS, touch_a_page),
    Case("ours with `kept-pages`, an entry changed", "cached", MKDOCS, touch_an_entry),
    Case("mkdocs-bibtex, simple", "bibtex", MKDOCS, sizes="SM", rival=True),
    Case("mkdocs-bibtex, CSL", "bibtex-csl", MKDOCS, sizes="S", rival=True),
    Case(
        "Sphinx with sphinxcontrib-bibtex",
        "sphinx",
        ("-m", "sphinx", "-q", "-E", "docs", "built"),
        sizes="SM",
        rival=True,
    ),
    Case("pandoc --citeproc, page by page", "pandoc", ("-c", _PANDOC), sizes="S"),
    Case("`apparatus check`, first time", "ours", CHECK, forget),
    Case("`apparatus check`, nothing changed", "ours", CHECK, let_settle),
)


class Used(NamedTuple):
    """Seconds of processor time and MiB of memory."""

    seconds: float
    memory: float


def environment() -> dict[str, str]:
    """That of somebody at work: not in CI, and packages are compiled once and not every time."""
    unlike = ("CI", "PYTHONDONTWRITEBYTECODE")
    mine = {name: value for name, value in os.environ.items() if name not in unlike}
    return {**mine, "NO_MKDOCS_2_WARNING": "1"}


def measure(command: Sequence[str], site: Path) -> Used:
    """What a command and the processes that it starts take."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=site, stdout=subprocess.DEVNULL, stderr=said, env=environment()
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} in {site}:\n{said.read().decode(errors='replace')}")
    return Used(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measured(size: str, folder: Path, times: int, rivals: str) -> dict[str, Used]:
    """The median time and the highest memory of every case."""
    cases = [each for each in CASES if size in each.sizes and (rivals or not each.rival)]
    compile_dir(Path(apparatus.__path__[0]), quiet=1)  # what pip has done for the others
    corpus = make_corpus(SIZES[size])
    for flavour in {each.flavour for each in cases}:
        write_corpus(folder / flavour, corpus, flavour)
    runs: dict[str, list[Used]] = {}
    for number in range(times):
        for case in cases:
            site = folder / case.flavour
            case.before(site)
            python = rivals if case.rival else sys.executable
            runs.setdefault(case.name, []).append(measure([python, *case.command], site))
            print(f"{size} {number + 1}/{times} {case.name}: {runs[case.name][-1]}", flush=True)
    return {
        name: Used(statistics.median(u.seconds for u in found), max(u.memory for u in found))
        for name, found in runs.items()
    }


# --- previews ------------------------------------------------------------------------


@contextmanager
def served(site: Path) -> Iterator[Callable[[str, str], None]]:
    """``mkdocs serve``; what is yielded waits until a page holds some words."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    process = subprocess.Popen(command, cwd=site, env=environment(), stderr=subprocess.DEVNULL)

    def wait(url: str, words: str) -> None:
        for _ in range(60_000):
            try:
                with urllib.request.urlopen(f"http://{address}/{url}", timeout=120) as answer:
                    if words in answer.read().decode("utf-8"):
                        return
            except OSError:
                pass
            time.sleep(0.005)
        sys.exit(f"{site}: '{words}' is not shown")

    try:
        wait("", "</html>")
        yield wait
    finally:
        process.terminate()
        process.wait()


def previewed(size: str, folder: Path, times: int) -> dict[str, float]:
    """Seconds from an edit to the page that shows it, by what is edited and who serves."""
    found: dict[str, float] = {}
    for name, flavour in (("MkDocs, notes by hand", "plain"), ("ours with `kept-pages`", "cached")):
        site = folder / flavour
        with served(site) as wait:
            for what, edit in (("a page", _edit_page), ("an entry", _edit_entry)):
                if what == "an entry" and flavour == "plain":
                    continue
                taken = []
                for number in range(times):
                    time.sleep(1)
                    words = f"Word{number}of{what.split()[-1]}"
                    start = time.perf_counter()
                    edit(site, words)
                    wait(_url(site), words)
                    taken.append(time.perf_counter() - start)
                found[f"{name}: {what}"] = statistics.median(taken)
                print(f"{size} {name}: {what}: {taken}", flush=True)
    return found


def _url(site: Path) -> str:
    return f"{a_page(site).relative_to(site / 'docs').with_suffix('').as_posix()}/"


def _edit_page(site: Path, words: str) -> None:
    page = a_page(site)
    page.write_text(f"{page.read_text('utf-8')}\n{words}\n", "utf-8")


def _edit_entry(site: Path, words: str) -> None:
    """Change the title of the first work that the page cites."""
    key = re.search(r"\[@(\w+)", a_page(site).read_text("utf-8"))
    assert key
    library = site / "library.bib"
    pattern = re.compile(rf"(\{{{key.group(1)},.*?title\s*= \{{)", re.S)
    library.write_text(pattern.sub(rf"\g<1>{words} ", library.read_text("utf-8"), count=1), "utf-8")


# --- tables --------------------------------------------------------------------------


def table(found: Mapping[str, Mapping[str, Used]]) -> str:
    """All sizes side by side, as Markdown."""
    heads = [f"{size}: {SIZES[size].pages:,} pages" for size in found]
    lines = [f"| | {' | '.join(heads)} |", "| --- |" + " ---: |" * len(found)]
    for case in CASES:
        cells = [_cell(used.get(case.name), used[PLAIN]) for used in found.values()]
        if any(cells):
            lines.append(f"| {case.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(used: Used | None, plain: Used) -> str:
    """The ratio first; the rest depends on the machine."""
    if used is None:
        return ""
    ratio = used.seconds / plain.seconds
    shown = "< 0.01" if ratio < 0.01 else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"
    return f"**{shown}**<br>{used.seconds:.2f}\u00a0s, {used.memory:.0f}\u00a0MiB"


def table_of_previews(found: Mapping[str, Mapping[str, float]]) -> str:
    """Seconds by size, as Markdown."""
    lines = [f"| | {' | '.join(found)} |", "| --- |" + " ---: |" * len(found)]
    for name in next(iter(found.values())):
        lines.append(f"| {name} | " + " | ".join(f"{each[name]:.2f} s" for each in found.values()))
        lines[-1] += " |"
    return "\n".join(lines)


def put(text: str, name: str, made: str) -> str:
    """The page with what was made between the marks of this name."""
    marked = re.compile(rf"(?<=<!-- {name} -->\n\n).*?(?=\n\n<!-- /{name} -->)", re.S)
    return marked.sub(lambda _: made, text, count=1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="+", choices=SIZES)
    parser.add_argument("--times", type=int, default=3, help="runs of each command; of L, one")
    parser.add_argument("--rivals", default="", metavar="PYTHON", help="a Python that has them")
    parser.add_argument("--docs", action="store_true", help=f"renew {PAGE.name}")
    chosen = parser.parse_args()
    found, previews = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for size in chosen.sizes:
            times = 1 if size == "L" else chosen.times
            found[size] = measured(size, Path(folder) / size, times, chosen.rivals)
            if size != "L":
                previews[size] = previewed(size, Path(folder) / size, 3)
            shutil.rmtree(Path(folder) / size)
    made, seen = table(found), table_of_previews(previews) if previews else ""
    print(made, seen, sep="\n\n")
    if chosen.docs:
        pages = {size: SIZES[size].pages for size in found}
        text = put(put(PAGE.read_text("utf-8"), "table", made), "previews", seen)
        curves = {case.name: case.name for case in CASES if case.flavour in ("plain", "ours")}
        text = put(text, "growth", growth_svg(pages, found, list(curves)[:3]))
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()

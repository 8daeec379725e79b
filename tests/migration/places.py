"""Which works a built page cites, in reading order, and which it lists: theirs and ours.

``python -m tests.migration.places PYTHON`` builds ``site/`` with the mkdocs-bibtex 4.4.0 that
PYTHON has, and writes ``expected.json`` anew.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
Places = dict[str, dict[str, list[str]]]


def places(built: Path, read: Callable[[str], tuple[list[str], list[str]]]) -> Places:
    """By page: what is cited, with repetitions, and what is listed, in the alphabet's order."""
    found = {}
    for path in sorted(built.rglob("index.html")):
        text = path.read_text(encoding="utf-8").partition('role="main"')[2].partition("<footer")[0]
        cited, listed = read(text)
        found[path.relative_to(built).as_posix()] = {"cited": cited, "listed": sorted(listed)}
    return found


def theirs(html: str) -> tuple[list[str], list[str]]:
    """A footnote's name is the key; a bare ``@key`` has become the reference itself."""
    text, _, notes = html.partition('<div class="footnote">')
    titles = {title: key for key, title in TITLES.items()}
    marks = "|".join(["#fn:([\\w-]+)", *map(re.escape, titles)])
    cited = [found.group(1) or titles[found.group()] for found in re.finditer(marks, text)]
    listed = re.findall(r'<li id="fn:([\w-]+)"', notes)
    return cited, [*{*listed, *(titles[t] for t in titles if t in text)}]


def ours(html: str) -> tuple[list[str], list[str]]:
    """A call leads to its note, and that has the keys of its works."""
    text, _, notes = html.partition('<section aria-labelledby="notes"')
    works = {
        anchor: re.findall(r'data-key="([\w-]+)"', note)
        for anchor, note in re.findall(r'<li class="note" id="(\w+)"(.*?)</li>', notes, re.S)
    }
    cited = [key for note in re.findall(r'href="#(n\d+)"', text) for key in works[note]]
    return cited, [*{*cited, *re.findall(r'id="ref-([\w-]+)"', text)}]


TITLES = {
    key: title
    for path in (HERE / "site" / "refs").glob("*.bib")
    for key, title in re.findall(
        r"@\w+\{(\w+),.*?\btitle\s*= \{(.*?)\}", path.read_text(encoding="utf-8"), re.S
    )
}


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        command = [sys.argv[1], "-m", "mkdocs", "build", "-q", "-d", folder]
        subprocess.run(command, cwd=HERE / "site", check=True)
        made = json.dumps(places(Path(folder), theirs), indent=2)
    (HERE / "expected.json").write_text(f"{made}\n", encoding="utf-8")

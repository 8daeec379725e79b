"""A site in which every value is an attack: `attacks.txt` has them, one to a line.

Each stands in every field of a work, in its key, in a name, in the front matter of a page with a
type, in emendations, page types, the title of the edition. What authors write in the text of a
page is their own HTML and no value; so it is not attacked here.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import cycle
from pathlib import Path

from tests.conftest import ROOT

HERE = Path(__file__).resolve().parent
ATTACKS = [
    json.loads(f'"{line}"') if re.search(r"\\[u\\t]|\\x", line) and '"' not in line else line
    for line in (HERE / "attacks.txt")
    .read_text(encoding="utf-8")
    .replace("\\x1b", "\\u001b")
    .replace("\\x07", "\\u0007")
    .splitlines()
]
_TYPES = "article book incollection online report thesis inreference inproceedings".split()
_FIELDS = (
    "title subtitle shorttitle titleaddon journaltitle booktitle maintitle eventtitle venue series "
    "publisher location institution organization volume number edition pages eid note addendum "
    "howpublished url doi isbn issn eprint eprinttype version type langid abstract keywords "
    "annotation authorcyrillic verified unverified date urldate eventdate origdate archiveurl"
).split()
_OPTIONAL = "group paragraphs dates names actors places terms related"
_CONFIG = """\
site_name: Hostile
site_url: https://example.org/
use_directory_urls: false
theme: {name: material, font: false, features: [navigation.prune, navigation.footer]}
nav: [index.md, {Section: [section.md]}, {Cases: cases/}, {Works: works/index.md}]
validation:
  links: {not_found: info, unrecognized_links: info, anchors: info}
  nav: {omitted_files: info}
markdown_extensions: [attr_list, md_in_html, tables, admonition, footnotes, pymdownx.snippets]
"""
_GENERATED = {
    "works": "works",
    "people": "people",
    "emendations": "emendations.md",
    "library": "library.bib",
    "library_ris": "library.ris",
    "library_csl": "library.json",
    "glossary": "glossary.md",
    "comparison": "comparison.md",
    "comparison_data": "comparison.csv",
    "coverage": "coverage.md",
    "concordance": "concordance.md",
    "concordance_data": "concordance.csv",
    "citation": "edition.bib",
    "tei": "edition.tei.xml",
    "book": "book.html",
    "timeline": "timeline.md",
    "page_types": "page-types.md",
}


def key_of(number: int, attack: str) -> str:
    """A key that holds an attack, as far as a key can."""
    return re.sub(r"[\s,{}\[\]\"=%#()\\\u2028]", "", attack) + f"_{number}"


def _balanced(text: str) -> str:
    """A value that a .bib file can hold."""
    closed = re.sub(r"\{[^{}]*\}", "", re.sub(r"\{[^{}]*\}", "", text))
    return re.sub("[{}]", "", text) if "{" in closed or "}" in closed else text


def _entry(number: int, attack: str, kind: str) -> str:
    value = _balanced(attack)
    names = f"{{{value}}}" if number % 2 else f"Family, {value.replace(',', '')}"
    fields = [f"  {name} = {{{value}}}" for name in _FIELDS]
    fields += [f"  author = {{{names}}}", f"  editor = {{{names}}}"]
    return ",\n".join([f"@{kind}{{{key_of(number, attack)}", *fields]) + "\n}\n\n"


def _case(number: int, attack: str) -> str:
    front = {
        "type": "case",
        "title": attack,
        "group": "a",
        "summary": attack,
        "paragraphs": [1],
        "dates": "2001/2002",
        "names": [attack],
        "actors": [attack],
        "places": [attack],
        "principles": {"trust": attack},
        "terms": [{"term": attack, "original": attack, "meaning": attack}],
        "related": {"shows": [f"cases/c{(number + 1) % len(ATTACKS)}.md"]},
    }
    head = "\n".join(f"{name}: {json.dumps(value)}" for name, value in front.items())
    return f"---\n{head}\n---\n\n## Events\n\nText [@{{{key_of(0, ATTACKS[0])}}}, ¶ 1].\n"


def make_site(folder: Path) -> Path:
    """Write the site; the folder again."""
    docs = folder / "docs"
    (docs / "cases").mkdir(parents=True)
    numbered = list(enumerate(ATTACKS))
    kinds = cycle(_TYPES)
    entries = "".join(_entry(number, attack, next(kinds)) for number, attack in numbered)
    (folder / "refs.bib").write_text(entries, encoding="utf-8", errors="surrogatepass")
    cited = [f"A[^{n + 1}]" for n, _ in numbered]
    notes = [
        f"[^{n + 1}]: [@{{{key_of(n, a)}}}, p. 1; see also @{{{key_of(n, a)}}}, p. 2]."
        for n, a in numbered
    ]
    text = "\n\n".join(["# Section", "{p. 1}{¶1} " + " ".join(cited), *notes])
    (docs / "section.md").write_text(f"{text}\n", encoding="utf-8")
    (docs / "index.md").write_text("# Home\n\nSee [the section](section.md).\n", encoding="utf-8")
    for number, attack in numbered:
        (docs / "cases" / f"c{number}.md").write_text(_case(number, attack), encoding="utf-8")
    (docs / "cases" / "x\"><img src=x onerror=pwn()> '&amp;.md").write_text("# File\n\nText.\n")
    first = key_of(0, ATTACKS[0])
    data = {
        "witness": {
            "work": first,
            "sections": [
                {
                    "page": "section.md",
                    "title": ATTACKS[3],
                    "paragraphs": "1",
                    "notes": f"1-{len(ATTACKS)}",
                    "printed": "1",
                }
            ],
            "begins": {"1": "1"},
        },
        "emendations": [
            {
                "note": number + 1,
                "work": key_of(number, attack),
                "field": "title",
                "printed": attack,
                "right": f"{attack}.",
                "kind": "misprint",
                "evidence": attack,
                "certainty": "certain",
                "remark": attack,
            }
            for number, attack in numbered
        ],
        "page_types": {
            "principles": {"trust": ATTACKS[2]},
            "relations": {"shows": ATTACKS[3]},
            "types": {
                "case": {
                    "title": ATTACKS[3],
                    "folder": "cases",
                    "lead": ATTACKS[0],
                    "groups": {"a": ATTACKS[2]},
                    "required": ["title", "summary", "principles"],
                    "optional": _OPTIONAL.split(),
                    "sections": {"Events": ATTACKS[2]},
                }
            },
        },
    }
    for name, value in data.items():
        (folder / f"{name}.yml").write_text(json.dumps(value), encoding="utf-8")
    quiet = subprocess.run(
        [sys.executable, "-c", "from apparatus.rules import all_rules; print(*all_rules())"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    options = {
        "bibliography": "refs.bib",
        **{name: f"{name}.yml" for name in data},
        "rules": dict.fromkeys(quiet, "info"),
        "generate": _GENERATED,
        "previews": True,
        "places_in_text": True,
        "edition": {
            "title": ATTACKS[3],
            "version": ATTACKS[4],
            "license": "javascript:pwn()",
            "editors": ATTACKS[:20],
        },
    }
    plugins = json.dumps(["search", {"apparatus": options}])
    (folder / "mkdocs.yml").write_text(f"{_CONFIG}plugins: {plugins}\n", encoding="utf-8")
    return folder


def build(folder: Path, site: str, **environment: str) -> str:
    """Build the site; what was printed on the way."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", site],
        cwd=folder,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(ROOT / "plugins"),
            **environment,
        },
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout + done.stderr

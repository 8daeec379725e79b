"""The arrows between the rooms point one way; one importer per third party."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from apparatus.rules import all_rules
from tests.conftest import ROOT

PACKAGE = ROOT / "plugins" / "apparatus"
VALUES = {
    "addresses",
    "baseline",
    "borrowing",
    "concordance",
    "cross_references",
    "diagnostics",
    "edition",
    "emendation_kinds",
    "entry_types",
    "fields",
    "fingerprint",
    "fixing",
    "keys",
    "latex_macros",
    "land",
    "locators",
    "memory",
    "model",
    "names",
    "people",
    "prose",
    "quotations",
    "short_forms",
    "standard_numbers",
    "styles",
    "suggestions",
    "waiving",
    "words",
}
MAY_IMPORT = {
    "__init__": set(),
    "model": set(),
    "edition": {"model"},
    "addresses": set(),
    "concordance": {"cross_references", "edition", "model"},
    "diagnostics": {"edition", "model"},
    "baseline": {"diagnostics", "edition", "model"},
    "fixing": {"diagnostics", "model"},
    "waiving": {"diagnostics", "model"},
    "land": set(),
    "locators": set(),
    "entry_types": set(),
    "short_forms": {"entry_types", "model", "names"},
    "emendation_kinds": set(),
    "keys": set(),
    "latex_macros": set(),
    "names": {"fields", "model"},
    "people": {"edition", "fields", "model", "names"},
    "prose": {"model"},
    "cross_references": {"edition", "model"},
    "fields": {"diagnostics", "entry_types", "model", "words"},
    "fingerprint": set(),
    "standard_numbers": set(),
    "styles": {"model"},
    "suggestions": set(),
    "words": {"model"},
    "quotations": {"cross_references", "edition", "fingerprint", "model", "words"},
    "memory": {"borrowing", "edition"},
    "borrowing": {"edition", "fingerprint", "model", "quotations", "words"},
    "parse": VALUES - {"diagnostics"} | {"parse"},
    "rules": VALUES | {"rules"},
    "check": VALUES | {"rules"},
    "render": VALUES | {"render", "rules"},
    "reports": VALUES | {"", "reports", "rules"},
    "formatting": {"entry_types", "model", "parse"},
    "migration": {"model", "parse"},
    "project": VALUES | {"parse", "project", "rules"},
    "markdown": VALUES | {"markdown", "parse", "project", "render"},
    "adapters": VALUES | {"adapters", "check", "markdown", "project", "render", "reports", "rules"},
    "cli": VALUES
    | {
        "",
        "check",
        "cli",
        "formatting",
        "migration",
        "parse",
        "project",
        "render",
        "reports",
        "rules",
    },
}
THIRD_PARTIES = {
    "bibtexparser": "render/exports.py",
    "jinja2": "adapters/",
    "markdown": "markdown/",
    "mkdocs": "adapters/",
    "pathspec": "project/",
    "pybtex": "render/pybtex_style.py",
    "pylatexenc": ("parse/latex.py", "render/text.py"),
    "watchdog": "adapters/watching.py",
    "yaml": ("parse/yaml_nodes.py", "project/"),
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_arrows_point_one_way() -> None:
    for path in PACKAGE.rglob("*.py"):
        for name in imports(path):
            if name.split(".")[0] == "apparatus":
                target = ([*name.split("."), ""])[1]
                assert target in MAY_IMPORT[room(path)], f"{path} imports {name}"


def test_rules_do_not_know_each_other() -> None:
    for path in (PACKAGE / "rules").glob("*.py"):
        assert not any(name.startswith("apparatus.rules.") for name in imports(path)), path


def test_every_third_party_has_its_place() -> None:
    for path in PACKAGE.rglob("*.py"):
        where = path.relative_to(PACKAGE).as_posix()
        for name in {name.split(".")[0] for name in imports(path)} - {"apparatus", "__future__"}:
            if name in sys.stdlib_module_names:
                continue
            places = THIRD_PARTIES[name]
            assert where.startswith(places), f"{where} imports {name}"


def test_nothing_in_the_package_knows_the_article() -> None:
    for path in PACKAGE.rglob("*.py"):
        code = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(code):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and "\n" not in text:  # docstrings may take examples
                assert "lewis" not in text.lower(), path


def test_every_rule_is_found_by_its_name() -> None:
    for path in (PACKAGE / "rules").glob("[a-z]*.py"):
        assert path.stem.replace("_", "-") in all_rules()

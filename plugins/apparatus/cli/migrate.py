"""``apparatus migrate``: a site of mkdocs-bibtex becomes one of ours."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apparatus.cli.changes import Change
from apparatus.cli.settings import add_config, config_of
from apparatus.diagnostics import counted, printable
from apparatus.migration import PLUGIN, NotPlainError, migrate_config, migrate_page
from apparatus.model import Library, Page
from apparatus.parse.yaml_nodes import NotYamlError
from apparatus.project import (
    Settings,
    SettingsError,
    encoded,
    load_site,
    make_settings,
    named_options,
    read_config,
    read_source,
    shown,
)

_DESCRIPTION = """\
Show what must change in mkdocs.yml and on pages for a site that was made with mkdocs-bibtex,
as a patch. What has no counterpart is commented out and told of; nothing is deleted.
"""
_EPILOG = """\
examples:
  apparatus migrate             what would change?
  apparatus migrate --write     change it
  apparatus check               then: what mkdocs-bibtex let pass

exit status: 0 done, 2 wrong use, or there is nothing to migrate
"""

_AUTHOR_DATE = re.compile(r"author-date|harvard|\bapa\b|american-psychological", re.I)


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "migrate",
        help="turn a site of mkdocs-bibtex into one of this plugin",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--write", action="store_true", help="change the files")
    add_config(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show the changes or make them; returns the exit status."""
    config = config_of(options).resolve()
    changes, remarks = _changes(config)
    for change in changes:
        if options.write:
            change.write()
            print(change.name)
        else:
            sys.stdout.writelines(change.patch())
    for remark in remarks:
        print(f"apparatus: {printable(remark)}", file=sys.stderr)
    done = "changed" if options.write else "would change; --write changes them"
    print(f"{counted(len(changes), 'files')} {done}", file=sys.stderr)
    return 0


def _changes(config: Path) -> tuple[list[Change], list[str]]:
    """Every file that becomes another, and what there is to say."""
    data = read_config(config)
    plugins = named_options(data.get("plugins"))
    if PLUGIN not in plugins:
        raise SettingsError(f"{shown(config)}: the plugin '{PLUGIN}' is not among the plugins")
    given: Mapping[str, Any] = plugins[PLUGIN] or {}
    site = load_site(_settings(config.parent, data, given))
    bare = given.get("enable_inline_citations", True) is not False
    bare = bare and any(_has_bare(page, site.library) for page in site.pages.values())
    source, _ = read_source(config)
    try:
        made = migrate_config(source, given, _style(config.parent, given), bare)
    except (NotPlainError, NotYamlError) as error:
        raise SettingsError(f"{source.path}: {error}") from None
    if made is None:
        raise SettingsError(f"{source.path}: the plugin '{PLUGIN}' stands in a file it inherits")
    changes, remarks = [Change(config, source.text, made.text)], list(made.remarks)
    for page in site.pages.values():
        becomes = migrate_page(page, given)
        remarks += becomes.remarks
        if becomes.text == page.source.text:
            continue
        path = Path(page.source.path)
        there = path.read_bytes()
        if encoded(page.source.text, there) == there:
            changes.append(Change(path, page.source.text, becomes.text))
        else:  # what could not be decoded cannot be written again
            remarks.append(f"{page.source.path}: not UTF-8; the file is left as it is")
    return changes, remarks


def _settings(root: Path, data: Mapping[str, Any], given: Mapping[str, Any]) -> Settings:
    """The site as its pages lie there, with every ``@key`` taken for a citation."""
    file = given.get("bib_file") or given.get("bib_dir") or ""
    files = [str(file)] if file and (root / str(file)).exists() else []
    docs = root / str(data.get("docs_dir") or "docs")
    return make_settings(root, docs, {"bibliography": files, "bare_citations": True})


def _has_bare(page: Page, library: Library) -> bool:
    found = (each for each in page.citations if each.in_text)
    return any(item.key in library.entries for each in found for item in each.items)


def _style(root: Path, given: Mapping[str, Any]) -> str:
    """Which style of ours comes nearest to a CSL file."""
    path = str(given.get("csl_file") or "")
    if path and (root / path).is_file():
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        if 'citation-format="' in text:
            return "author-date" if 'citation-format="author-date"' in text else "notes"
    # An address, or a style that only names another: there is nothing but its name.
    return "author-date" if _AUTHOR_DATE.search(path) else "notes"

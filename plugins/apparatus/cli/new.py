"""``apparatus new TYPE NAME``: begin a page of one of the site's page types."""

from __future__ import annotations

import argparse
import re
from typing import Any

from apparatus.cli.settings import add_config, config_of
from apparatus.project import (
    SettingsError,
    load_edition,
    read_settings,
    shown,
    write_file,
)
from apparatus.render.guide import page_template


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("new", help="begin a page of one of the site's page types")
    parser.add_argument("type", metavar="TYPE", help="a type of the site's table of page types")
    parser.add_argument(
        "name", metavar="NAME", help="what the file is called: small letters, 0-9, -"
    )
    parser.add_argument("--title", help="the title (default: made from the name)")
    add_config(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the template of a page where pages of its type lie; never over another page."""
    settings = read_settings(config_of(options).resolve())
    table = load_edition(settings).page_types
    if options.type not in table.types:
        known = ", ".join(table.types) or "none are configured"
        raise SettingsError(f"no page type '{options.type}'; there are: {known}")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", options.name):
        raise SettingsError(f"'{options.name}' is no name: small letters, digits and hyphens")
    kind = table.types[options.type]
    path = settings.docs / kind.folder / f"{options.name}.md"
    title = options.title or options.name.replace("-", " ").capitalize()
    if path.exists():
        raise SettingsError(f"{shown(path)}: there is such a page already")
    write_file(path, page_template(kind, table, title).encode())
    print(shown(path))
    return 0

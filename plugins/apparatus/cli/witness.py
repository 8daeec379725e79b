"""``apparatus witness build TEXT``: the fingerprint of the edited text, from one's own copy."""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path
from typing import Any

from apparatus.cli.settings import add_config, config_of
from apparatus.diagnostics import named_place, place, printable
from apparatus.parse.fingerprint_file import write_fingerprint
from apparatus.parse.witness_text import differences, make_fingerprint, parse_witness_text
from apparatus.project import (
    SettingsError,
    load_site,
    read_settings,
    read_source,
    write_file,
)
from apparatus.quotations import site_quotations


def register(commands: Any) -> None:
    """Add the command to the parser."""
    witness = commands.add_parser("witness", help="the edited text, from your own copy of it")
    actions = witness.add_subparsers(dest="action", required=True, metavar="ACTION")
    build = actions.add_parser(
        "build", help="make the fingerprint, and verify the site's quotations against the text"
    )
    build.add_argument("text", type=Path, metavar="TEXT", help="the text, marked as pages are")
    add_config(build)
    build.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the fingerprint of a text; say which quotations of the site it does not have."""
    config = config_of(options)
    settings = read_settings(config.resolve())
    if settings.fingerprint is None:
        raise SettingsError(f"{config.name} does not say where the 'fingerprint' lies")
    source, faults = read_source(options.text)
    if faults:
        unread = faults[0].kind == "unreadable-file"
        raise SettingsError(faults[0].subject if unread else f"{options.text}: not UTF-8")
    site = load_site(settings)
    salt = site.fingerprint.salt if site.fingerprint else secrets.token_hex(8)
    quoted = [quotation for _, quotation in site_quotations(site)]
    text = parse_witness_text(source, site.emendations)
    fingerprint, unfound = make_fingerprint(text, salt, quoted)
    if not fingerprint.passages:
        raise SettingsError(f"{options.text}: no paragraph is marked, as in '{{¶1}} …'")
    write_file(settings.fingerprint, write_fingerprint(fingerprint).encode())
    unlike = differences(text, site.witness) if site.witness else []
    for where, which in unlike:
        print(f"{printable(str(options.text))}: only {which} has {named_place(where)}")
    for quotation in unfound:
        print(f"{place(quotation.span)}: not in the text: ‘{printable(quotation.span.text)}’")
    print(
        f"{len(text.passages)} passages, {len(fingerprint.passages)} groups of words; "
        f"{len(quoted) - len(unfound)} of {len(quoted)} quotations verified",
        file=sys.stderr,
    )
    return 1 if unfound or unlike else 0

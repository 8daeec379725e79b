"""``apparatus``: the verdict of the build, without building and without a host; and the
beginnings of new pages.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import secrets
import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from apparatus import __version__, format_command
from apparatus.check import check_site
from apparatus.diagnostics import (
    Diagnostic,
    Severity,
    as_json,
    concise,
    count,
    github,
    human,
    named_place,
    place,
    printable,
    summary_line,
    tally,
)
from apparatus.edition import Site
from apparatus.parse.fingerprint_file import write_fingerprint
from apparatus.parse.witness_text import differences, make_fingerprint, parse_witness_text
from apparatus.project import (
    Settings,
    SettingsError,
    load_edition,
    load_site,
    make_settings,
    read_mkdocs_settings,
    read_severities,
    read_source,
    shown,
)
from apparatus.quotations import site_quotations
from apparatus.render.guide import page_template
from apparatus.rules import all_rules

_EPILOG = """\
examples:
  apparatus check                                   the project of ./mkdocs.yml
  apparatus check --bibliography refs.bib docs/     any folder of Markdown
  apparatus explain locator-out-of-range            what a rule is about
  apparatus format                                  the library in one layout
  apparatus new case yemen --title Yemen            begin a page of a type
  apparatus witness build article.md                the fingerprint of the edited text

exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status: 2 for wrong use and for our own failure."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may not know every letter
            stream.reconfigure(errors="backslashreplace")
    try:
        commands = {
            "check": _check,
            "explain": _explain,
            "format": format_command.run,
            "new": _new,
            "witness": _witness,
        }
        return commands[options.command](options)
    except SettingsError as error:
        print(f"apparatus: {printable(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader has seen enough: `apparatus check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:
        traceback.print_exc()
        print("apparatus: this is our own failure, not a fault of your text", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="apparatus",
        description="Check the citations and notes of Markdown pages against a BibTeX library.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"apparatus {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="report every fault, with file, line and column")
    check.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="with --bibliography, the folder or page to check (default: docs); else report "
        "only what lies in these files and folders of the project",
    )
    check.add_argument("--config", type=Path, help="another mkdocs.yml")
    check.add_argument(
        "--bibliography",
        action="append",
        type=Path,
        metavar="PATH",
        help=".bib file or folder; repeatable",
    )
    check.add_argument("--format", choices=("human", "concise", "json", "github"), default="human")
    check.add_argument("--fail-on", choices=("error", "warn", "info"), default="error")
    check.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="NAME=SEVERITY",
        help="error, warn, info or off",
    )
    format_command.add_parser(commands)
    explain = commands.add_parser("explain", help="print what a rule is about")
    explain.add_argument("rule", choices=sorted(all_rules()), metavar="RULE")
    witness = commands.add_parser("witness", help="the edited text, from your own copy of it")
    actions = witness.add_subparsers(dest="action", required=True, metavar="ACTION")
    build = actions.add_parser(
        "build", help="make the fingerprint, and verify the site's quotations against the text"
    )
    build.add_argument("text", type=Path, metavar="TEXT", help="the text, marked as pages are")
    build.add_argument("--config", type=Path, help="another mkdocs.yml")
    new = commands.add_parser("new", help="begin a page of one of the site's page types")
    new.add_argument("type", metavar="TYPE", help="a type of the site's table of page types")
    new.add_argument("name", metavar="NAME", help="what the file is called: small letters, 0-9, -")
    new.add_argument("--title", help="the title (default: made from the name)")
    new.add_argument("--config", type=Path, help="another mkdocs.yml")
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    here = Path.cwd()
    rules = dict(pair.partition("=")[::2] for pair in options.rule)
    for path in (*options.paths, *(options.bibliography or ())):
        if not path.exists():
            raise SettingsError(f"{path}: no such file or folder")
    if options.bibliography and options.config:
        raise SettingsError("--config and --bibliography exclude each other")
    if options.bibliography:
        docs = options.paths[0] if options.paths else here / "docs"
        if len(options.paths) > 1 or not docs.exists():
            raise SettingsError("with --bibliography, name one folder or one page to check")
        files = [str(path.resolve()) for path in options.bibliography]
        return make_settings(here, docs.resolve(), {"bibliography": files, "rules": rules})
    settings = read_mkdocs_settings(_config(options).resolve())
    changes = {**settings.severities, **read_severities(rules)}
    if not settings.docs.is_dir():
        raise SettingsError(f"{settings.docs}: no such folder")
    return replace(settings, severities=changes)


def _config(options: argparse.Namespace) -> Path:
    """The configuration that was named, or the one that lies here."""
    config: Path = options.config or Path.cwd() / "mkdocs.yml"
    if not config.is_file():
        hint = (
            ""
            if options.config or "paths" not in options
            else "; name a library with --bibliography"
        )
        raise SettingsError(f"{config.name}: no such file{hint}")
    return config


def _check(options: argparse.Namespace) -> int:
    settings = _settings(options)
    site = load_site(settings)
    diagnostics = check_site(site, settings.severities)
    if options.paths and not options.bibliography:
        wanted = [path.resolve() for path in options.paths]
        _refuse_strangers(site, options.paths)
        diagnostics = [each for each in diagnostics if _lies_in(each, wanted)]
    if options.format == "json":
        print(json.dumps(_report(site, diagnostics), ensure_ascii=False, indent=2))
    else:
        printed = {"human": human, "concise": concise, "github": github}[options.format]
        for diagnostic in diagnostics:
            print(printed(diagnostic))
        print(summary_line(site, diagnostics), file=sys.stderr)
    worst = max((each.severity.rank for each in diagnostics), default=0)
    return 1 if worst >= Severity(options.fail_on).rank else 0


def _lies_in(diagnostic: Diagnostic, wanted: Sequence[Path]) -> bool:
    path = Path(diagnostic.span.source.path).resolve()
    return any(path.is_relative_to(each) for each in wanted)


def _refuse_strangers(site: Site, paths: Sequence[Path]) -> None:
    """A path in which nothing of the site lies would pass whatever it holds."""
    sources = [page.source for page in site.pages.values()] + list(site.library.sources)
    known = [Path(source.path).resolve() for source in sources]
    for path in paths:
        if not any(each.is_relative_to(path.resolve()) for each in known):
            raise SettingsError(f"{path}: no page and no library of this project lies there")


def _report(site: Site, diagnostics: Sequence[Diagnostic]) -> dict[str, object]:
    return {
        "diagnostics": [as_json(each) for each in diagnostics],
        "summary": {**tally(site), "by_severity": count(diagnostics)},
    }


def _explain(options: argparse.Namespace) -> int:
    rule = all_rules()[options.rule]
    print(f"{rule.name} ({rule.severity.value})\n\n{rule.page}")
    return 0


def _new(options: argparse.Namespace) -> int:
    """Write the template of a page where pages of its type lie; never over another page."""
    settings = read_mkdocs_settings(_config(options).resolve())
    table = load_edition(settings).page_types
    if options.type not in table.types:
        known = ", ".join(table.types) or "none are configured"
        raise SettingsError(f"no page type '{options.type}'; there are: {known}")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", options.name):
        raise SettingsError(f"'{options.name}' is no name: small letters, digits and hyphens")
    kind = table.types[options.type]
    path = settings.docs / kind.folder / f"{options.name}.md"
    title = options.title or options.name.replace("-", " ").capitalize()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(page_template(kind, table, title))
    except FileExistsError:
        raise SettingsError(f"{shown(path)}: there is such a page already") from None
    except OSError as error:
        raise SettingsError(f"{shown(path)}: {error.strerror}") from None
    print(shown(path))
    return 0


def _witness(options: argparse.Namespace) -> int:
    """Write the fingerprint of a text; say which quotations of the site it does not have."""
    settings = read_mkdocs_settings(_config(options).resolve())
    if settings.fingerprint is None:
        raise SettingsError("mkdocs.yml does not say where the 'fingerprint' lies")
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
    settings.fingerprint.write_text(write_fingerprint(fingerprint), encoding="utf-8")
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


if __name__ == "__main__":
    raise SystemExit(main())

"""``apparatus check``: report every fault, mend what can be mended."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from apparatus.baseline import counts_of, shrunk, write_baseline
from apparatus.check import check_site
from apparatus.cli import answers
from apparatus.cli.answers import Answer
from apparatus.cli.mending import Mended, mend
from apparatus.cli.settings import add_config, settings_of
from apparatus.diagnostics import Diagnostic, Severity, Verdict, counted, printable, summary_line
from apparatus.edition import Site
from apparatus.project import (
    Asked,
    Settings,
    SettingsError,
    asking,
    load_site,
    remember,
    shown,
    write_cached,
    write_file,
)
from apparatus.reports.text import Style, concise, human
from apparatus.rules import Group, all_rules

_FORMATS = ("human", "concise", "json", "github", "sarif")
_MOST_FINDINGS = 100


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("check", help="report every fault, with file, line and column")
    parser.set_defaults(run=run)
    _add_project(parser)
    _add_findings(parser)
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="make the safe fixes")
    fixes.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: also those that may change the meaning",
    )
    fixes.add_argument(
        "--diff", action="store_true", help="show what --fix would do, and write nothing"
    )


def _add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="with --bibliography, the folder or page to check (default: docs); else report "
        "only what lies in these files and folders of the project",
    )
    add_config(parser)
    parser.add_argument(
        "--bibliography",
        action="append",
        type=Path,
        metavar="PATH",
        help=".bib file or folder; repeatable",
    )
    parser.add_argument(
        "--skip-foreign",
        action="store_true",
        help="leave out a PATH that is not part of the project, as hooks need it",
    )


def _add_findings(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("findings")
    group.add_argument("--format", choices=_FORMATS, default="human")
    group.add_argument("--output", type=Path, metavar="FILE", help="write there, not to the screen")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    group.add_argument(
        "--limit",
        type=int,
        default=_MOST_FINDINGS,
        metavar="N",
        help=f"show at most N for people (default: {_MOST_FINDINGS}, 0: all)",
    )
    group.add_argument("--fail-on", choices=("error", "warn", "info"), default="error")
    group.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="NAME=SEVERITY",
        help="error, warn, info or off; repeatable",
    )
    group.add_argument(
        "--baseline", type=Path, metavar="FILE", help="let the findings pass that FILE lists"
    )
    group.add_argument(
        "--no-cache", action="store_true", help="take and keep nothing of what was found before"
    )
    group.add_argument(
        "--update-baseline", action="store_true", help="list all present findings in the baseline"
    )


def run(options: argparse.Namespace) -> int:
    """Check, mend if asked to, print; the exit status says whether something is left."""
    _refuse_what_does_not_go_together(options)
    start = time.time_ns()
    with asking() as asked:
        settings = settings_of(options)
        if options.no_cache or os.environ.get("CI"):
            settings = replace(settings, memory=None)
        if options.diff:
            mending = _mended(options, settings)
            sys.stdout.writelines(mending.diff())
            return 1 if mending.files else 0
        if options.fix:
            _fix(options, settings)
        site, verdict = _judged(settings)
    if options.update_baseline:
        return _update_baseline(settings, site, verdict)
    remember(settings, site)
    if not (options.rule or options.bibliography):
        verdict = _shrink_baseline(settings, site, verdict)
    verdict = _narrowed(options, site, verdict)
    answer = _answer(options, site, verdict)
    _keep(options, answer, asked, start)
    return answer.give()


def _mended(options: argparse.Namespace, settings: Settings) -> Mended:
    return mend(settings, partial(_judged_and_narrowed, options), options.unsafe_fixes)


def _fix(options: argparse.Namespace, settings: Settings) -> None:
    mending = _mended(options, settings)
    left = mending.write()
    for reason in left:
        print(f"apparatus: {printable(reason)}", file=sys.stderr)
    if mending.fixes:
        but = ", except in the files just named" if left else ""
        print(f"{counted(len(mending.fixes), 'fixes')} made{but}", file=sys.stderr)


def _refuse_what_does_not_go_together(options: argparse.Namespace) -> None:
    wrong = {
        "--unsafe-fixes goes with --fix or --diff": options.unsafe_fixes
        and not (options.fix or options.diff),
        "--diff shows a patch and nothing else": options.diff
        and (options.fix or options.output or options.update_baseline),
        "--fix and --update-baseline are two steps": options.fix and options.update_baseline,
        "--update-baseline lists the findings of the whole project": options.update_baseline
        and (options.rule or (options.paths and not options.bibliography)),
        "--limit is a number from 0 on": options.limit < 0,
        f"{options.baseline}: no such file; --update-baseline makes it": options.baseline
        and not options.update_baseline
        and not options.baseline.exists(),
    }
    for fact, is_so in wrong.items():
        if is_so:
            raise SettingsError(fact)


def _judged(settings: Settings) -> tuple[Site, Verdict]:
    site = load_site(settings)
    return site, check_site(site, settings.severities, date.today())


def _judged_and_narrowed(
    options: argparse.Namespace, settings: Settings
) -> tuple[Site, list[Diagnostic]]:
    site, verdict = _judged(settings)
    return site, list(_narrowed(options, site, verdict).diagnostics)


# --- which findings ------------------------------------------------------------------


def _narrowed(options: argparse.Namespace, site: Site, verdict: Verdict) -> Verdict:
    """What lies in the paths that were named."""
    if not options.paths or options.bibliography:
        return verdict
    wanted = _known(site, options.paths, options.skip_foreign)
    return Verdict(
        tuple(each for each in verdict.diagnostics if _lies_in(each, wanted)),
        tuple(each for each in verdict.suppressed if _lies_in(each.diagnostic, wanted)),
    )


def _lies_in(diagnostic: Diagnostic, wanted: Sequence[Path]) -> bool:
    path = Path(diagnostic.span.source.path).resolve()
    return any(path.is_relative_to(each) for each in wanted)


def _known(site: Site, paths: Sequence[Path], skip: bool) -> list[Path]:
    """The paths in which something of the site lies; others would pass whatever they hold."""
    sources = (*site.files, *site.library.sources, *site.data_files)
    known = [Path(source.path).resolve() for source in sources]
    wanted = []
    for path in paths:
        if any(each.is_relative_to(path.resolve()) for each in known):
            wanted.append(path.resolve())
        elif not skip:
            raise SettingsError(f"{path}: nothing that belongs to this project lies there")
    return wanted


def _update_baseline(settings: Settings, site: Site, verdict: Verdict) -> int:
    if settings.baseline is None:
        raise SettingsError("name the file with --baseline, or as the option 'baseline'")
    listed = [*verdict.diagnostics, *(s.diagnostic for s in verdict.suppressed if not s.waived)]
    kept = [each for each in listed if all_rules()[each.rule].group is not Group.WAIVERS]
    write_file(settings.baseline, write_baseline(counts_of(kept, site.root)).encode())
    left = len(listed) - len(kept)
    but = (
        f"; {counted(left, 'findings')} about waivers and the baseline stay findings"
        if left
        else ""
    )
    print(f"{shown(settings.baseline)}: {counted(len(kept), 'findings')}{but}", file=sys.stderr)
    return 0


def _shrink_baseline(settings: Settings, site: Site, verdict: Verdict) -> Verdict:
    """Outside CI, lower the counts that are too high: they are then no finding any more.

    Not while anything else is wrong: what could not be read could not be found either.
    """
    others = [each for each in verdict.diagnostics if each.rule != "stale-baseline"]
    stale = len(others) < len(verdict.diagnostics)
    grave = any(each.severity is Severity.ERROR for each in others)
    if not stale or grave or os.environ.get("CI") or settings.baseline is None:
        return verdict
    found = counts_of((s.diagnostic for s in verdict.suppressed if not s.waived), site.root)
    write_file(settings.baseline, write_baseline(shrunk(site.baseline, found)).encode())
    print(f"{shown(settings.baseline)}: less is let pass than before", file=sys.stderr)
    return verdict._replace(diagnostics=tuple(others))


# --- printing ------------------------------------------------------------------------


def _answer(options: argparse.Namespace, site: Site, verdict: Verdict) -> Answer:
    """What is to be said, unless it goes to a file."""
    text = "".join(f"{line}\n" for line in _lines(options, site, verdict))
    if options.output:
        write_file(options.output, text.encode())
    summary = f"{summary_line(site, verdict)}\n" if options.format != "json" else ""
    status = 1 if verdict.worst() >= Severity(options.fail_on).rank else 0
    return Answer("" if options.output else text, summary, status)


def _lines(options: argparse.Namespace, site: Site, verdict: Verdict) -> Iterable[str]:
    """Reports that programs read are loaded when they are wanted."""
    if options.format == "json":
        from apparatus.reports.record import json_report

        return [json_report(site, verdict)]
    if options.format == "sarif":
        from apparatus.reports.sarif import sarif_report

        return [sarif_report(verdict, all_rules(), site.root)]
    if options.format == "github":
        return _for_github(site, verdict)
    if options.format == "concise":
        return map(concise, verdict.diagnostics)
    return human(verdict, _style(options))


def _for_github(site: Site, verdict: Verdict) -> Iterator[str]:
    from apparatus.reports.github import annotation_lines, job_summary

    yield from annotation_lines(verdict, secrets.token_hex(16))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(job_summary(site, verdict))


def _keep(options: argparse.Namespace, answer: Answer, asked: Asked, start: int) -> None:
    """Keep an answer for the next time, unless more was done than to ask; silent if it cannot be
    written.
    """
    more = options.fix or options.output or options.bibliography or options.format == "github"
    if more or options.no_cache:
        return
    kept = answers.keep(options.given, answer, asked.paths, asked.names, start)
    if kept:
        with suppress(SettingsError, OSError):
            write_cached(Path(answers.FILE), kept.encode())


def _style(options: argparse.Namespace) -> Style:
    """What the screen can do. NO_COLOR and FORCE_COLOR are heeded, see no-color.org."""
    on_screen = sys.stdout.isatty() and not options.output
    forced = os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false") and not options.output
    capable = forced or (on_screen and os.environ.get("TERM") != "dumb")
    auto = capable and not os.environ.get("NO_COLOR")
    colour = {"always": True, "never": False, "auto": auto}[options.color]
    width = shutil.get_terminal_size().columns if on_screen else 100
    return Style(width, colour, options.limit)

"""``apparatus format``: the library in its layout, from files to files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from apparatus.cli.changes import STDIN, Change
from apparatus.cli.settings import add_config, config_of
from apparatus.diagnostics import counted, place, printable
from apparatus.formatting import ContentChangedError, format_bibtex
from apparatus.project import (
    SettingsError,
    decode,
    encoded,
    files_in,
    read_bytes,
    read_settings,
    shown,
)

_DESCRIPTION = """\
Put .bib files into one layout: small letters for types and field names, one field to a line in
a fixed order, values in braces, '--' in page ranges, a blank line between entries.

Comments, @string, keys and what values say stay as they are. An entry that cannot be read for
certain is left alone, and so is a whole file if the result would not say the same.
"""

_EPILOG = """\
examples:
  apparatus format                    write the library of ./mkdocs.yml anew
  apparatus format --check            which files would change? writes nothing
  apparatus format --diff refs.bib    what would change? writes nothing
  apparatus format --sort refs.bib    order the entries by their keys as well
  apparatus format - < refs.bib       from an editor: standard input to standard output

exit status: 0 done, 1 --check or --diff found something, 2 wrong use, or a file cannot be formatted
"""


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "format",
        help="put .bib files into one layout",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help=".bib file or folder; '-' for standard input (default: the library of mkdocs.yml)",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; name the files that would change"
    )
    parser.add_argument(
        "--diff", action="store_true", help="write nothing; print what would change"
    )
    parser.add_argument("--sort", action="store_true", help="order the entries by their keys")
    add_config(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Format what was named; returns the exit status."""
    if STDIN in options.paths:
        return _format_stdin(options)
    failed, changed, paths = 0, 0, _paths(options)
    for path in paths:
        change = _read(path, options.sort)
        if change is None or (change.matters and not _report(change, options)):
            failed += 1
        elif change.matters:
            changed += 1
    only_looking = options.check or options.diff
    done = "would be formatted" if only_looking else "formatted"
    counts = ((changed, done), (len(paths) - changed - failed, "unchanged"), (failed, "left alone"))
    print(", ".join(f"{counted(n, 'files')} {what}" for n, what in counts if n), file=sys.stderr)
    return 2 if failed else 1 if changed and only_looking else 0


def _paths(options: argparse.Namespace) -> list[Path]:
    """Every .bib file that was named, or that the site's configuration names, once."""
    named: Iterable[Path] = options.paths
    if not options.paths:
        config = config_of(options, "; name a .bib file or a folder")
        named = read_settings(config.resolve()).bibliography
        if not named:
            raise SettingsError(
                f"{config.name} names no bibliography; name a .bib file or a folder"
            )
    return list(dict.fromkeys(path for each in named for path in _bib_files(each)))


def _bib_files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise SettingsError(f"{shown(path)}: no such file or folder")
    found = files_in(path, (".bib",)) if path.is_dir() else [path]
    if not found:
        raise SettingsError(f"{shown(path)}: no .bib file lies there")
    yield from found


def _read(path: Path, sort: bool) -> Change | None:
    """What formatting makes of a file; None, with the reason printed, if it is to be left."""
    try:
        return _change(path, read_bytes(path), sort)
    except OSError as error:
        _say(f"{shown(path)}: {error.strerror}")
    return None


def _change(path: Path, data: bytes, sort: bool) -> Change | None:
    name = "<stdin>" if path == STDIN else shown(path)
    source, faults = decode(name, data)
    if faults:
        _say(f"{place(faults[0].span)}: not UTF-8; the file is left as it is")
        return None
    if "\0" in source.text:
        _say(f"{name}: holds NUL characters, as UTF-16 does; the file is left as it is")
        return None
    try:
        after, left = format_bibtex(source, sort)
    except ContentChangedError:
        _say(
            f"{name}: left as it is, since the result would not say the same; "
            "this is our own failure, not a fault of your text"
        )
        return None
    for span, reason in left:
        _say(f"{place(span)}: this entry is left as it is: {reason}")
    return Change(path, source.text, after)


def _report(change: Change, options: argparse.Namespace) -> bool:
    """Show the change or write it; whether that could be done."""
    if options.diff:
        sys.stdout.writelines(change.patch())
        return True
    if not options.check:
        try:
            change.write()
        except SettingsError as error:
            _say(str(error))
            return False
    print(change.name)
    return True


def _format_stdin(options: argparse.Namespace) -> int:
    """Standard input to standard output; nothing is printed there if it cannot be formatted."""
    if len(options.paths) > 1:
        raise SettingsError("'-' is standard input and stands alone")
    data = sys.stdin.buffer.read()
    change = _change(STDIN, data, options.sort)
    if change is None:
        return 2
    if not (options.check or options.diff):
        sys.stdout.buffer.write(encoded(change.after, data))
        return 0
    if options.diff:
        sys.stdout.writelines(change.patch())
    return 1 if change.matters else 0


def _say(text: str) -> None:
    print(f"apparatus: {printable(text)}", file=sys.stderr)

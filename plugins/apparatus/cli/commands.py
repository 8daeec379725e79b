"""The commands, and what they have in common: the grammar, failures, exit statuses."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from importlib import import_module

from apparatus import __version__
from apparatus.diagnostics import printable
from apparatus.project import SettingsError

_COMMANDS = ("check", "explain", "format", "migrate", "new", "witness")
_EPILOG = """\
examples:
  apparatus check                                   the project of ./mkdocs.yml
  apparatus check --fix                             and mend what can be mended safely
  apparatus check --bibliography refs.bib docs/     any folder of Markdown
  apparatus explain locator-out-of-range            what a rule is about
  apparatus format                                  the library in one layout
  apparatus migrate                                 from mkdocs-bibtex: what would change?
  apparatus new case yemen --title Yemen            begin a page of a type
  apparatus witness build article.md                the fingerprint of the edited text

exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use
"""


def run(arguments: Sequence[str]) -> int:
    """Run a command; returns the exit status: 2 for wrong use and for our own failure."""
    named = [name for name in _COMMANDS if arguments and arguments[0] == name]
    options = parser(named or _COMMANDS).parse_args(arguments)
    options.given = list(arguments)
    gc.disable()  # nearly all that a command makes it keeps: a fourth of its time went there
    try:
        status: int = options.run(options)
        return status
    except SettingsError as error:
        print(f"apparatus: {printable(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return hang_up()
    except OSError as error:  # where the verdict was to be written, there is no room
        print(f"apparatus: {printable(str(error))}", file=sys.stderr)
        return 2
    except Exception:
        traceback.print_exc()
        print("apparatus: this is our own failure, not a fault of your text", file=sys.stderr)
        return 2
    finally:
        gc.enable()


def hang_up() -> int:
    """End in peace when the reader has seen enough, as in ``apparatus check | head``."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def parser(names: Iterable[str] = _COMMANDS) -> argparse.ArgumentParser:
    """The grammar of these commands; each registers itself, and none is loaded in vain."""
    made = argparse.ArgumentParser(
        prog="apparatus",
        description="Check the citations and notes of Markdown pages against a BibTeX library.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"apparatus {__version__}")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        import_module(f"apparatus.cli.{name}").register(commands)
    return made

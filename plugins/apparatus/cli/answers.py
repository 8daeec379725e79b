"""What `apparatus check` said the last time, for as long as nothing has changed.

The same question about the same files has the same answer. The sizes and times of all files
and folders that the answer came from are kept with it, those of the package among them, and
of the paths where nothing was; one that is unlike makes the check run. So does a file that
was written within the two seconds before it was read: its time would not tell of another
change. Lost or damaged, all this costs time and nothing else; in CI it is not used.

This is all that is loaded where there is an answer: the imports are few on purpose.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

FILE = os.path.join(".cache", "apparatus", "answers.json")
"""Where answers are kept, relative to the working directory."""

_MOST = 8  # answers, one for each way in which a project is checked
_LONGEST = 1_000_000  # characters of an answer
_UNSETTLED = 2_000_000_000  # nanoseconds; the times of some file systems are as coarse as that
_SCREEN = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS")


class Answer(NamedTuple):
    """What goes to the screen, and the exit status."""

    output: str
    errors: str
    status: int

    def give(self) -> int:
        """Print it; returns the exit status."""
        sys.stdout.write(self.output)
        sys.stdout.flush()
        sys.stderr.write(self.errors)
        return self.status


def recall(arguments: list[str]) -> Answer | None:
    """The answer to a command, if it is the same as the last time."""
    if not _may_be_kept(arguments):
        return None
    try:
        question = _question(arguments)
        for kept in _read():
            if kept["question"] == question and _holds(kept):
                return Answer(str(kept["output"]), str(kept["errors"]), int(kept["status"]))
    except (AttributeError, LookupError, OSError, TypeError, ValueError):
        pass  # not what `keep` has written
    return None


def keep(
    arguments: list[str], answer: Answer, paths: Iterable[str], names: Iterable[str], start: int
) -> str:
    """The file of answers with this one in it; '' if it may not be kept.

    ``paths`` are all files and folders that the answer came from, ``names`` those of the
    environment; ``start`` is when the first of them was read, in nanoseconds.
    """
    states = {path: _state(path) for path in {*paths, *_program()}}
    unsettled = any(state and state[1] > start - _UNSETTLED for state in states.values())
    if not _may_be_kept(arguments) or unsettled or len(answer.output) > _LONGEST:
        return ""
    question = _question(arguments)
    try:
        others = [kept for kept in _read() if kept["question"] != question and _holds(kept)]
    except (AttributeError, LookupError, OSError, TypeError, ValueError):
        others = []
    environment = {name: os.environ.get(name) for name in names}
    mine = {"question": question, "states": states, "environment": environment}
    kept = [mine | answer._asdict(), *others[: _MOST - 1]]
    return json.dumps({"answers": kept}, separators=(",", ":"))


def _may_be_kept(arguments: list[str]) -> bool:
    plain = arguments[:1] == ["check"] and "--no-cache" not in arguments
    return plain and not os.environ.get("CI")


def _question(arguments: list[str]) -> list[Any]:
    """All that an answer depends on besides files."""
    on_screen = [sys.stdout.isatty(), sys.stderr.isatty()]
    width = os.get_terminal_size().columns if on_screen[0] else 0
    screen = [on_screen, width, [os.environ.get(name) for name in _SCREEN]]
    return [arguments, os.getcwd(), time.strftime("%Y-%m-%d"), sys.version, sys.path, screen]


def _read() -> list[Any]:
    with open(FILE, encoding="utf-8") as file:
        answers: list[Any] = json.load(file)["answers"]
    return answers


def _holds(kept: Any) -> bool:
    """Whether all is as it was. The times of this file are among it: nobody knows them who puts
    an answer of his own among the files of a project.
    """
    if os.path.abspath(__file__) not in kept["states"]:
        return False
    environment = kept["environment"].items()
    return all(os.environ.get(name) == value for name, value in environment) and all(
        _state(path) == state for path, state in kept["states"].items()
    )


def _state(path: str) -> list[int] | None:
    """Size and times; None where nothing is. Whoever copies a file may set the time of its
    last change, and not that of the copying (on Windows that is the time it was made).
    """
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _program() -> Iterable[str]:
    """The files of the package, and the folders in which packages are installed.

    The working directory is among the latter under ``python -m``; what is kept there changes it.
    """
    yield from (folder for folder in sys.path if folder not in ("", os.getcwd()))
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder, _, names in os.walk(top):
        yield from (os.path.join(folder, name) for name in names if name.endswith(".py"))

"""``apparatus``: the verdict of the build, without building and without a host; and what
editors need besides: explanations, new pages, fingerprints.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from apparatus.cli.answers import recall


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status: 2 for wrong use and for our own failure."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may not know every letter
            stream.reconfigure(errors="backslashreplace")
    answer = recall(given)
    if answer is None:
        from apparatus.cli.commands import run  # nothing of it is needed for what is known

        return run(given)
    try:
        return answer.give()
    except BrokenPipeError:
        from apparatus.cli.commands import hang_up

        return hang_up()

"""``apparatus``: the verdict of the build, without building and without a host; and what
editors need besides: explanations, new pages, fingerprints.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from apparatus.cli.answers import recall


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status: 2 for wrong use and for our own failure."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    answer = recall(given)
    if answer:
        return answer.give()
    from apparatus.cli.commands import run  # nothing of it is needed for what is known

    return run(given)

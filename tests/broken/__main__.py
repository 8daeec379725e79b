"""Check the big broken files, each within a budget: a hang is killed, greed runs out of memory."""

from __future__ import annotations

import resource

from tests.broken import BIG, BIG_TEXTS, summary
from tests.parsers import PARSERS

_SECONDS = 20  # of processor time for one file; most take one
_BYTES = 1_500_000_000


def grant() -> None:
    """Seconds for one more file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + _SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
for name, make in BIG.items():
    grant()
    print(f"{name}: {summary(name, make().encode())}", flush=True)
for name, make in BIG_TEXTS:
    grant()
    PARSERS[name].check(make())
    print(f"{name} keeps its promise", flush=True)

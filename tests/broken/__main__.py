"""Check the big broken files, each within a budget: a hang is killed, greed runs out of memory."""

from __future__ import annotations

import resource

from tests.broken import BIG, summary

_SECONDS = 20  # of processor time for one file; most take one
_BYTES = 1_500_000_000

resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
for name, make in BIG.items():
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + _SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    print(f"{name}: {summary(name, make().encode())}", flush=True)

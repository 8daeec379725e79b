"""The baseline: findings that were there before a site took the tool on.

It counts them per file, rule and the words in question, not per line, so that it holds
when lines move. What is above the count is new and counts; what is below has been mended,
and the baseline is then stale.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from apparatus.diagnostics import Diagnostic
from apparatus.edition import Baseline, Known


def known_by(diagnostic: Diagnostic) -> Known:
    """Under what a finding stands in a baseline."""
    return Known(diagnostic.span.source.path, diagnostic.rule, diagnostic.subject)


def counts_of(diagnostics: Iterable[Diagnostic]) -> Mapping[Known, int]:
    """The counts that would let all of these pass."""
    return Counter(known_by(each) for each in diagnostics)


def shrunk(baseline: Baseline, found: Mapping[Known, int]) -> Mapping[Known, int]:
    """The counts of a baseline, without what is not found any more."""
    kept = {known: min(n, found.get(known, 0)) for known, n in baseline.counts.items()}
    return {known: n for known, n in kept.items() if n}


def write_baseline(counts: Mapping[Known, int]) -> str:
    """The text of a baseline's file: JSON, sorted, one finding a line."""
    tree: dict[str, dict[str, dict[str, int]]] = {}
    for known, number in sorted(counts.items()):
        tree.setdefault(known.path, {}).setdefault(known.rule, {})[known.subject] = number
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"

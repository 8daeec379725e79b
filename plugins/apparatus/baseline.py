"""The baseline: findings that were there before a site took the tool on.

It counts them per file, rule and the words in question, not per line, so that it holds
when lines move. What is above the count is new and counts; what is below has been mended,
and the baseline is then stale.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from apparatus.diagnostics import Diagnostic, Suppressed, path_from
from apparatus.edition import Baseline, Known
from apparatus.model import Fault


def known_by(diagnostic: Diagnostic, root: str) -> Known:
    """Under what a finding stands in a baseline, wherever the check was called from."""
    return Known(path_from(root, diagnostic.span), diagnostic.rule, diagnostic.subject)


def counts_of(diagnostics: Iterable[Diagnostic], root: str) -> Mapping[Known, int]:
    """The counts that would let all of these pass."""
    return Counter(known_by(each, root) for each in diagnostics)


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


def apply_baseline(
    found: Sequence[Diagnostic], baseline: Baseline, root: str, rules: Collection[str]
) -> tuple[list[Diagnostic], list[Suppressed], list[Fault]]:
    """What is above the known count, what is within it, and where it is too high.

    ``rules`` have spoken; of others, nothing could be found, and no count is too high.
    """
    left = Counter(baseline.counts)
    remaining, known = [], []
    for diagnostic in found:
        name = known_by(diagnostic, root)
        if left[name] > 0:
            left[name] -= 1
            known.append(Suppressed(diagnostic, "", waived=False))
        else:
            remaining.append(diagnostic)
    return remaining, known, list(_stale(baseline, left, rules))


def _stale(
    baseline: Baseline, left: Mapping[Known, int], rules: Collection[str]
) -> Iterator[Fault]:
    for name, number in baseline.counts.items():
        if left[name] > 0 and name.rule in rules:
            yield Fault("stale-baseline", baseline.places[name], f"{left[name]} of {number}")

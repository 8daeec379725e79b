"""The file of a baseline, JSON: path, rule, words in question, how often."""

from __future__ import annotations

import json

from apparatus.edition import Baseline, Known
from apparatus.model import Fault, Source, Span


def parse_baseline(source: Source) -> tuple[Baseline, list[Fault]]:
    """Read a baseline; what is no such file is one fault, and nothing is known then."""
    try:
        tree = json.loads(source.text)
        counts = {
            Known(path, rule, subject): _count(number)
            for path, rules in tree.items()
            for rule, subjects in rules.items()
            for subject, number in subjects.items()
        }
        for known in counts:
            "".join(known).encode()  # half of a surrogate pair is no text
    except (ValueError, AttributeError, RecursionError) as error:
        where = getattr(error, "pos", 0)
        span = Span(source, where, min(where + 1, len(source.text)))
        return Baseline(), [Fault("malformed-data-file", span, "this is no baseline")]
    return Baseline(counts, {known: place_in(source, known) for known in counts}), []


def place_in(source: Source, known: Known) -> Span:
    """Where a finding stands in a file that has one name a line."""
    at = 0
    for name in known:
        at = max(at, source.text.find(json.dumps(name, ensure_ascii=False), at))
    end = source.text.find("\n", at)
    return Span(source, at, end if end >= 0 else len(source.text))


def _count(number: object) -> int:
    if not isinstance(number, int) or number < 1:
        raise ValueError(number)
    return number

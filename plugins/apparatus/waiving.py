"""Apply waivers: which findings they let stand, and which of them let nothing stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from apparatus.diagnostics import Diagnostic, Suppressed
from apparatus.model import Fault, Span, Waiver


def in_force(waivers: Iterable[Waiver], today: date | None) -> tuple[list[Waiver], list[Fault]]:
    """The waivers that hold, and a fault for each whose last day has passed."""
    holding, faults = [], []
    for waiver in waivers:
        if waiver.until and today and date.fromisoformat(waiver.until) < today:
            faults.append(Fault("expired-waiver", waiver.span, waiver.until))
        else:
            holding.append(waiver)
    return holding, faults


def apply_waivers(
    found: Iterable[Diagnostic], waivers: Sequence[Waiver]
) -> tuple[list[Diagnostic], list[Suppressed], list[Span]]:
    """What remains, what is waived, and the places of rules' names that waived nothing."""
    places: dict[tuple[str, str], list[tuple[Waiver, Span]]] = {}
    for waiver in waivers:
        for name in waiver.rules:
            places.setdefault((waiver.span.source.path, name.text), []).append((waiver, name))
    remaining, waived, used = [], [], set()
    for diagnostic in found:
        for waiver, name in places.get((diagnostic.span.source.path, diagnostic.rule), ()):
            if _covers(waiver.scope, diagnostic.span):
                used.add(name)
                waived.append(Suppressed(diagnostic, waiver.reason, waived=True))
                break
        else:
            remaining.append(diagnostic)
    idle = [name for waiver in waivers for name in waiver.rules if name not in used]
    return remaining, waived, idle


def _covers(scope: Span, span: Span) -> bool:
    """Whether a finding begins in a scope; what is missing at the end of a text is told there."""
    at_end = span.start == scope.end == len(span.source.text)
    return scope.start <= span.start < scope.end or at_end

"""Run the rules over a site, weigh what they find, and set apart what is let pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from apparatus.baseline import known_by
from apparatus.diagnostics import Diagnostic, Severity, Suppressed, Verdict
from apparatus.edition import Baseline, Known, Site
from apparatus.model import Fault, Span, Waiver
from apparatus.rules import Group, Rule, all_rules

Severities = Mapping[str, Severity]


def check_site(
    site: Site,
    severities: Severities | None = None,
    today: date | None = None,
) -> Verdict:
    """The verdict over a site, sorted by place.

    ``severities`` replaces the default severity of the rules it names; ``off`` leaves a
    rule out. A finding that carries a severity of its own keeps it. Waivers and the
    baseline set findings apart; a waiver whose last day lies before ``today`` does not.
    """
    weights = severities or {}
    first: list[Rule] = []
    last: list[Rule] = []
    for rule in all_rules().values():
        (last if rule.group is Group.WAIVERS else first).append(rule)
    found = _diagnostics(site, first, weights)
    waivers, faults = _in_force(site.every_waiver(), today)
    remaining, waived, idle = _apply_waivers(found, waivers, weights)
    faults += [Fault("unused-waiver", span, "") for span in idle]
    remaining, known, stale = _apply_baseline(remaining, site.baseline)
    faults += stale
    # What there is to say about waivers is known only now, and nothing waives it.
    judged = replace(site, faults=(*site.faults, *faults))
    remaining += _diagnostics(judged, last, weights)
    return Verdict(
        tuple(sorted(remaining, key=_by_place)),
        tuple(sorted([*waived, *known], key=lambda each: _by_place(each.diagnostic))),
    )


def _by_place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    return diagnostic.sort_key


def _diagnostics(site: Site, rules: Iterable[Rule], weights: Severities) -> list[Diagnostic]:
    found: dict[tuple[object, ...], Diagnostic] = {}
    for rule in rules:
        weight = weights.get(rule.name)
        if weight is Severity.OFF:
            continue
        for finding in rule.check(site):
            severity = finding.severity or weight or rule.severity
            diagnostic = Diagnostic(
                rule.name,
                severity,
                finding.span,
                finding.message,
                finding.suggestion,
                finding.related,
                finding.fix,
            )
            # An inherited field belongs to several entries and is still one place.
            found.setdefault((*diagnostic.sort_key, diagnostic.message), diagnostic)
    return list(found.values())


# --- waivers -------------------------------------------------------------------------


def _in_force(waivers: Iterable[Waiver], today: date | None) -> tuple[list[Waiver], list[Fault]]:
    """The waivers that hold, and a fault for each whose last day has passed."""
    holding, faults = [], []
    for waiver in waivers:
        if waiver.until and today and date.fromisoformat(waiver.until) < today:
            faults.append(Fault("expired-waiver", waiver.span, waiver.until))
        else:
            holding.append(waiver)
    return holding, faults


def _apply_waivers(
    found: Iterable[Diagnostic], waivers: Sequence[Waiver], weights: Severities
) -> tuple[list[Diagnostic], list[Suppressed], list[Span]]:
    """What remains, what is waived, and the names of rules that waived nothing.

    Of a rule that is off or does not exist it is not said that it waived nothing.
    """
    places: dict[tuple[str, str], list[tuple[Waiver, Span]]] = {}
    for waiver in waivers:
        for name in waiver.rules:
            places.setdefault((waiver.span.source.path, name.text), []).append((waiver, name))
    remaining, waived, used = [], [], set()
    for diagnostic in found:
        for waiver, name in places.get((diagnostic.span.source.path, diagnostic.rule), ()):
            if waiver.scope.start <= diagnostic.span.start <= waiver.scope.end:
                used.add(name)
                waived.append(Suppressed(diagnostic, waiver.reason, waived=True))
                break
        else:
            remaining.append(diagnostic)
    idle = [name for waiver in waivers for name in waiver.rules if name not in used]
    return remaining, waived, [name for name in idle if _speaks(name.text, weights)]


def _speaks(name: str, weights: Severities) -> bool:
    rule = all_rules().get(name)
    known = rule is not None and rule.group is not Group.WAIVERS
    return known and weights.get(name) is not Severity.OFF


# --- the baseline --------------------------------------------------------------------


def _apply_baseline(
    found: Sequence[Diagnostic], baseline: Baseline
) -> tuple[list[Diagnostic], list[Suppressed], list[Fault]]:
    """What is above the known count, what is within it, and where it is too high."""
    left = Counter(baseline.counts)
    remaining, known = [], []
    for diagnostic in found:
        name = known_by(diagnostic)
        if left[name] > 0:
            left[name] -= 1
            known.append(Suppressed(diagnostic, "", waived=False))
        else:
            remaining.append(diagnostic)
    return remaining, known, list(_stale(baseline, left))


def _stale(baseline: Baseline, left: Mapping[Known, int]) -> Iterator[Fault]:
    for name, number in baseline.counts.items():
        if left[name] > 0:
            yield Fault("stale-baseline", baseline.places[name], f"{left[name]} of {number}")

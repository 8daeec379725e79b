"""Run the rules over a site, weigh what they find, and set apart what is let pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from apparatus.baseline import apply_baseline
from apparatus.diagnostics import Diagnostic, Edit, Fix, Severity, Verdict
from apparatus.edition import Site
from apparatus.model import Fault
from apparatus.rules import Group, Rule, all_rules
from apparatus.waiving import apply_waivers, in_force

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
    speaking = [r for r in all_rules().values() if weights.get(r.name) is not Severity.OFF]
    first = [rule for rule in speaking if rule.group is not Group.WAIVERS]
    last = [rule for rule in speaking if rule.group is Group.WAIVERS]
    found = _diagnostics(site, first, weights)
    waivers, faults = in_force(site.every_waiver(), today)
    remaining, waived, idle = apply_waivers(found, waivers)
    names, unread = {rule.name for rule in first}, _unread(found)
    faults += [
        Fault("unused-waiver", name, "")
        for name in idle
        if name.text in names and name.source.path not in unread
    ]
    remaining, known, stale = apply_baseline(remaining, site.baseline, site.root, names)
    # What there is to say about waivers is known only now, and nothing waives it.
    judged = replace(site, faults=(*site.faults, *faults, *stale))
    remaining += _diagnostics(judged, last, weights)
    return Verdict(
        tuple(sorted(remaining, key=lambda each: each.sort_key)),
        tuple(sorted([*waived, *known], key=lambda each: each.diagnostic.sort_key)),
    )


def _diagnostics(site: Site, rules: Iterable[Rule], weights: Severities) -> list[Diagnostic]:
    """What the rules find, at the places that authors edit, each thing once."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    for rule in rules:
        for finding in rule.check(site):
            diagnostic = Diagnostic(
                rule.name,
                finding.severity or weights.get(rule.name) or rule.severity,
                finding.span.origin,
                finding.message,
                finding.suggestion,
                tuple((span.origin, text) for span, text in finding.related),
                _at_origin(finding.fix) if finding.fix else None,
            )
            # An inherited field belongs to several entries and is still one place, and so
            # is a file that several pages include.
            found.setdefault((*diagnostic.sort_key, diagnostic.message), diagnostic)
    return list(found.values())


def _unread(found: Iterable[Diagnostic]) -> set[str]:
    """The files of which a part could not be read: what would be said of it is not known."""
    unreadable = (Group.LIBRARY_SYNTAX, Group.FILES)
    return {
        each.span.source.path
        for each in found
        if each.severity is Severity.ERROR and all_rules()[each.rule].group in unreadable
    }


def _at_origin(fix: Fix) -> Fix | None:
    """A fix in the files that authors edit; None if one of its places is put together."""
    if any(edit.span.origin.text != edit.span.text for edit in fix.edits):
        return None
    return fix._replace(edits=tuple(Edit(edit.span.origin, edit.text) for edit in fix.edits))

"""Run the rules over a site and give each finding the weight that the site gives its rule."""

from __future__ import annotations

from collections.abc import Mapping

from apparatus.diagnostics import Diagnostic, Severity
from apparatus.edition import Site
from apparatus.rules import all_rules


def check_site(site: Site, severities: Mapping[str, Severity] | None = None) -> list[Diagnostic]:
    """All diagnostics of a site, sorted by place.

    ``severities`` replaces the default severity of the rules it names; ``off`` leaves a
    rule out. A finding that carries a severity of its own keeps it.
    """
    weights = severities or {}
    found: dict[tuple[object, ...], Diagnostic] = {}
    for rule in all_rules().values():
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
    return sorted(found.values(), key=lambda each: each.sort_key)

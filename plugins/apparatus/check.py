"""Run the rules over a site and give each finding the weight that the site gives its rule."""

from __future__ import annotations

from collections.abc import Mapping

from apparatus.diagnostics import Diagnostic, Edit, Fix, Severity
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
                finding.span.origin,
                finding.message,
                finding.suggestion,
                tuple((span.origin, text) for span, text in finding.related),
                _at_origin(finding.fix) if finding.fix else None,
            )
            # An inherited field belongs to several entries and is still one place, and so
            # is a file that several pages include.
            found.setdefault((*diagnostic.sort_key, diagnostic.message), diagnostic)
    return sorted(found.values(), key=lambda each: each.sort_key)


def _at_origin(fix: Fix) -> Fix | None:
    """A fix in the files that authors edit; None if one of its places is put together."""
    if any(edit.span.origin.text != edit.span.text for edit in fix.edits):
        return None
    return fix._replace(edits=tuple(Edit(edit.span.origin, edit.text) for edit in fix.edits))

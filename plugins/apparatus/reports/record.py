"""The verdict as one JSON object, for programs."""

from __future__ import annotations

import json

from apparatus.diagnostics import Diagnostic, Fix, Verdict, count, tally
from apparatus.edition import Site
from apparatus.model import Span


def json_report(site: Site, verdict: Verdict) -> str:
    """``{"diagnostics": [...], "suppressed": [...], "summary": {...}}``."""
    report = {
        "diagnostics": [_record(each) for each in verdict.diagnostics],
        "suppressed": [
            {
                **_record(each.diagnostic),
                "by": "waiver" if each.waived else "baseline",
                "reason": each.reason,
            }
            for each in verdict.suppressed
        ],
        "summary": {**tally(site), "by_severity": count(verdict.diagnostics)},
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    """Places are lines and columns counted from 1, columns in characters."""
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        **_place(diagnostic.span),
        "message": diagnostic.message,
        "suggestion": diagnostic.suggestion,
        "related": [{**_place(span), "message": text} for span, text in diagnostic.related],
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
    }


def _fix(fix: Fix) -> dict[str, object]:
    edits = [{**_place(edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _place(span: Span) -> dict[str, object]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {
        "path": span.source.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }

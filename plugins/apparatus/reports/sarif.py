"""The verdict as SARIF 2.1.0, the exchange format of static analysis (OASIS, 2020).

One run; rules with their pages; suppressed findings kept with their justification; fixes
as replacements; fingerprints that survive moved lines. Columns are counted in Unicode
code points, as everywhere here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PureWindowsPath
from typing import Any
from urllib.parse import quote

from apparatus import __version__
from apparatus.diagnostics import Diagnostic, Fix, Severity, Verdict, path_from, sentence
from apparatus.model import Span
from apparatus.rules import Rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "note"}
_FINGERPRINT = "apparatusFinding/v1"


def sarif_report(verdict: Verdict, rules: Mapping[str, Rule], root: str = ".") -> str:
    """The whole log as JSON. Paths are relative to ``root``, that of the project."""
    said = {each.rule for each in verdict.diagnostics}
    said |= {each.diagnostic.rule for each in verdict.suppressed}
    order = sorted(said)
    seen: Counter[str] = Counter()
    results = [_result(each, order, seen, root) for each in verdict.diagnostics]
    for each in verdict.suppressed:
        kind = "inSource" if each.waived else "external"
        justification = each.reason or "listed in the baseline"
        suppression = {"kind": kind, "status": "accepted", "justification": justification}
        results.append(
            {**_result(each.diagnostic, order, seen, root), "suppressions": [suppression]}
        )
    driver = {
        "name": "apparatus",
        "semanticVersion": __version__,
        "rules": [_rule(rules[name]) for name in order],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the project."}}},
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(rule: Rule) -> dict[str, Any]:
    first = " ".join(rule.page.split("\n\n")[0].split()).replace("`", "")
    return {
        "id": rule.name,
        "shortDescription": {"text": _message(first)},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.group.value]},
    }


def _result(
    diagnostic: Diagnostic, order: Sequence[str], seen: Counter[str], root: str
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": order.index(diagnostic.rule),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _message(sentence(diagnostic))},
        "locations": [{"physicalLocation": _location(diagnostic.span, root)}],
        "partialFingerprints": {_FINGERPRINT: _fingerprint(diagnostic, seen, root)},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"physicalLocation": _location(span, root), "message": {"text": _message(text)}}
            for span, text in diagnostic.related
        ]
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic.fix, root)]
    return result


def _message(text: str) -> str:
    """Plain text; square brackets would be read as links into the log."""
    return re.sub(r"([\[\]\\])", r"\\\1", text)


def _fingerprint(diagnostic: Diagnostic, seen: Counter[str], root: str) -> str:
    """Of rule, path and the words in question; equal ones are numbered."""
    parts = (diagnostic.rule, path_from(root, diagnostic.span), diagnostic.subject)
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"


def _location(span: Span, root: str) -> dict[str, Any]:
    return {"artifactLocation": _artifact(span, root), "region": _region(span)}


def _artifact(span: Span, root: str) -> dict[str, str]:
    path = path_from(root, span)
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    if (path_of_drive := PureWindowsPath(path)).is_absolute():
        return {"uri": path_of_drive.as_uri()}
    return {"uri": quote(path), "uriBaseId": "SRCROOT"}


def _region(span: Span) -> dict[str, int]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _fix(fix: Fix, root: str) -> dict[str, Any]:
    changes: dict[str, dict[str, Any]] = {}
    for edit in fix.edits:
        change = changes.setdefault(
            edit.span.source.path,
            {"artifactLocation": _artifact(edit.span, root), "replacements": []},
        )
        replacement: dict[str, Any] = {"deletedRegion": _region(edit.span)}
        if edit.text:
            replacement["insertedContent"] = {"text": edit.text}
        change["replacements"].append(replacement)
    return {
        "description": {"text": _message(fix.title)},
        "artifactChanges": list(changes.values()),
    }

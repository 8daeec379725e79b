"""The verdict for GitHub Actions: annotations at their places, and a summary of the job.

GitHub shows ten annotations of a kind per step and drops the rest without a word, so
the others go into the log and the summary. Source: GitHub's documentation of workflow
commands, and the runner's ``ActionCommand``, which finds a command at the head of a line
behind any blanks, and ``##[`` anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from apparatus.diagnostics import Diagnostic, Severity, Verdict, place, sentence, summary_line
from apparatus.edition import Site
from apparatus.reports.text import concise

MOST_ANNOTATIONS = 10
_KINDS = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "notice"}
_LONGEST_SUMMARY = 200  # findings; GitHub refuses a summary beyond 1 MiB


def annotation_lines(verdict: Verdict, token: str) -> Iterator[str]:
    """Lines for the log: workflow commands for the first of a kind, the others as text.

    ``token`` is a word that no data can know: between two mentions of it the runner reads
    no commands.
    """
    shown: Counter[Severity] = Counter()
    others = []
    for diagnostic in verdict.diagnostics:
        shown[diagnostic.severity] += 1
        if shown[diagnostic.severity] <= MOST_ANNOTATIONS:
            yield annotation(diagnostic)
        else:
            others.append(concise(diagnostic))
    if others:
        yield f"{len(others)} more, also in the summary of this job:"
        yield f"::stop-commands::{token}"
        yield from others
        yield f"::{token}::"


def annotation(diagnostic: Diagnostic) -> str:
    """A workflow command that GitHub shows as an annotation at the place."""
    line, column = diagnostic.span.source.position(diagnostic.span.start)
    end_line, end_column = diagnostic.span.source.position(diagnostic.span.end)
    properties = {"file": diagnostic.span.source.path, "line": line, "col": column}
    if end_line == line:  # of a longer stretch GitHub shows the first line alone
        properties |= {"endLine": end_line, "endColumn": end_column}
    properties["title"] = diagnostic.rule
    said = ",".join(f"{name}={_escaped(str(value))}" for name, value in properties.items())
    return f"::{_KINDS[diagnostic.severity]} {said}::{_data(sentence(diagnostic))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    """A value of a command, escaped so that no data can begin another one."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def job_summary(site: Site, verdict: Verdict) -> str:
    """Markdown for ``GITHUB_STEP_SUMMARY``: a table of findings, the gravest first."""
    lines = ["## apparatus check", "", _cell(summary_line(site, verdict)), ""]
    gravest = sorted(verdict.diagnostics, key=lambda each: (-each.severity.rank, each.sort_key))
    if gravest:
        lines += ["| | Place | Rule | Finding |", "| --- | --- | --- | --- |"]
    for each in gravest[:_LONGEST_SUMMARY]:
        cells = (each.severity.value, place(each.span), each.rule, sentence(each))
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    if len(gravest) > _LONGEST_SUMMARY:
        lines += ["", f"{len(gravest) - _LONGEST_SUMMARY} more are in the log."]
    waived = [each for each in verdict.suppressed if each.waived]
    if waived:
        lines += ["", "| Waived | Rule | Reason |", "| --- | --- | --- |"]
    for waiver in waived[:_LONGEST_SUMMARY]:
        excused = waiver.diagnostic
        lines.append(f"| {_cell(place(excused.span))} | {excused.rule} | {_cell(waiver.reason)} |")
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    """Text of any origin as the content of a table's cell: no markup, no mention, no link."""
    text = re.sub(r"[\\`*_{}\[\]()#+!|~>&$-]", lambda found: f"\\{found.group()}", text)
    return text.replace("<", "&lt;").replace("@", "&#64;").replace("://", "&#58;//")

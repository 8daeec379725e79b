"""For GitHub Actions: within its limits, and no data is ever a command."""

from __future__ import annotations

import re

from apparatus.diagnostics import Diagnostic, Severity, Suppressed, Verdict
from apparatus.edition import Site
from apparatus.model import Library, Source, Span
from apparatus.reports.github import annotation, annotation_lines, job_summary

SITE = Site({}, Library())


def diagnostic(message: str = "a fact", path: str = "docs/a.md") -> Diagnostic:
    source = Source(path, "one\n[@doe]\n")
    return Diagnostic("unknown-key", Severity.ERROR, Span(source, 5, 9), message)


def test_an_annotation() -> None:
    assert annotation(diagnostic("100% wrong,\nit: is", "docs/a,b:c.md")) == (
        "::error file=docs/a%2Cb%3Ac.md,line=2,col=2,endLine=2,endColumn=6,title=unknown-key"
        "::100%25 wrong,\\x0ait: is"
    )


def test_ten_of_a_kind_and_the_rest_as_text_in_which_no_command_counts() -> None:
    found = [diagnostic(f"fact {n}") for n in range(14)]
    hint = diagnostic("a hint")._replace(severity=Severity.INFO)
    lines = list(annotation_lines(Verdict((*found, hint)), "s3cret"))
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::notice ") for line in lines) == 1
    start = lines.index("::stop-commands::s3cret")
    assert lines[-1] == "::s3cret::"
    assert [line.rsplit(" ", 1)[1] for line in lines[start + 1 : -1]] == ["10", "11", "12", "13"]


def test_the_summary_of_a_job_holds_text_only() -> None:
    nasty = "<img src=x onerror=alert(1)> | @everyone [x](javascript:y) `code` https://e.org"
    verdict = Verdict(
        (diagnostic(nasty),), (Suppressed(diagnostic("waived"), "a <b>reason</b>", True),)
    )
    text = job_summary(SITE, verdict)
    assert "<img" not in text
    assert "<b>" not in text
    assert "@everyone" not in text
    row = next(line for line in text.splitlines() if "img" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert "1 error; 1 waived" in text


def test_the_summary_has_a_limit() -> None:
    text = job_summary(SITE, Verdict(tuple(diagnostic(f"fact {n}") for n in range(250))))
    assert text.count("| error |") == 200
    assert "50 more are in the log" in text

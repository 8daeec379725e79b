"""The findings of a page, shown on it while an editor works."""

from __future__ import annotations

from collections.abc import Sequence

from apparatus.diagnostics import Diagnostic, sentence
from apparatus.render.text import escape


def findings_html(diagnostics: Sequence[Diagnostic]) -> str:
    """A box with one line per finding: line, column, rule, fact."""
    lines = "".join(
        f"<li><code>{each.span.line}:{each.span.column}</code> "
        f"<b>{escape(each.rule)}</b> {escape(sentence(each))}</li>"
        for each in diagnostics
    )
    return f'<aside class="findings" role="note" aria-label="Findings"><ul>{lines}</ul></aside>\n'

"""The findings of a page, shown on it while an editor works."""

from __future__ import annotations

from collections.abc import Sequence

from apparatus.diagnostics import Diagnostic, place, sentence
from apparatus.render.text import escape


def findings_html(diagnostics: Sequence[Diagnostic], page: str) -> str:
    """A box with one line per finding: the place (in ``page`` without its path), rule, fact."""
    lines = "".join(
        f"<li><code>{escape(place(each.span).removeprefix(f'{page}:'))}</code> "
        f"<b>{escape(each.rule)}</b> {escape(sentence(each))}</li>"
        for each in diagnostics
    )
    return f'<aside class="findings" role="note" aria-label="Findings"><ul>{lines}</ul></aside>\n'

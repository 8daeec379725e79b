"""What the parser calls printable is what the renderer prints without a backslash."""

from __future__ import annotations

import pytest

from apparatus.model import Source, Span
from apparatus.parse.latex import unprintable_macros
from apparatus.render.text import decode

PRINTED = {
    "\\'{E}tude, Gro\\ss e, \\L{}\\'od\\'z": "Étude, Große, Łódź",
    "\\textsuperscript{2} H\\textsubscript{2}O": "2 H2O",
    "{\\it one} \\texttt{two} \\mkbibemph{three}": "one two three",
    "\\mkbibquote{one} \\enquote{two}": "“one” “two”",
    "Shelf\\/ful of \\TeX\\ and \\LaTeX{} books": "Shelfful of TeX and LaTeX books",
    "one\\slash two \\& 50\\% \\_": "one/two & 50% _",
    'Wiley & S\\o ns, $a & b$, 5% of M{\\"u}nchen': "Wiley & Søns, $a & b$, 5% of München",
    "$\\alpha$ and \\(\\beta\\)": None,
}
NOT_PRINTED = {
    "\\foo{one}": ["\\foo"],
    "\\cite{one} and \\href{a}{b}": ["\\cite", "\\href"],
    "\\foreignlanguage{german}{Haus}": ["\\foreignlanguage"],
}


def unprintable(value: str) -> list[str]:
    return [fault.subject for fault in unprintable_macros(Span(Source("", value), 0, len(value)))]


@pytest.mark.parametrize("value", PRINTED)
def test_printable(value: str) -> None:
    assert unprintable(value) == []
    if PRINTED[value] is not None:
        assert decode(value) == PRINTED[value]


@pytest.mark.parametrize("value", NOT_PRINTED)
def test_not_printable(value: str) -> None:
    assert unprintable(value) == NOT_PRINTED[value]

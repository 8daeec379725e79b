"""The LaTeX in fields that is printed by us, beside what pylatexenc can print of itself."""

from __future__ import annotations

from collections.abc import Mapping

QUOTING = ("enquote", "mkbibquote")
"""Macros that put their argument into quotation marks."""

PLAIN = frozenset(
    (
        "bf bfseries em hbox it itshape mbox mkbibbold mkbibemph mkbibitalic nolinkurl protect "
        "relax rm sc "
        "scshape sf sl textnormal textsubscript textsuperscript texttt textup tt upshape url"
    ).split()
)
"""Macros of which only the argument is printed: what they do to the letters is lost."""

WORDS: Mapping[str, str] = {
    "/": "",
    "@": "",
    "BibTeX": "BibTeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2ε",
    "TeX": "TeX",
    "hyphen": "-",
    "slash": "/",
    "thinspace": "\u202f",
}
"""Macros that stand for a word or a sign."""

UNREADABLE = frozenset("cite citep citet eqref footnote href label pageref ref".split())
"""Macros for which pylatexenc prints a placeholder, or nothing that a reader could use."""

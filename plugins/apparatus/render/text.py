"""From what a .bib field holds to the characters that are printed."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Any

from apparatus.latex_macros import PLAIN, QUOTING, WORDS
from apparatus.model import is_number

_EMPHASIS = re.compile(
    r"\\(?:emph|mkbibemph|mkbibitalic|textit|textsl)\s*\{|\{\s*\\(?:em|it|itshape|sl)(?![A-Za-z])\s*"
)
_DEEPEST = 100  # braces in one another that are looked at
_BRACE = re.compile(r"(?<!\\)[{}]")
_WITHIN = re.compile(r"(?!//)(?![^/?#]*:)[^\s\"<>\x00-\x20\\]+")
_QUOTES = re.compile(rf"(\\(?:{'|'.join(QUOTING)})\*?\s*\{{)|(?<!\\)[{{}}]")
_ADDRESS = re.compile(r"\\(?:nolink)?url\s*\{([^{}]*)\}")
_MARKED = re.compile("\ue000(\\d{1,6})\ue001")
_URL_IN_TEXT = re.compile(r"https?://[^\s\"<>“”\x00-\x20]+", re.I)
_SAFE_URL = re.compile(r"(?:https?|ftp)://[^\s\"<>\x00-\x20]+", re.I)


def escape(text: str) -> str:
    """``text`` as HTML shows it, in text and in attribute values."""
    return html.escape(text, quote=True)


def inert(html: str) -> str:
    """Finished HTML in which no character means anything to Markdown or to citations."""
    return "".join(f"&#{ord(c)};" if c in "[]{}@\\`$*_^~" else c for c in html)


def plain(html_text: str) -> str:
    """What is read of finished HTML: no tags, no character references."""
    return html.unescape(re.sub(r"<[^>]*>", "", html_text))


def safe_cell(cell: str) -> str:
    """A cell of a CSV file that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell[:1] else cell


def slug(title: str) -> str:
    """The anchor that a heading gets, as Python-Markdown makes it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def capital(words: str) -> str:
    """``words`` as they begin a line."""
    return words[:1].upper() + words[1:]


_LETTERS = str.maketrans(
    {"æ": "ae", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "œ": "oe", "ß": "ss"}
    | {"þ": "th", "ŧ": "t", "ŋ": "ng", "Æ": "Ae", "Đ": "D", "Ð": "D", "Ħ": "H", "Ł": "L", "Ø": "O"}
    | {"Œ": "Oe", "Þ": "Th", "Ŧ": "T", "Ŋ": "Ng"}
)
"""Letters of Latin that are no other letter with a mark above or below."""


def unaccented(value: str) -> str:
    """``value`` without the marks on its letters, as an index sorts it: ``Łoś`` as ``Los``."""
    parts = unicodedata.normalize("NFKD", value.translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))


def safe_url(url: str) -> str:
    """``url`` if a reader may follow it, else ''. Only http, https and ftp pass."""
    return url if _SAFE_URL.fullmatch(url) else ""


def safe_target(url: str) -> str:
    """``url`` if `safe_url` passes it or if it is an address within the site."""
    return safe_url(url) or (url if _WITHIN.fullmatch(url) else "")


def linked(text: str) -> str:
    """``text`` as HTML, every address in it a link; the stop behind one is no part of it."""
    made, at = [], 0
    for found in _URL_IN_TEXT.finditer(text):
        url = found.group().rstrip(".,;:!?’'")
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(".,;:!?’'")
        made += [escape(text[at : found.start()]), f'<a href="{escape(url)}" rel="external">']
        made += [escape(url), "</a>"]
        at = found.start() + len(url)
    return "".join([*made, escape(text[at:])])


def address(value: str) -> str:
    """The address that a field is, in ``\\url{…}`` or as it stands, if a reader may follow it."""
    found = _ADDRESS.fullmatch(value.strip())
    return safe_url(_verbatim(found.group(1)) if found else value.strip())


def _verbatim(written: str) -> str:
    return re.sub(r"\\([_%&#~])", r"\1", written)


def bare_doi(value: str) -> str:
    """A DOI without its resolver; '' of what is none."""
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", value.strip(), flags=re.I)
    return doi if doi.startswith("10.") else ""


@lru_cache(maxsize=8192)
def decode(value: str) -> str:
    """LaTeX in a text field as Unicode; braces that only protect capitals are dropped, and
    addresses in ``\\url{…}`` are as they are.
    """
    if "\\" not in value or not _ADDRESS.search(value):
        return _decoded(value)
    pieces = _ADDRESS.split(value)
    marked = "".join(f"\ue000{n}\ue001" if n % 2 else each for n, each in enumerate(pieces))
    return _MARKED.sub(lambda found: _verbatim(pieces[int(found[1])]), _decoded(marked))


def _decoded(value: str) -> str:
    if "\\" in value:
        try:
            value = _from_latex(value)
        except Exception:  # thousands of nested braces; what is written is then printed
            return value
    value = value.replace("{", "").replace("}", "").replace("~", "\u00a0")
    value = value.replace("---", "—").replace("--", "–").replace("...", "…")
    value = value.replace("``", "“").replace("''", "”")
    return value.replace("`", "‘").replace("'", "’")


@lru_cache(maxsize=8192)
def stretches(value: str) -> tuple[tuple[str, bool], ...]:
    """A text field decoded, stretch by stretch, with whether it is emphasized within the field.

    All stretches together are what `decode` makes of it.
    """
    made, at = [], 0
    for found in _EMPHASIS.finditer(value) if "\\" in value else ():
        if found.start() < at:
            continue
        end = _closing(value, found.end())
        if end is None:
            break
        made += [(value[at : found.start()], False), (value[found.end() : end], True)]
        at = end + 1
    decoded = [(decode(words), emphatic) for words, emphatic in [*made, (value[at:], False)]]
    whole = decode(value)
    if "".join(words for words, _ in decoded) != whole:  # a macro that reaches beyond
        return ((whole, False),)
    return tuple(each for each in decoded if each[0])


def _closing(value: str, start: int) -> int | None:
    """Where the brace closes that was opened before ``start``."""
    depth = 1
    for brace in _BRACE.finditer(value, start):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            return brace.start()
    return None


def _from_latex(value: str) -> str:
    value = _in_quotes(value)
    value = re.sub(r"(?<!\\)%", r"\\%", value)  # a per cent sign is text in a field
    text: str = _decoder().latex_to_text(value)
    return text


def _in_quotes(value: str) -> str:
    """``\\enquote{…}`` in quotation marks, double ones and, within these, single ones."""
    opened: list[str] = []  # what closes each brace that is open

    def mark(found: re.Match[str]) -> str:
        if found.group(1):
            double = sum(each != "}" for each in opened[-_DEEPEST:]) % 2 == 0
            opened.append("”" if double else "’")
            return "“" if double else "‘"
        if found.group() == "{":
            opened.append("}")
            return "{"
        return opened.pop() if opened else "}"

    return _QUOTES.sub(mark, value)


@lru_cache(maxsize=1)
def _decoder() -> Any:
    """pylatexenc's, except that a macro it does not know is printed and not lost."""
    # Imported late: it takes 20 ms, and few libraries hold LaTeX.
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        SpecialsTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    known.set_unknown_macro_spec(MacroTextSpec("", lambda node: f"\\{node.macroname} "))
    macros = [MacroTextSpec(name, word) for name, word in WORDS.items()]
    macros += [MacroTextSpec(name, discard=False) for name in PLAIN]
    specials = [SpecialsTextSpec("&", "&")]  # a field has no columns
    known.add_context_category("apparatus", prepend=True, macros=macros, specials=specials)
    return LatexNodes2Text(latex_context=known, keep_braced_groups=True, math_mode="verbatim")


def ordinal(number: str) -> str:
    """``2`` is ``2nd``, ``11`` is ``11th``."""
    teens = number[-2:-1] == "1"
    return number + ("th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th"))


def page_range(first: str, last: str) -> str:
    """Two page numbers with the second cut short, as Hart's Rules have it.

    The fewest digits that tell, except that the teens keep both: 1203–20, 115–16, 176–7.
    """
    if not (is_number(first) and is_number(last)) or len(first) != len(last) or first == last:
        return f"{first}–{last}"
    same = 0
    while first[same] == last[same]:
        same += 1
    if len(last) - same == 1 and len(last) > 1 and last[-2] == "1":
        same -= 1
    return f"{first}–{last[same:]}"


def pages(value: str, marks: tuple[str, str] = ("p.", "pp.")) -> str:
    """A ``pages`` field for print: ``1203--1220`` is ``pp. 1203–20``, ``7`` is ``p. 7``.

    ``marks`` stand before one page and before several.
    """
    if not value:
        return ""
    value = re.sub(r"^\W*pp?\.\s*", "", value)
    printed = re.sub(
        r"(?<!\w)(\w+)\s*(?:-{1,3}|–|—)\s*(\w+)",
        lambda m: page_range(m.group(1), m.group(2)),
        value,
    )
    single = re.fullmatch(r"\w+", printed)
    return f"{marks[0 if single else 1]} {printed}"

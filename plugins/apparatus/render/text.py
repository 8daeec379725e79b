"""From what a .bib field holds to the characters that are printed."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Any

from apparatus.latex_macros import PLAIN, QUOTING, WORDS
from apparatus.model import is_number

_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
TERMS = {
    "bathesis": "Bachelor’s thesis",
    "mathesis": "Master’s thesis",
    "mastersthesis": "Master’s thesis",
    "phdthesis": "PhD thesis",
    "candthesis": "Cand. thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "whitepaper": "white paper",
    "patreq": "patent request",
}
_DATE = re.compile(r"\s*-?\d[\dX]*(?:-\d{1,2}){0,2}[~?%\s]*")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_WITHIN = re.compile(r"(?!//)(?![^/?#]*:)[^\s\"<>\x00-\x20\\]+")
_QUOTED = re.compile(rf"\\(?:{'|'.join(QUOTING)})\*?\s*\{{([^{{}}]*)\}}")
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


def unaccented(value: str) -> str:
    """``value`` without the marks above and below its letters."""
    parts = unicodedata.normalize("NFKD", value)
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


@lru_cache(maxsize=8192)
def decode(value: str) -> str:
    """LaTeX in a text field as Unicode; braces that only protect capitals are dropped."""
    if "\\" in value:
        try:
            value = _from_latex(value)
        except Exception:  # thousands of nested braces; what is written is then printed
            return value
    value = value.replace("{", "").replace("}", "").replace("~", "\u00a0")
    value = value.replace("---", "—").replace("--", "–").replace("...", "…")
    value = value.replace("``", "“").replace("''", "”")
    return value.replace("`", "‘").replace("'", "’")


def term(value: str) -> str:
    """A field that may hold one of biblatex's keys, such as ``phdthesis``, in words."""
    return TERMS.get(value) or decode(value)


def _from_latex(value: str) -> str:
    value = _QUOTED.sub("“\\1”", value)
    value = re.sub(r"(?<!\\)%", r"\\%", value)  # a per cent sign is text in a field
    text: str = _decoder().latex_to_text(value)
    return text


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


def date(value: str) -> str:
    """An ISO date in the journal's manner: ``2019-10-03`` is ``3 Oct. 2019``.

    What is no date is printed as it stands.
    """
    written = [end for end in value.split("/") if end not in ("", "..")]
    if len(written) > 2 or not all(map(_DATE.fullmatch, written)):
        return decode(value)
    ends = [_day(end) for end in written]
    if len(ends) < 2 or ends[0] == ends[1]:
        return ends[0] if ends else ""
    first, last = (end.split(" ") for end in ends)
    while len(first) > 1 and first[-1] == last[len(first) - 1] and len(first) <= len(last):
        first.pop()  # the year, the month that both ends share is said once
    return f"{' '.join(first)}–{' '.join(last)}"


def interval(value: str) -> str:
    """A date or an interval that may be open: ``2015-09/..`` is ``from Sept. 2015``."""
    start, slash, end = value.partition("/")
    if slash and end in ("", ".."):
        return f"from {date(start)}" if date(start) else ""
    if slash and start in ("", ".."):
        return f"until {date(end)}"
    return date(value)


def _day(value: str) -> str:
    year, _, rest = value.strip("~?% ").partition("-")
    month, _, day = rest.partition("-")
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if not is_number(month) or not 1 <= int(month) <= 12:
        return year
    name = _MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if is_number(day) else f"{name} {year}"


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


def pages(value: str) -> str:
    """A ``pages`` field for print: ``1203--1220`` is ``pp. 1203–20``, ``7`` is ``p. 7``."""
    if not value:
        return ""
    value = re.sub(r"^\W*pp?\.\s*", "", value)
    printed = re.sub(
        r"(?<!\w)(\w+)\s*(?:-{1,3}|–|—)\s*(\w+)",
        lambda m: page_range(m.group(1), m.group(2)),
        value,
    )
    single = re.fullmatch(r"\w+", printed)
    return f"p. {printed}" if single else f"pp. {printed}"

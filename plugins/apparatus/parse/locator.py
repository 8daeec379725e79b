"""Locators: the places inside a work, as authors write them.

``p. 12``, ``pp. 12, 15-17``, ``1203-20`` (elided), ``pp. 311-32 at p. 328``,
``p. 12, fn. 4``, ``ch. 2``, ``xii`` after a label, ``12ff.``, ``12n3``, ``A-12``, ``2:345``.
``{...}`` delimits a locator, ``{}`` says that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from apparatus.locators import AND, NAMED_ONLY, NOT_LABELS, POINTING, labels_in, nearest_label
from apparatus.model import Fault, Locator, LocatorPart, Range, Source, Span

_LEAD = re.compile(r"\s*,?\s*")
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![^\W\d_])"
_NUMBER = re.compile(
    rf"(?P<other>[A-Za-z]{{1,2}}[-.]?\d+(?:\.\d+)*|\d+(?::\d+)+|\d+(?:\.\d+)+)(?!\w)"
    rf"|(?P<arabic>\d+)(?:nn?\.?\s?\d+|[a-eg-z](?!\w))?"
    rf"|(?P<roman>{_ROMAN})",
    re.I,
)
_DIGITS_JOINED = re.compile(r"(?<=\d)\s*(?:-{1,3}|—)\s*(?=\d)")
_NUMERALS_JOINED = re.compile(rf"\b({_ROMAN})-{{1,3}}(?={_ROMAN})")
_SPACES = re.compile(r"\s+")
_OPEN = re.compile(r"\s?(?:ff?|sqq?|ss|и сл)\b\.?")
_NOTHING = re.compile(r"\s*(?:[,;]|\Z)")
_DASH = re.compile(r"\s*(?:-{1,3}|[‐‑–—])\s*")
_ELSEWHERE = re.compile(r"\s+(?:above|below|in|of)\b", re.I)
_WORD = re.compile(r"[^\s,;\]}]+")
_STRAY = re.compile(r"([^\W\d_]{1,14}\.?)\s?(?=\d)")

_POINTING_WORDS = (
    "also and at but cf. chiefly e.g. esp. especially here in mainly notably particular "
    "particularly see specifically"
).split()

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class _Grammar(NamedTuple):
    """What a locator is made of in one language, English being understood in all."""

    language: str
    labels: Mapping[str, str]
    label: re.Pattern[str]
    dotted: re.Pattern[str]
    list: re.Pattern[str]
    join: re.Pattern[str]
    pointing: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    labels = labels_in(language)
    written = sorted(labels, key=len, reverse=True)
    joints = "|".join(filter(None, ["and", AND.get(language, "")]))
    pointing = _alternatives([*_POINTING_WORDS, *POINTING.get(language, ())])
    return _Grammar(
        language,
        labels,
        re.compile(
            rf"({_alternatives(written)})(?:(?<=[.¶§№°])\s*|\s+|(?<=p)(?=\d))(?![^\s\w({{[])", re.I
        ),
        re.compile(f"({_alternatives(w for w in written if not w[-1].isalpha())})", re.I),
        re.compile(rf"\s*(?:,|&|\b(?:{joints})\b)\s*"),
        re.compile(rf"\s*(?:,\s*|\s(?:at|{joints}|&)\s+|\s)\s*"),
        re.compile(rf"(?:\s*(?:[,(]\s*)?(?:{pointing})(?=\s))+\s+", re.I),
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def parse_locator(
    source: Source, start: int, end: int, language: str = ""
) -> tuple[Locator | None, int, list[Fault]]:
    """The locator at the beginning of ``source.text[start:end]``, the text after a key.

    ``language`` is one of `apparatus.locators.LANGUAGES`, whose labels are understood too.
    Returns the locator or None, the offset at which the suffix begins, and the faults.
    """
    text, grammar = source.text, _grammar(language)
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    if text[at : min(at + 1, end)] == "{":
        return _braced(source, at, end, grammar)
    parts, stop, faults = _parts(source, at, end, grammar)
    if parts:
        span = Span(source, at, stop)
        return Locator(printed(span.text), tuple(parts), span), stop, faults
    if not faults:
        faults = _stray_label(source, at, end, language)
    return None, start, faults


def parse_pinpoints(
    source: Source, start: int, end: int, language: str = ""
) -> tuple[LocatorPart, ...]:
    """The places that a suffix names behind words that only point: ``, esp. p. 12``.

    Behind any other word the place may be one in another work, so it is left alone; so is
    ``see p. 12 above``.
    """
    grammar = _grammar(language)
    lead = grammar.pointing.match(source.text, start, end)
    if not lead or not grammar.label.match(source.text, lead.end(), end):
        return ()
    parts, stop, _ = _parts(source, lead.end(), end, grammar)
    return () if _ELSEWHERE.match(source.text, stop, end) else tuple(parts)


def parse_pages(value: str) -> tuple[Range, ...]:
    """The ranges of a ``pages`` field, elided last pages expanded; () if it is no list of pages."""
    source = Source("", re.sub(r"^\W*pp?\.\s*", "", value))
    ranges, _, _ = _ranges(source, 0, len(source.text), _grammar(""), roman=True)
    return tuple(ranges)


def _braced(
    source: Source, at: int, end: int, grammar: _Grammar
) -> tuple[Locator | None, int, list[Fault]]:
    close = source.text.find("}", at, end)
    if close < 0:
        return None, at, [Fault("malformed-locator", Span(source, at, at + 1), "{")]
    inner = Span(source, at + 1, close)
    if not inner.text.strip():
        return None, close + 1, []
    parts, _, faults = _parts(source, at + 1, close, grammar, roman=True)
    return Locator(printed(inner.text.strip()), tuple(parts), inner), close + 1, faults


def _parts(
    source: Source, at: int, end: int, grammar: _Grammar, roman: bool = False
) -> tuple[list[LocatorPart], int, list[Fault]]:
    """As many labelled lists of numbers as follow each other from ``at``."""
    parts: list[LocatorPart] = []
    stop = at
    while True:
        part, after, faults = _part(source, at, end, grammar, unlabelled=not parts, roman=roman)
        if faults or part is None:
            return parts, stop, faults
        parts.append(part)
        stop = after
        joint = grammar.join.match(source.text, stop, end)
        if not joint:
            return parts, stop, []
        at = joint.end()


def _part(
    source: Source, at: int, end: int, grammar: _Grammar, unlabelled: bool, roman: bool
) -> tuple[LocatorPart | None, int, list[Fault]]:
    text = source.text
    written = grammar.label.match(text, at, end)
    if written:
        label = grammar.labels[written.group(1).lower()]
        numbers_at = written.end()
        if label in NAMED_ONLY and (word := _WORD.match(text, numbers_at, end)):
            return LocatorPart(label, (), Span(source, at, word.end())), word.end(), []
    elif unlabelled:
        label, numbers_at = "page", at
    else:
        return None, at, []
    ranges, stop, fault = _ranges(source, numbers_at, end, grammar, roman or written is not None)
    if fault:
        return None, at, [fault]
    if ranges:
        return LocatorPart(label, tuple(ranges), Span(source, at, stop)), stop, []
    dotted = grammar.dotted.match(text, at, end)
    if dotted and _NOTHING.match(text, dotted.end(), end):
        return None, at, [Fault("malformed-locator", Span(source, at, dotted.end()), "no number")]
    return None, at, []


def _ranges(
    source: Source, at: int, end: int, grammar: _Grammar, roman: bool
) -> tuple[list[Range], int, Fault | None]:
    text = source.text
    ranges: list[Range] = []
    stop = at
    while number := _number(text, at, end, roman):
        first, system, stop = number
        last, is_open = first, False
        dash = _DASH.match(text, stop, end)
        if dash:
            second = _number(text, dash.end(), end, roman)
            if second is None or _DASH.match(text, second[2], end):
                return [], at, Fault("malformed-locator", Span(source, at, dash.end()), "range")
            elided = text[dash.end() : second[2]]
            last = _expand(first, second[0], elided) if system == "arabic" else second[0]
            system = system if second[1] == system else "other"
            stop = second[2]
        elif more := _OPEN.match(text, stop, end):
            is_open, stop = True, more.end()
        ranges.append(Range(first, last, system, is_open))
        comma = grammar.list.match(text, stop, end)
        if not comma or grammar.label.match(text, comma.end(), end):
            break
        at = comma.end()
    return ranges, stop, None


def _number(text: str, at: int, end: int, roman: bool) -> tuple[int, str, int] | None:
    found = _NUMBER.match(text, at, end)
    if not found:
        return None
    if found.group("other"):
        return 0, "other", found.end()
    if found.group("arabic"):
        return int(found.group("arabic")[:18]), "arabic", found.end()
    if roman and found.group("roman"):
        return roman_value(found.group("roman")), "roman", found.end()
    return None


def _expand(first: int, last: int, written: str) -> int:
    """The last page of an elided range: 1203-20 ends on 1220."""
    digits = re.match(r"\d+", written)
    head = str(first)
    tail = digits.group() if digits else ""
    if tail and len(tail) < len(head):
        return int(head[: len(head) - len(tail)] + tail)
    return last


def roman_value(numeral: str) -> int:
    """The value of a roman numeral, upper or lower case."""
    values = [_ROMAN_VALUES[c] for c in numeral.lower()]
    following = [*values[1:], 0]
    return sum(v if v >= n else -v for v, n in zip(values, following, strict=True))


def printed(text: str) -> str:
    """The author's characters, with en dashes in ranges and single spaces."""
    if "-" in text or "—" in text:
        text = _DIGITS_JOINED.sub("–", text)
        text = _NUMERALS_JOINED.sub(r"\1–", text)
    return " ".join(_SPACES.split(text))


def _stray_label(source: Source, at: int, end: int, language: str) -> list[Fault]:
    """A word in a label's place that is none: ``pag. 12``, ``vol 2``."""
    found = _STRAY.match(source.text, at, end)
    if not found:
        return []
    word = found.group(1)
    if word.lower() in NOT_LABELS or not (word.endswith(".") or nearest_label(word, language)):
        return []
    return [Fault("unknown-locator-label", Span(source, at, at + len(word)), word)]

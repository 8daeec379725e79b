"""Numbers of books and serials that carry a check digit: ISBN (ISO 2108) and ISSN (ISO 3297)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

_NUMBER = re.compile(r"\d(?:[ \u2010-\u2013-]?[\dXx])*")
_ISBN_START = re.compile(r"[ ]+(?=97[89])")


def numbers_in(value: str) -> list[str]:
    """The numbers of a field, without hyphens and blanks; several may stand in one."""
    whole = _compact(value)
    if is_isbn(whole) or is_issn(whole):
        return [whole]
    pieces = _ISBN_START.sub(";", value)
    found = [_compact(each.group()) for each in _NUMBER.finditer(pieces)]
    return [number for each in found for number in _parted(each) if len(number) > 4]


def _parted(number: str) -> Iterator[str]:
    """Two numbers of which only a blank between them told that they are two."""
    for length in (8, 10, 13):
        halves = number[:length], number[length:]
        if len(number) == 2 * length and all(is_isbn(half) or is_issn(half) for half in halves):
            yield from halves
            return
    yield number


def _compact(value: str) -> str:
    return re.sub(r"[^\dX]", "", value.upper())


def is_isbn(number: str) -> bool:
    """Whether a number of 10 or 13 digits has the check digit of an ISBN."""
    if re.fullmatch(r"\d{9}[\dX]", number):
        return sum(n * _digit(c) for n, c in zip(range(10, 0, -1), number, strict=True)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", number):
        return sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(number)) % 10 == 0
    return False


def is_issn(number: str) -> bool:
    """Whether a number of eight digits has the check digit of an ISSN."""
    if not re.fullmatch(r"\d{7}[\dX]", number):
        return False
    return sum(n * _digit(c) for n, c in zip(range(8, 0, -1), number, strict=True)) % 11 == 0


def faults_in(
    value: str, name: str, lengths: Collection[int], is_valid: Callable[[str], bool]
) -> Iterator[str]:
    """What is wrong with the numbers of a field, in words; ``name`` is ISBN or ISSN."""
    numbers = numbers_in(value)
    if not numbers:
        yield f"'{value}' is not an {name}"
    for number in numbers:
        if not is_valid(number):
            wrong_digit = len(number) in lengths
            reason = (
                "its check digit does not fit" if wrong_digit else f"it has {len(number)} digits"
            )
            yield f"'{number}' is not an {name}: {reason}"


def isbns(value: str) -> Iterator[str]:
    """The valid ISBNs of a field, each in its form of 13 digits."""
    for number in numbers_in(value):
        if is_isbn(number):
            yield number if len(number) == 13 else _thirteen(number)


def _thirteen(number: str) -> str:
    stem = f"978{number[:9]}"
    total = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(stem))
    return f"{stem}{-total % 10}"


def _digit(character: str) -> int:
    return 10 if character == "X" else int(character)

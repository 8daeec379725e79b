"""Which of many names may be meant by one that is not known: "did you mean …?"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property

_FEW = 300  # names; so many are compared one by one
_COMMON = 200  # names with the same three letters; they tell nothing about a name
_LIKELY = 30  # names that have most letters in common with the one that is not known


class Names:
    """Names that are known.

    To compare a name with each of them takes time that grows with their number, and whoever
    has renamed a library has as many unknown names as it has entries. So of many names only
    those are compared that share rare groups of three letters with the unknown one.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.known = tuple(known)

    def nearest(self, name: str, cutoff: float = 0.6) -> str | None:
        """The name most alike, if it is as much alike as ``cutoff``, the ratio of difflib."""
        likely = self.known if len(self.known) <= _FEW else self._likely(name)
        return next(iter(get_close_matches(name, likely, n=1, cutoff=cutoff)), None)

    def _likely(self, name: str) -> list[str]:
        shared: Counter[str] = Counter()
        for group in _groups(name):
            holders = self._holders.get(group, ())
            if len(holders) <= _COMMON:
                shared.update(holders)
        return [each for each, _ in shared.most_common(_LIKELY)]

    @cached_property
    def _holders(self) -> dict[str, list[str]]:
        """The names in which each group of three letters stands."""
        found: dict[str, list[str]] = {}
        for name in self.known:
            for group in _groups(name):
                found.setdefault(group, []).append(name)
        return found


def _groups(name: str) -> Iterator[str]:
    padded = f"\0{name.casefold()}\0"
    return iter(dict.fromkeys(padded[at : at + 3] for at in range(len(padded) - 2)))

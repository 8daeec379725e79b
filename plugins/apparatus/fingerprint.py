"""The fingerprint of a text: enough to recognize its words, too little to read them.

Of the text only keyed digests are kept: of every third group of six words in a row, with
the paragraph, note or page that the group begins in, sorted, so that their order is
lost. Any eight words in a row contain one whole group, and so a passage of eight words that
was taken over is always recognized; six or seven words are recognized one time in three
or two in three. Quotations are recognized whole: of each that was verified against the
text its own digest is kept, with the places in which it stands and whose words it has.

How hard it is to read the text out of its fingerprint: a digest is PBKDF2-HMAC-SHA256,
salted and iterated, cut to 40 bits. Whoever knows nothing of a passage has to guess six words at
once; whoever knows what goes before, three: 8 x 10^12 trials with a vocabulary of 20,000
words. A language model guesses better: one that always has the right word among its
first hundred needs up to a million trials for three words, and so for thousands of
steps. It is an obstacle to reading and no encryption: what anyone can check, anyone can
try to guess.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

SIZE = 6
"""Words in a group."""

STEP = 3
"""Words from the beginning of one group to that of the next; SIZE + STEP - 1 are always found."""

ROUNDS = 32
"""Iterations of PBKDF2: about ten microseconds a digest."""

BYTES = 5
"""Length of a digest; with thousands of groups a chance agreement is one in millions."""


def digest(words: tuple[str, ...], salt: str) -> bytes:
    """The digest of some words in a row, as they are compared."""
    text = " ".join(words).encode()
    return hashlib.pbkdf2_hmac("sha256", text, salt.encode(), ROUNDS, BYTES)


@lru_cache(maxsize=4096)
def quotation_digest(parts: tuple[tuple[str, ...], ...], salt: str) -> bytes:
    """The digest of a quotation; where it leaves something out counts."""
    return digest((" … ".join(" ".join(part) for part in parts),), salt)


def groups(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every group of a text whose digest is kept: its offset in words, its words.

    The last group reaches to the end, so that a short end is no gap.
    """
    last = len(words) - SIZE
    if last < 0:
        return
    for at in range(0, last + 1, STEP):
        yield at, tuple(words[at : at + SIZE])
    if last % STEP:
        yield last, tuple(words[last:])

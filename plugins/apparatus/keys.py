"""Cite keys: what Pandoc's grammar takes for one, and when two of them look alike."""

from __future__ import annotations

import re
import unicodedata

KEY = re.compile(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w)|[:/](?=/))*")
"""A key behind a bare ``@``; `@{...}` takes anything but white space."""

_LOOK_ALIKES = str.maketrans(
    "авекмнорстухіјѕһԁɡαειικνορτυχ",
    "abekmhopctyxijshdgaeiiknoptux",
)
"""Small letters of Cyrillic and Greek that are drawn as Latin ones."""


def skeleton(key: str) -> str:
    """A key as the eye compares it: without case, forms of encoding and script."""
    folded = unicodedata.normalize("NFKC", key).casefold()
    return unicodedata.normalize("NFC", folded.translate(_LOOK_ALIKES))

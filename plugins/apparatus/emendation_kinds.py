"""The closed vocabulary of emendations."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "misprint": "error of the print",
    "misreading": "misreading of the scan",
    "lost": "lost in the scan",
    "link-rot": "address no longer good",
    "pinpoint": "pinpoint that cannot be right",
    "superseded": "since superseded",
    "conflict": "the article disagrees with itself",
}
"""Every kind of emendation, and what it is called for readers."""

CERTAINTIES = ("certain", "probable", "open")

PARTS = frozenset({"text", "table", "reference", "locator", "work"})
"""What an emendation may be about besides a field of an entry."""

FIELDS = frozenset("note paragraph work field printed right kind evidence certainty remark".split())
"""The fields that a record may have."""

"""The closed vocabulary of the library: biblatex's entry types, aliases and required fields.

Source: the biblatex manual, sections 2.1 (types), 2.2 (fields) and 2.2.5 (aliases).
"""

from __future__ import annotations

from collections.abc import Mapping

TYPE_ALIASES: Mapping[str, str] = {
    "conference": "inproceedings",
    "electronic": "online",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "www": "online",
}

TYPES: frozenset[str] = frozenset(
    (
        "article artwork audio bibnote book bookinbook booklet collection commentary customa "
        "customb customc customd custome customf dataset image inbook incollection inproceedings "
        "inreference jurisdiction legal legislation letter manual misc movie music mvbook "
        "mvcollection mvproceedings mvreference online patent performance periodical proceedings "
        "reference report review set software standard suppbook suppcollection suppperiodical "
        "thesis unpublished video xdata"
    ).split()
) | frozenset(TYPE_ALIASES)

FIELD_ALIASES: Mapping[str, str] = {
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "journal": "journaltitle",
    "key": "sortkey",
    "pdf": "file",
    "primaryclass": "eprintclass",
    "school": "institution",
}

_DATED: tuple[tuple[str, ...], ...] = (("title",), ("date", "year", "pubstate"))

REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "article": (("title",), ("journaltitle",), ("date", "year", "pubstate")),
    "book": _DATED,
    "collection": _DATED,
    "inbook": (("title",), ("booktitle", "chapter"), ("date", "year", "pubstate")),
    "incollection": (("title",), ("booktitle",), ("date", "year", "pubstate")),
    "inproceedings": (("title",), ("date", "year", "pubstate")),
    "online": (("title",), ("url", "doi", "eprint")),
    "proceedings": _DATED,
    "report": (("title",), ("institution", "publisher"), ("date", "year", "pubstate")),
    "thesis": (("title",), ("institution",), ("date", "year", "pubstate")),
    "unpublished": (("title",),),
}
"""Per type: groups of fields of which one must be there. Fewer than biblatex asks for:
only what no note in any manner could do without."""

AUTHORED = frozenset(
    "article book collection inbook incollection inproceedings thesis unpublished".split()
)
"""Types of which a work without a name is rare enough to be asked about."""

MONTHS: Mapping[str, str] = {
    name: str(number)
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
"""The macros that every BibTeX style defines."""

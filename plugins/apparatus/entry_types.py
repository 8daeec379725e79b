"""The closed vocabulary of the library: biblatex's data model and what we require of it.

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

CONTAINERS = frozenset(
    (
        "book collection proceedings reference periodical "
        "mvbook mvcollection mvproceedings mvreference"
    ).split()
)
"""Types that hold other works and are published as a volume or as several."""

CONTAINED = frozenset(
    "bookinbook inbook incollection inproceedings inreference suppbook suppcollection".split()
)
"""Types that stand inside a volume which ``booktitle`` names."""

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

_KINDS: Mapping[str, str] = {
    "name": (
        "afterword annotator author bookauthor commentator editor editora editorb editorc "
        "foreword holder introduction namea nameb namec shortauthor shorteditor sortname translator"
    ),
    "literal": (
        "addendum booksubtitle booktitle booktitleaddon chapter edition eid eventtitle "
        "eventtitleaddon howpublished institution issue issuesubtitle issuetitle issuetitleaddon "
        "journalsubtitle journaltitle journaltitleaddon location mainsubtitle maintitle "
        "maintitleaddon nameaddon note number organization origlocation origpublisher origtitle "
        "pagetotal part publisher reprinttitle series shorthand shortjournal shortseries "
        "shorttitle subtitle title titleaddon venue version"
    ),
    "unprinted": (
        "abstract annotation entrysubtype eprintclass eprinttype execute gender indexsorttitle "
        "indextitle keywords label langidopts library lista listb listc listd liste listf options "
        "presort relatedoptions relatedstring relatedtype shorthandintro sortkey sortshorthand "
        "sorttitle sortyear usera userb userc userd usere userf"
    ),
    "term": (
        "authortype bookpagination editoratype editorbtype editorctype editortype langid language "
        "nameatype namebtype namectype origlanguage pagination pubstate type"
    ),
    "number": "isan isbn ismn isrn issn iswc",
    "integer": "volume volumes",
    "range": "pages",
    "date": "date eventdate origdate urldate",
    "datepart": "day month year endday endmonth endyear",
    "key": "crossref entryset ids related xdata xref",
    "verbatim": "doi eprint file verba verbb verbc",
    "uri": "url",
}

FIELDS: Mapping[str, str] = {name: kind for kind, names in _KINDS.items() for name in names.split()}
"""Every standard field with its kind, biblatex's data types made fewer: what is text for
readers (``name``, ``literal``) is told from text that is not, from terms and from data."""

FOREIGN_FIELDS = frozenset(
    (
        "acmid articleno biburl bibsource collaboration copyright day dates eissn issn-l issnl "
        "lccn mrnumber notes numpages onlinedate owner pissn pmcid pmid review timestamp urn zbl"
    ).split()
)
"""Fields of other programs whose names lie near to one of biblatex's and are not mistyped."""

REFERRING = ("crossref", "xdata", "xref", "related", "entryset")
"""Fields whose values are keys of other entries, separated by commas."""

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

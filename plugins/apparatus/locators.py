"""The closed vocabulary of locator labels.

The canonical labels are CSL's; the written forms are the union of Pandoc's British and
American sets, with ``fn. n. nn. art. app. table ¶`` added. Pandoc's own set depends on
the locale of the document; this one does not, so that a text means the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

LABELS: Mapping[str, tuple[str, ...]] = {
    "act": ("act", "acts"),
    "appendix": ("app.", "apps.", "appendix", "appendices"),
    "article": ("art.", "arts.", "article", "articles"),
    "book": ("bk.", "bks.", "book", "books"),
    "canon": ("can.", "canon", "canons"),
    "chapter": ("ch.", "chs.", "chap.", "chaps.", "chapter", "chapters"),
    "column": ("col.", "cols.", "column", "columns"),
    "elocation": ("loc.", "locs.", "location", "locations"),
    "equation": ("eq.", "eqs.", "equation", "equations"),
    "figure": ("fig.", "figs.", "figure", "figures"),
    "folio": ("fol.", "fols.", "folio", "folios"),
    "footnote": ("fn.", "fns.", "footnote", "footnotes"),
    "issue": ("no.", "nos.", "number", "numbers"),
    "line": ("l.", "ll.", "line", "lines"),
    "note": ("n.", "nn.", "note", "notes"),
    "opus": ("op.", "opp.", "opus", "opera"),
    "page": ("p.", "pp.", "p", "pp", "page", "pages"),
    "paragraph": ("para.", "paras.", "¶", "¶¶", "paragraph", "paragraphs"),
    "part": ("pt.", "pts.", "part", "parts"),
    "rule": ("r.", "rr.", "rule", "rules"),
    "scene": ("sc.", "scs.", "scene", "scenes"),
    "section": ("sec.", "secs.", "§", "§§", "section", "sections"),
    "sub-verbo": ("s.v.", "s.vv.", "sub verbo", "sub verbis"),
    "supplement": ("suppl.", "supps.", "supplement", "supplements"),
    "table": ("tbl.", "tbls.", "table", "tables"),
    "timestamp": ("min.", "timestamp", "timestamps"),
    "title": ("tit.", "tits.", "title", "titles"),
    "verse": ("v.", "vv.", "verse", "verses"),
    "version": ("ver.", "version", "versions"),
    "volume": ("vol.", "vols.", "volume", "volumes"),
}

LABEL_OF: Mapping[str, str] = {
    written: label for label, forms in LABELS.items() for written in forms
}
"""From every written form to its canonical label."""

NAMED_ONLY = frozenset({"sub-verbo", "title", "act", "scene"})
"""Labels whose place may be a word rather than a number (``s.v. peace``)."""

NOT_LABELS = frozenset(
    "add. at all approx. apr. aug. b. c. ca. cf. d. dec. dr. e.g. ed. eds. esp. feb. fl. i.e. in "
    "jan. jul. jun. mar. mr. mrs. nov. oct. of on orig. pub. publ. repr. rev. rpt. sep. sept. "
    "st. to tr. trans. by".split()
)
"""Words that stand before a number behind a key and mean no place."""


def nearest_label(word: str) -> str | None:
    """The written label that ``word`` is probably meant to be, or None."""
    word = word.lower()
    dotted = f"{word.rstrip('.')}."
    if dotted in LABEL_OF:
        return dotted
    if len(word) < 3:
        return None
    close = get_close_matches(word, LABEL_OF, n=1, cutoff=0.75)
    return close[0] if close else None

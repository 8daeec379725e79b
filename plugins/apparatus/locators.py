"""The closed vocabulary of locator labels.

The canonical labels are CSL's; the written forms are the union of Pandoc's British and
American sets, with ``fn. n. nn. art. app. table ¶`` added. Pandoc's own set depends on
the locale of the document; this one is understood everywhere, and the forms of one other
language besides it, where a site or a page says that it is written in that.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

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

_Forms = Mapping[str, tuple[str, ...]]
LANGUAGES: Mapping[str, _Forms] = {
    "de": {
        "appendix": ("anh.", "anhang"),
        "article": ("art.", "artikel"),
        "book": ("buch",),
        "chapter": ("kap.", "kapitel"),
        "column": ("sp.", "spalte", "spalten"),
        "figure": ("abb.", "abbildung", "abbildungen"),
        "folio": ("bl.", "blatt", "fol."),
        "footnote": ("fußn.", "fußnote", "fußnoten"),
        "issue": ("nr.", "nrn.", "nummer", "h.", "heft"),
        "line": ("z.", "zeile", "zeilen"),
        "note": ("anm.", "anmerkung", "anmerkungen"),
        "page": ("S.", "S.", "seite", "seiten"),
        "paragraph": ("abs.", "absatz", "absätze", "rn.", "rz."),
        "part": ("teil", "tl."),
        "scene": ("szene",),
        "section": ("abschn.", "abschnitt", "abschnitte"),
        "sub-verbo": ("s. v.",),
        "table": ("tab.", "tabelle", "tabellen"),
        "verse": ("vers", "verse"),
        "volume": ("bd.", "bde.", "band", "bände"),
    },
    "es": {
        "appendix": ("ap.", "apéndice"),
        "article": ("art.", "arts.", "artículo", "artículos"),
        "book": ("lib.", "libro", "libros"),
        "chapter": ("cap.", "caps.", "capítulo", "capítulos"),
        "column": ("columna", "columnas"),
        "figure": ("figura", "figuras"),
        "folio": ("folio", "folios", "f.", "ff."),
        "issue": ("núm.", "núms.", "número", "números", "n.º"),
        "line": ("lín.", "línea", "líneas"),
        "note": ("nota", "notas"),
        "page": ("p.", "pp.", "pág.", "págs.", "página", "páginas"),
        "paragraph": ("párr.", "párrs.", "párrafo", "párrafos"),
        "part": ("parte", "partes"),
        "scene": ("escena",),
        "section": ("sección", "secciones"),
        "table": ("tabla", "tablas", "cuadro"),
        "verse": ("verso", "versos"),
        "volume": ("t.", "tt.", "tomo", "tomos", "volumen", "volúmenes"),
    },
    "fr": {
        "appendix": ("annexe", "annexes"),
        "article": ("art.", "article", "articles"),
        "book": ("liv.", "livre", "livres"),
        "chapter": ("chap.", "chapitre", "chapitres"),
        "column": ("colonne", "colonnes"),
        "figure": ("fig.", "figure", "figures"),
        "folio": ("f°", "f.", "ff.", "fol.", "feuillet", "feuillets"),
        "issue": ("n°", "nos", "numéro", "numéros"),
        "line": ("ligne", "lignes"),
        "note": ("note", "notes"),
        "page": ("p.", "p.", "page", "pages"),
        "paragraph": ("par.", "paragraphe", "paragraphes"),
        "part": ("partie", "parties"),
        "scene": ("scène",),
        "section": ("sect.", "section", "sections"),
        "table": ("tabl.", "tableau", "tableaux"),
        "verse": ("vers", "verset", "versets"),
        "volume": ("t.", "tome", "tomes", "vol."),
    },
    "ru": {
        "appendix": ("прил.", "приложение"),
        "article": ("ст.", "статья", "статьи"),
        "book": ("кн.", "книга", "книги"),
        "chapter": ("гл.", "глава", "главы"),
        "column": ("стб.", "столбец", "столбцы"),
        "figure": ("рис.", "рисунок", "рисунки"),
        "folio": ("л.", "лл.", "лист", "листы"),
        "issue": ("№", "№№", "вып.", "выпуск"),
        "line": ("строка", "строки"),
        "note": ("прим.", "примеч.", "примечание", "примечания", "сн.", "сноска"),
        "page": ("с.", "с.", "стр.", "страница", "страницы"),
        "paragraph": ("абз.", "абзац", "абзацы"),
        "part": ("ч.", "часть", "части"),
        "scene": ("сцена",),
        "section": ("разд.", "раздел", "разделы"),
        "table": ("табл.", "таблица", "таблицы"),
        "verse": ("стих", "стихи"),
        "volume": ("т.", "тт.", "том", "тома"),
    },
}
"""By language: the forms understood besides `LABELS`. The first two forms of a page are those
that are printed where an author writes a bare number, of one page and of several.
"""

AND: Mapping[str, str] = {"de": "und", "es": "y", "fr": "et", "ru": "и"}
"""By language: what joins two numbers."""

POINTING: Mapping[str, tuple[str, ...]] = {
    "de": ("bes.", "besonders", "etwa", "hier", "insb.", "insbesondere", "siehe", "vgl."),
    "es": ("aquí", "cf.", "en especial", "esp.", "véase"),
    "fr": ("en particulier", "ici", "notamment", "spéc.", "surtout", "voir"),
    "ru": ("здесь", "ср.", "особ.", "особенно", "см."),
}
"""By language: words behind which a suffix names a place in the same work."""


def primary(language: str) -> str:
    """The language of a tag such as ``de-AT`` that this table knows, or ''."""
    found = language.replace("_", "-").partition("-")[0].lower()
    return found if found in LANGUAGES else ""


@cache
def labels_in(language: str = "") -> Mapping[str, str]:
    """From every form that is understood in a language to its canonical label."""
    tables = (LABELS, LANGUAGES.get(language, {}))
    return {
        written.lower(): label
        for table in tables
        for label, forms in table.items()
        for written in forms
    }


def page_forms(language: str = "") -> tuple[str, str]:
    """What is printed before the number of a page, and of several."""
    single, several, *_ = LANGUAGES.get(language, LABELS)["page"]
    return single, several


NAMED_ONLY = frozenset({"sub-verbo", "title", "act", "scene"})
"""Labels whose place may be a word rather than a number (``s.v. peace``)."""

NOT_LABELS = frozenset(
    "add. at all approx. apr. aug. b. c. ca. cf. d. dec. dr. e.g. ed. eds. esp. feb. fl. i.e. in "
    "jan. jul. jun. mar. mr. mrs. nov. oct. of on orig. pub. publ. repr. rev. rpt. sep. sept. "
    "st. to tr. trans. by aufl. hg. hrsg. s.a. s.o. vgl. éd. trad. изд. ред. пер.".split()
)
"""Words that stand before a number behind a key and mean no place."""


def nearest_label(word: str, language: str = "") -> str | None:
    """The written label that ``word`` is probably meant to be, or None."""
    word, known = word.lower(), labels_in(language)
    dotted = f"{word.rstrip('.')}."
    if dotted in known:
        return dotted
    if len(word) < 3:
        return None
    close = get_close_matches(word, known, n=1, cutoff=0.75)
    return close[0] if close else None

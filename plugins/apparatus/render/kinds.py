"""What biblatex's entry types and languages are called, in words and in other programs.

Sources: the biblatex manual, section 2.1 (types); the CSL 1.0.2 specification, appendix III
(types); the RIS types that Zotero and EndNote read (Zotero's translator ``RIS.js``); the item
types of Zotero's schema; ISO 639-1 for languages, the babel and polyglossia manuals for names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import name

from apparatus.entry_types import TYPE_ALIASES


class Kind(NamedTuple):
    """A kind of source: in words, as a CSL type, a RIS type and a Zotero item type."""

    words: str
    csl: str
    ris: str
    zotero: str


_ARTICLE = Kind("journal article", "article-journal", "JOUR", "journalArticle")
_BOOK = Kind("book", "book", "BOOK", "book")
_CHAPTER = Kind("chapter in a book", "chapter", "CHAP", "bookSection")
_DOCUMENT = Kind("document", "document", "GEN", "document")

_KINDS: Mapping[str, Kind] = {
    "article": _ARTICLE,
    "suppperiodical": _ARTICLE,
    "review": Kind("review", "review", "JOUR", "journalArticle"),
    "book": _BOOK,
    "mvbook": _BOOK,
    "booklet": _BOOK._replace(words="booklet", csl="pamphlet"),
    "manual": _BOOK._replace(words="manual"),
    "collection": _BOOK._replace(words="edited volume"),
    "mvcollection": _BOOK._replace(words="edited volumes"),
    "proceedings": _BOOK._replace(words="proceedings"),
    "mvproceedings": _BOOK._replace(words="proceedings"),
    "reference": _BOOK._replace(words="work of reference"),
    "mvreference": _BOOK._replace(words="work of reference"),
    "periodical": Kind("issue of a periodical", "periodical", "JFULL", "journalArticle"),
    "bookinbook": _CHAPTER._replace(words="book in a book"),
    "inbook": _CHAPTER,
    "incollection": _CHAPTER,
    "suppbook": _CHAPTER,
    "suppcollection": _CHAPTER,
    "inproceedings": Kind("conference paper", "paper-conference", "CPAPER", "conferencePaper"),
    "inreference": Kind(
        "entry in a work of reference", "entry-encyclopedia", "ENCYC", "encyclopediaArticle"
    ),
    "report": Kind("report", "report", "RPRT", "report"),
    "thesis": Kind("thesis", "thesis", "THES", "thesis"),
    "unpublished": Kind("unpublished paper", "manuscript", "UNPD", "manuscript"),
    "letter": Kind("letter", "personal_communication", "PCOMM", "letter"),
    "online": Kind("web page", "webpage", "ELEC", "webpage"),
    "dataset": Kind("data set", "dataset", "DATA", "document"),
    "software": Kind("software", "software", "COMP", "computerProgram"),
    "patent": Kind("patent", "patent", "PAT", "patent"),
    "legislation": Kind("legislation", "legislation", "STAT", "statute"),
    "jurisdiction": Kind("court decision", "legal_case", "CASE", "case"),
    "standard": Kind("standard", "standard", "STAND", "document"),
    "audio": Kind("recording", "song", "SOUND", "audioRecording"),
    "music": Kind("recording", "song", "SOUND", "audioRecording"),
    "movie": Kind("film", "motion_picture", "MPCT", "film"),
    "video": Kind("video", "motion_picture", "VIDEO", "videoRecording"),
    "artwork": Kind("work of art", "graphic", "ART", "artwork"),
    "image": Kind("image", "graphic", "ART", "artwork"),
}


def source_kind(entry_type: str) -> Kind:
    """The kind of an entry type or its alias; a document where it is no other."""
    return _KINDS.get(TYPE_ALIASES.get(entry_type, entry_type), _DOCUMENT)


class Language(NamedTuple):
    """A language: its ISO 639-1 code, and its name in English."""

    code: str
    name: str


_LANGUAGES: Mapping[str, Language] = {
    langid: Language(code, name)
    for code, name, langids in (
        ("ar", "Arabic", "arabic"),
        ("bg", "Bulgarian", "bulgarian"),
        ("cs", "Czech", "czech"),
        ("de", "German", "german ngerman austrian naustrian swissgerman nswissgerman"),
        ("el", "Greek", "greek"),
        ("en", "English", "english british american australian canadian newzealand ukenglish"),
        ("es", "Spanish", "spanish"),
        ("fa", "Persian", "persian farsi"),
        ("fr", "French", "french canadien acadian"),
        ("he", "Hebrew", "hebrew"),
        ("hu", "Hungarian", "hungarian magyar"),
        ("hy", "Armenian", "armenian"),
        ("it", "Italian", "italian"),
        ("ja", "Japanese", "japanese"),
        ("ka", "Georgian", "georgian"),
        ("la", "Latin", "latin"),
        ("nl", "Dutch", "dutch"),
        ("pl", "Polish", "polish"),
        ("pt", "Portuguese", "portuguese brazilian brazil portuges"),
        ("ro", "Romanian", "romanian"),
        ("ru", "Russian", "russian"),
        ("sr", "Serbian", "serbian serbianc"),
        ("sv", "Swedish", "swedish"),
        ("tr", "Turkish", "turkish"),
        ("uk", "Ukrainian", "ukrainian"),
        ("zh", "Chinese", "chinese"),
    )
    for langid in langids.split()
}
_BY_CODE = {language.code: language for language in _LANGUAGES.values()}


_OWN_SCRIPT = frozenset("ar bg el fa he hy ja ka ru sr uk zh".split())
"""Languages of which a text in Latin letters is a transliteration."""


def language_tag(langid: str, words: str, around: str = "") -> str:
    """The ``lang`` of a title (BCP 47): ``ru-Latn`` of a Russian one in Latin letters.

    '' of one in the language of what is ``around`` it, English unless it is said, and where
    the language is not known.
    """
    code = language_of(langid).code
    if code in ("", around or "en"):
        return ""
    is_latin = all("LATIN" in name(each, "LATIN") for each in words if each.isalpha())
    return f"{code}-Latn" if code in _OWN_SCRIPT and is_latin else code


def language_of(value: str) -> Language:
    """The language that ``langid`` names by its name or code; one not known, as it is written."""
    word = value.strip().lower()
    return _LANGUAGES.get(word) or _BY_CODE.get(word) or Language("", value.strip())

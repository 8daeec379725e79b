"""The words of the apparatus itself, by language: what stands around notes and in references."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from apparatus.locators import primary
from apparatus.render import text


class Wording(NamedTuple):
    """Headings, labels, and the terms of references, with ``{}`` where something is put in.

    ``edited`` stands behind one editor and ``edited_by_several`` behind more, ``by`` before the
    names of those who had another part in a work; ``months`` are as they stand behind a day;
    ``at`` stands between the pages of a work and those that are cited.
    """

    notes: str = "Notes"
    own_notes: str = "Editor’s notes"
    works: str = "Works cited"
    back: str = "Back to the text at note {}"
    back_again: str = "Back to the text at note {}, place {}"
    and_: str = "and"
    others: str = "et al."
    in_: str = "in"
    at: str = " at "
    edited: str = "ed."
    edited_by_several: str = "eds"
    by: Mapping[str, str] = {
        "translator": "trans. {}",
        "editor": "ed. {}",
        "introduction": "intro. {}",
        "foreword": "foreword {}",
        "afterword": "afterword {}",
        "commentator": "comm. {}",
        "annotator": "annot. {}",
    }
    edition: str = "{ordinal} edn"
    first_edition: str = ""
    volume: str = "vol. {}"
    volume_of: str = "{} of"
    one_volume: str = "1 vol."
    volumes: str = "{} vols"
    part: str = "part {}"
    chapter: str = "ch. {}"
    number: str = "no. {}"
    version: str = "version {}"
    given_at: str = "paper given at {}"
    undated: str = "n.d."
    circa: str = "c. {}"
    before_christ: str = "{} BC"
    after_christ: str = "AD {}"
    decade: str = "{}s"
    day: str = "{day} {month} {year}"
    first_day: str = ""
    month: str = "{month} {year}"
    months: str = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec."
    months_alone: str = ""
    seasons: str = "spring summer autumn winter"
    quotes: str = "‘’"
    inner_quotes: str = "“”"
    terms: Mapping[str, str] = {
        "bathesis": "Bachelor’s thesis",
        "mathesis": "Master’s thesis",
        "mastersthesis": "Master’s thesis",
        "phdthesis": "PhD thesis",
        "candthesis": "Cand. thesis",
        "techreport": "technical report",
        "resreport": "research report",
        "whitepaper": "white paper",
        "patent": "patent",
        "patentde": "German patent",
        "patenteu": "European patent",
        "patentfr": "French patent",
        "patentuk": "British patent",
        "patentus": "US patent",
        "patreq": "patent request",
        "patreqde": "German patent request",
        "patreqeu": "European patent request",
        "patreqfr": "French patent request",
        "patrequk": "British patent request",
        "patrequs": "US patent request",
        "countryde": "Germany",
        "countryeu": "European Union",
        "countryfr": "France",
        "countryuk": "United Kingdom",
        "countryus": "United States of America",
        "inpreparation": "in preparation",
        "submitted": "submitted",
        "forthcoming": "forthcoming",
        "inpress": "in press",
        "prepublished": "pre-published",
    }


_WORDINGS: Mapping[str, Wording] = {
    "de": Wording(
        notes="Anmerkungen",
        own_notes="Anmerkungen der Herausgeber",
        works="Literatur",
        back="Zurück zum Text bei Anmerkung {}",
        back_again="Zurück zum Text bei Anmerkung {}, Stelle {}",
        and_="und",
        others="u. a.",
        in_="in:",
        at=", hier ",
        edited="Hg.",
        edited_by_several="Hg.",
        by={
            "translator": "übers. v. {}",
            "editor": "hg. v. {}",
            "introduction": "mit Einl. v. {}",
            "foreword": "mit Vorw. v. {}",
            "afterword": "mit Nachw. v. {}",
            "commentator": "komm. v. {}",
            "annotator": "mit Anm. v. {}",
        },
        edition="{number}. Aufl.",
        volume="Bd. {}",
        volume_of="{} von",
        one_volume="1 Bd.",
        volumes="{} Bde.",
        part="Teil {}",
        chapter="Kap. {}",
        number="Nr. {}",
        version="Version {}",
        given_at="Vortrag, {}",
        undated="o. J.",
        circa="ca. {}",
        before_christ="{} v. Chr.",
        after_christ="{} n. Chr.",
        decade="{}er",
        day="{day}. {month} {year}",
        months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        seasons="Frühjahr Sommer Herbst Winter",
        quotes="„“",
        inner_quotes="‚‘",
        terms={
            "bathesis": "Bachelorarbeit",
            "mathesis": "Masterarbeit",
            "mastersthesis": "Masterarbeit",
            "phdthesis": "Dissertation",
            "candthesis": "Diss. (Kand.)",
            "techreport": "technischer Bericht",
            "resreport": "Forschungsbericht",
            "inpreparation": "in Vorbereitung",
            "submitted": "eingereicht",
            "forthcoming": "im Erscheinen",
            "inpress": "im Druck",
            "prepublished": "Vorabdruck",
        },
    ),
    "es": Wording(
        notes="Notas",
        own_notes="Notas del editor",
        works="Obras citadas",
        back="Volver al texto en la nota {}",
        back_again="Volver al texto en la nota {}, lugar {}",
        and_="y",
        in_="en",
        at=", aquí ",
        edited="ed.",
        edited_by_several="eds.",
        by={
            "translator": "trad. de {}",
            "editor": "ed. de {}",
            "introduction": "introd. de {}",
            "foreword": "pról. de {}",
            "afterword": "epíl. de {}",
            "commentator": "com. de {}",
            "annotator": "notas de {}",
        },
        edition="{number}.ª ed.",
        volume="vol. {}",
        volume_of="{} de",
        volumes="{} vols.",
        part="parte {}",
        chapter="cap. {}",
        number="n.º {}",
        version="versión {}",
        given_at="ponencia, {}",
        undated="s. f.",
        circa="ca. {}",
        before_christ="{} a. C.",
        after_christ="{} d. C.",
        decade="década de {}",
        day="{day} de {month} de {year}",
        month="{month} de {year}",
        months=(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
            "diciembre"
        ),
        seasons="primavera verano otoño invierno",
        quotes="«»",
        terms={
            "bathesis": "trabajo de fin de grado",
            "mathesis": "tesis de máster",
            "mastersthesis": "tesis de máster",
            "phdthesis": "tesis doctoral",
            "techreport": "informe técnico",
            "resreport": "informe de investigación",
            "inpreparation": "en preparación",
            "submitted": "enviado",
            "forthcoming": "de próxima aparición",
            "inpress": "en prensa",
            "prepublished": "prepublicado",
        },
    ),
    "fr": Wording(
        notes="Notes",
        own_notes="Notes de l’éditeur",
        works="Ouvrages cités",
        back="Retour au texte à la note {}",
        back_again="Retour au texte à la note {}, passage {}",
        and_="et",
        in_="dans",
        at=", ici ",
        edited="éd.",
        edited_by_several="éd.",
        by={
            "translator": "trad. par {}",
            "editor": "éd. par {}",
            "introduction": "introd. par {}",
            "foreword": "préf. de {}",
            "afterword": "postf. de {}",
            "commentator": "comm. par {}",
            "annotator": "annot. par {}",
        },
        edition="{number}e éd.",
        first_edition="1re éd.",
        volume="vol. {}",
        volume_of="{} de",
        volumes="{} vol.",
        part="partie {}",
        chapter="chap. {}",
        number="n° {}",
        version="version {}",
        given_at="communication, {}",
        undated="s. d.",
        circa="v. {}",
        before_christ="{} av. J.-C.",
        after_christ="{} apr. J.-C.",
        decade="années {}",
        first_day="1er {month} {year}",
        months=(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
        seasons="printemps été automne hiver",
        quotes="«\u202f\u202f»",
        terms={
            "bathesis": "mémoire de licence",
            "mathesis": "mémoire de master",
            "mastersthesis": "mémoire de master",
            "phdthesis": "thèse de doctorat",
            "techreport": "rapport technique",
            "resreport": "rapport de recherche",
            "inpreparation": "en préparation",
            "submitted": "soumis",
            "forthcoming": "à paraître",
            "inpress": "sous presse",
            "prepublished": "prépublié",
        },
    ),
    "ru": Wording(
        notes="Примечания",
        own_notes="Примечания редактора",
        works="Литература",
        back="Назад к тексту у примечания {}",
        back_again="Назад к тексту у примечания {}, место {}",
        and_="и",
        others="и др.",
        in_="в кн.:",
        at=", здесь ",
        edited="ред.",
        edited_by_several="ред.",
        by={
            "translator": "пер. {}",
            "editor": "под ред. {}",
            "introduction": "вступ. ст. {}",
            "foreword": "предисл. {}",
            "afterword": "послесл. {}",
            "commentator": "коммент. {}",
            "annotator": "примеч. {}",
        },
        edition="{number}-е изд.",
        volume="т. {}",
        volume_of="{} издания",
        one_volume="1 т.",
        volumes="{} т.",
        part="ч. {}",
        chapter="гл. {}",
        number="№ {}",
        version="версия {}",
        given_at="доклад, {}",
        undated="б. г.",
        circa="ок. {}",
        before_christ="{} до н. э.",
        after_christ="{} н. э.",
        decade="{}-е",
        months=(
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
        ),
        months_alone=(
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
        ),
        seasons="весна лето осень зима",
        quotes="«»",
        inner_quotes="„“",
        terms={
            "bathesis": "бакалаврская работа",
            "mathesis": "магистерская диссертация",
            "mastersthesis": "магистерская диссертация",
            "phdthesis": "докторская диссертация",
            "candthesis": "кандидатская диссертация",
            "techreport": "технический отчёт",
            "resreport": "научный отчёт",
            "inpreparation": "готовится",
            "submitted": "подано",
            "forthcoming": "готовится к печати",
            "inpress": "в печати",
            "prepublished": "препринт",
        },
    ),
}
_ENGLISH = Wording()


def wording(language: str = "") -> Wording:
    """The words in a language, by its tag; in English where there are none."""
    return _WORDINGS.get(primary(language), _ENGLISH)


def term(value: str, language: str = "") -> str:
    """A field that may hold one of biblatex's keys, such as ``phdthesis``, in words."""
    return wording(language).terms.get(value) or _ENGLISH.terms.get(value) or text.decode(value)

"""The words of the apparatus itself, by language: what stands around notes and in lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from apparatus.locators import primary


class Wording(NamedTuple):
    """Headings, labels, and the terms of a list of works. ``edited`` stands behind one editor
    and ``edited_by_several`` behind more; ``quotes`` are the two marks around a title.
    """

    notes: str = "Notes"
    own_notes: str = "Editor’s notes"
    works: str = "Works cited"
    back: str = "Back to the text at note {}"
    back_again: str = "Back to the text at note {}, place {}"
    and_: str = "and"
    others: str = "et al."
    in_: str = "in"
    edited: str = "ed."
    edited_by_several: str = "eds"
    translated: str = "trans."
    edition: str = "{ordinal} edn"
    volume: str = "vol. {}"
    undated: str = "n.d."
    quotes: str = "‘’"


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
        edited="Hg.",
        edited_by_several="Hg.",
        translated="übers. v.",
        edition="{number}. Aufl.",
        volume="Bd. {}",
        undated="o. J.",
        quotes="„“",
    ),
    "es": Wording(
        notes="Notas",
        own_notes="Notas del editor",
        works="Obras citadas",
        back="Volver al texto en la nota {}",
        back_again="Volver al texto en la nota {}, lugar {}",
        and_="y",
        in_="en",
        edited="ed.",
        edited_by_several="eds.",
        translated="trad.",
        edition="{number}.ª ed.",
        volume="vol. {}",
        undated="s. f.",
        quotes="«»",
    ),
    "fr": Wording(
        notes="Notes",
        own_notes="Notes de l’éditeur",
        works="Ouvrages cités",
        back="Retour au texte à la note {}",
        back_again="Retour au texte à la note {}, passage {}",
        and_="et",
        in_="dans",
        edited="éd.",
        edited_by_several="éd.",
        translated="trad.",
        edition="{number}e éd.",
        volume="vol. {}",
        undated="s. d.",
        quotes="«\u202f\u202f»",
    ),
    "ru": Wording(
        notes="Примечания",
        own_notes="Примечания редактора",
        works="Литература",
        back="Назад к тексту у примечания {}",
        back_again="Назад к тексту у примечания {}, место {}",
        and_="и",
        others="и др.",
        in_="//",
        edited="ред.",
        edited_by_several="ред.",
        translated="пер.",
        edition="{number}-е изд.",
        volume="т. {}",
        undated="б. г.",
        quotes="«»",
    ),
}
_ENGLISH = Wording()


def wording(language: str) -> Wording:
    """The words in a language, by its tag; in English where there are none."""
    return _WORDINGS.get(primary(language), _ENGLISH)

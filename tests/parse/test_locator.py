"""Locators: every form found in real files, elided ranges, faults, Pandoc's labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apparatus.locators import LABELS, LANGUAGES, labels_in, nearest_label, primary
from apparatus.model import Source
from apparatus.parse.locator import parse_locator, parse_pages, parse_pinpoints, roman_value

# written after a key -> printed, [(label, [(first, last)])], suffix
FORMS = {
    ", p. 12": ("p. 12", [("page", [(12, 12)])], ""),
    ", p.12": ("p.12", [("page", [(12, 12)])], ""),
    " 12": ("12", [("page", [(12, 12)])], ""),
    ", pp. 12, 15-17": ("pp. 12, 15–17", [("page", [(12, 12), (15, 17)])], ""),
    ", 1203-20": ("1203–20", [("page", [(1203, 1220)])], ""),
    ", pp. 1287--314": ("pp. 1287–314", [("page", [(1287, 1314)])], ""),
    ", p. 12f.": ("p. 12f.", [("page", [(12, 12)])], ""),
    ", 12ff.": ("12ff.", [("page", [(12, 12)])], ""),
    ", p. 12n3": ("p. 12n3", [("page", [(12, 12)])], ""),
    ", p. A-12": ("p. A-12", [("page", [(0, 0)])], ""),
    ", 2:345": ("2:345", [("page", [(0, 0)])], ""),
    ", pp. 311-32 at p. 328": (
        "pp. 311–32 at p. 328",
        [("page", [(311, 332)]), ("page", [(328, 328)])],
        "",
    ),
    ", p. 12, fn. 4": ("p. 12, fn. 4", [("page", [(12, 12)]), ("footnote", [(4, 4)])], ""),
    ", vol. 2, p. 13": ("vol. 2, p. 13", [("volume", [(2, 2)]), ("page", [(13, 13)])], ""),
    ", p. 12, emphasis added": ("p. 12", [("page", [(12, 12)])], ", emphasis added"),
    ", pp. xii-xv": ("pp. xii–xv", [("page", [(12, 15)])], ""),
    ", ¶ 23": ("¶ 23", [("paragraph", [(23, 23)])], ""),
    ", §§ 4, 6 and 8": ("§§ 4, 6 and 8", [("section", [(4, 4), (6, 6), (8, 8)])], ""),
    ", Table 1": ("Table 1", [("table", [(1, 1)])], ""),
    ", s.v. peace": ("s.v. peace", [("sub-verbo", [])], ""),
    ", {12 and passim}": ("12 and passim", [("page", [(12, 12)])], ""),
    ", {}12 days": (None, [], "12 days"),
    ", emphasis added": (None, [], ", emphasis added"),
    ", note that it rains": (None, [], ", note that it rains"),
    " in 2012": (None, [], " in 2012"),
    ", esp. ch. 2": (None, [], ", esp. ch. 2"),
    ", p12": ("p12", [("page", [(12, 12)])], ""),
    ", pp999-1000": ("pp999–1000", [("page", [(999, 1000)])], ""),
    ", op. cit.": (None, [], ", op. cit."),
    ", pp. passim": (None, [], ", pp. passim"),
    ", v. Smith": (None, [], ", v. Smith"),
    ", at 1204": (None, [], ", at 1204"),
    ", b. 1950": (None, [], ", b. 1950"),
}


@pytest.mark.parametrize("text", FORMS)
def test_forms(text: str) -> None:
    printed, parts, suffix = FORMS[text]
    locator, rest, faults = parse_locator(Source("test", text), 0, len(text))
    assert faults == []
    assert (locator.text if locator else None) == printed
    found = (
        [(p.label, [(r.first, r.last) for r in p.ranges]) for p in locator.parts] if locator else []
    )
    assert found == parts
    assert text[rest:] == suffix


FAULTS = {
    ", p.": "malformed-locator: no number",
    ", pp. 12-": "malformed-locator: range",
    ", pp. 12-15-17": "malformed-locator: range",
    ", {12": "malformed-locator: {",
    ", pag. 12": "unknown-locator-label: pag.",
    ", vol 2": "unknown-locator-label: vol",
    ", S. 12": "unknown-locator-label: S.",
}


@pytest.mark.parametrize("text", FAULTS)
def test_faults(text: str) -> None:
    _, _, faults = parse_locator(Source("test", text), 0, len(text))
    assert [f"{fault.kind}: {fault.subject}" for fault in faults] == [FAULTS[text]]


# a suffix -> the places that it names
PINPOINTS = {
    ", esp. p. 999": ["p. 999"],
    ", see p. 999": ["p. 999"],
    ", and p. 999": ["p. 999"],
    ", but see also pp. 9-11, n. 4, for more": ["pp. 9-11", "n. 4"],
    " (esp. ch. 2)": ["ch. 2"],
    ", in particular §§ 4 and 6": ["§§ 4 and 6"],
    ", emphasis added": [],
    ", quoted in Roe, p. 999": [],
    ", and Roe, p. 999": [],
    ", see p. 12 above": [],
    ", esp. p. 5 of the annex": [],
    ", see note that it rains": [],
    ", and 999 more": [],
    ", band p. 999": [],
    ", esp. p.": [],
}


@pytest.mark.parametrize("text", PINPOINTS)
def test_places_in_a_suffix(text: str) -> None:
    found = parse_pinpoints(Source("test", text), 0, len(text))
    assert [part.span.text for part in found] == PINPOINTS[text]


@pytest.mark.parametrize("label", LABELS)
def test_every_written_form_of_a_label_is_read(label: str) -> None:
    for written in LABELS[label]:
        text = f", {written} 12"
        locator, _, _ = parse_locator(Source("test", text), 0, len(text))
        assert locator is not None
        assert [part.label for part in locator.parts] == [label]


@given(first=st.integers(1, 99999), extra=st.integers(0, 5000), keep=st.integers(1, 5))
def test_elided_ranges_come_back_whole(first: int, extra: int, keep: int) -> None:
    last = first + extra
    head, tail = str(first), str(last)
    same = len(head) == len(tail) and head[:-keep] == tail[:-keep]
    written = f"{first}-{tail[-keep:] if same else tail}"
    assert [(r.first, r.last) for r in parse_pages(written)] == [(first, last)]


@pytest.mark.parametrize(("numeral", "value"), [("iv", 4), ("XIX", 19), ("mcmxcix", 1999)])
def test_roman(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


def test_a_near_label_is_suggested_only_where_there_is_one() -> None:
    assert nearest_label("vol") == "vol."
    assert nearest_label("emphasis") is None


# language, written after a key -> printed, [(label, first)], suffix
ABROAD = {
    ("de", ", S. 12-15, Anm. 3"): ("S. 12–15, Anm. 3", [("page", 12), ("note", 3)], ""),
    ("de", ", Bd. II, S. 4f."): ("Bd. II, S. 4f.", [("volume", 2), ("page", 4)], ""),
    ("de", ", Kap. 3 und 4"): ("Kap. 3 und 4", [("chapter", 3), ("chapter", 4)], ""),
    ("de", ", p. 12"): ("p. 12", [("page", 12)], ""),
    ("fr", ", t. II, p. 12 et 14"): (
        "t. II, p. 12 et 14",
        [("volume", 2), ("page", 12), ("page", 14)],
        "",
    ),
    ("fr", ", n° 4, f° 7"): ("n° 4, f° 7", [("issue", 4), ("folio", 7)], ""),
    ("es", ", págs. 3-9 y nota 2"): ("págs. 3–9 y nota 2", [("page", 3), ("note", 2)], ""),
    ("es", ", t. 1, p. 5 ss."): ("t. 1, p. 5 ss.", [("volume", 1), ("page", 5)], ""),
    ("ru", ", т. 2, с. 14–16"): ("т. 2, с. 14–16", [("volume", 2), ("page", 14)], ""),
    ("ru", ", С. 5, прим. 2"): ("С. 5, прим. 2", [("page", 5), ("note", 2)], ""),
    ("ru", ", № 3, ст. 7 и 9"): (
        "№ 3, ст. 7 и 9",
        [("issue", 3), ("article", 7), ("article", 9)],
        "",
    ),
}


@pytest.mark.parametrize(("language", "text"), ABROAD)
def test_forms_of_other_languages(language: str, text: str) -> None:
    printed, parts, suffix = ABROAD[language, text]
    locator, rest, faults = parse_locator(Source("test", text), 0, len(text), language)
    assert faults == []
    assert locator
    assert locator.text == printed
    assert [(p.label, r.first) for p in locator.parts for r in p.ranges] == parts
    assert text[rest:] == suffix


def test_a_language_is_understood_only_where_it_is_written() -> None:
    _, _, faults = parse_locator(Source("test", ", Bd. 2"), 0, 7)
    assert [fault.kind for fault in faults] == ["unknown-locator-label"]
    text = ", hier S. 7"
    assert parse_pinpoints(Source("test", text), 0, len(text), "de")[0].label == "page"
    assert parse_pinpoints(Source("test", text), 0, len(text)) == ()


def test_no_form_means_two_things_in_one_language() -> None:
    english = labels_in()
    for language, table in LANGUAGES.items():
        assert set(table) <= set(LABELS)
        written = [(form.lower(), label) for label, forms in table.items() for form in forms]
        assert len({form for form, _ in written}) == len(set(written)), language
        assert all(english.get(form, label) == label for form, label in written), language


def test_the_language_of_a_tag() -> None:
    assert [primary(tag) for tag in ("de-AT", "fr_CA", "EN", "", "ru")] == [
        "de",
        "fr",
        "",
        "",
        "ru",
    ]

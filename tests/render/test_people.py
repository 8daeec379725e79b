"""One person has one page, under whatever names the works have them."""

from __future__ import annotations

import re

from apparatus.render.addresses import moved_people, people_of
from apparatus.render.links import Links
from apparatus.render.work_files import people_files, work_files
from tests.conftest import SITES, tiny_site

SITE = tiny_site(SITES / "people")
MAKERS = work_files(SITE, "works") | people_files(SITE, "people")
LINKS = Links(
    SITE, {name: name for name in [*SITE.pages, *MAKERS]}, {"works": "works", "people": "people"}
)


def test_every_form_of_a_name_leads_to_one_page() -> None:
    assert list(people_of(SITE)) == ["doe-jane-a", "poe-ann-b", "roe-richard"]
    for work, form in (("a", "Jane Doe"), ("b", "Jane A. Doe"), ("c", "Jane Doe")):
        page = MAKERS[f"works/{work}.md"](LINKS)
        assert f'<a href="people/doe-jane-a.md">{form}</a>' in page


def test_the_page_has_all_the_works_the_other_names_and_the_reason() -> None:
    page = MAKERS["people/doe-jane-a.md"](LINKS)
    assert re.findall(r'work-link" href="works/(\w)\.md"', page) == ["a", "b", "c"]
    assert "Also named Jane Doe." in page
    where = '<a href="https://example.org/portraits" rel="external">'
    assert f"Both title pages have one portrait, {where}" in page
    assert "Also named" not in MAKERS["people/roe-richard.md"](LINKS)
    index = MAKERS["people/index.md"](LINKS)
    assert 'Doe, Jane A.</a> <span class="count">3 works</span>' in index
    assert "3 in all" in index


def test_the_address_that_a_name_had_leads_to_the_person() -> None:
    assert moved_people(SITE, "people") == {
        "people/doe-jane.md": "people/doe-jane-a.md",
        "people/poe-a-b.md": "people/poe-ann-b.md",
        "people/poe-alice.md": "people/poe-ann-b.md",
    }


def test_works_are_chosen_by_the_person_and_not_by_the_name() -> None:
    index = MAKERS["works/index.md"](LINKS)
    assert '<option value="doe-jane-a">Doe, Jane A.</option>' in index
    assert 'value="doe-jane"' not in index
    assert index.count('data-person="doe-jane-a') == 2
    assert 'data-person="poe-ann-b doe-jane-a"' in index


def test_a_transliterated_title_says_its_language_and_its_script() -> None:
    page = MAKERS["works/c.md"](LINKS)
    title = '<cite><span lang="ru-Latn">Bereg morya</span></cite>'
    assert re.search(rf"^# .*{title}$", page, re.M)
    assert f'<p class="full-reference">A. B. Poe, {title}' in page
    assert title in MAKERS["works/index.md"](LINKS)
    assert "lang=" not in MAKERS["works/a.md"](LINKS).split("this-record")[0]

"""Dates: what EDTF writes, as it is printed and as other programs get it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apparatus.render.csl import csl_item
from apparatus.render.dates import Day, date, days, in_time, interval, issued, years
from apparatus.render.record import record
from tests.render.test_references import entry

# value -> to the day, as far as its years
DATES = {
    "2019-10-03": ("3 Oct. 2019", "2019"),
    "2020-06": ("June 2020", "2020"),
    "2019-10-03T12:00:00Z": ("3 Oct. 2019", "2019"),
    "2013-09-04/2013-09-07": ("4–7 Sept. 2013", "2013"),
    "2013-09-28/2013-10-02": ("28 Sept.–2 Oct. 2013", "2013"),
    "2013-12/2014-01": ("Dec. 2013–Jan. 2014", "2013–2014"),
    "2013/2014-01-05": ("2013–5 Jan. 2014", "2013–2014"),
    "1868/1869": ("1868–1869", "1868–1869"),
    "2013/2013": ("2013", "2013"),
    "2015/..": ("2015–", "2015–"),
    "/2015": ("–2015", "–2015"),
    "..": ("", ""),
    "2019-21": ("spring 2019", "2019"),
    "2019-XX": ("2019", "2019"),
    "1850~": ("c. 1850", "c. 1850"),
    "2003?": ("2003?", "2003?"),
    "2003-05?": ("May 2003?", "2003?"),
    "1850%": ("c. 1850?", "c. 1850?"),
    "199X": ("1990s", "1990s"),
    "19XX": ("1900–1999", "1900–1999"),
    "1XXX": ("1000–1999", "1000–1999"),
    "-019X": ("200–191 BC", "200–191 BC"),
    "-0043/0014": ("44 BC–AD 14", "44 BC–AD 14"),
    "2X3": ("2X3", "2X3"),
    "0000": ("1 BC", "1 BC"),
    "-0043-03-15": ("15 March 44 BC", "44 BC"),
    "-0374/-0350": ("375–351 BC", "375–351 BC"),
    "0050": ("50", "50"),
    "forthcoming": ("forthcoming", "forthcoming"),
    "2001/2002/2003": ("2001/2002/2003", "2001/2002/2003"),
    "3 May 2001": ("3 May 2001", "3 May 2001"),
}


@pytest.mark.parametrize("value", DATES)
def test_dates_in_print(value: str) -> None:
    assert (date(value), years(value)) == DATES[value]


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("de", ("3.–5. Mai 2001", "Mai 2001", "Frühjahr 2001", "ca. 375 v. Chr.")),
        ("es", ("3–5 de mayo de 2001", "mayo de 2001", "primavera de 2001", "ca. 375 a. C.")),
        ("fr", ("3–5 mai 2001", "mai 2001", "printemps 2001", "v. 375 av. J.-C.")),
        ("ru", ("3–5 мая 2001", "май 2001", "весна 2001", "ок. 375 до н. э.")),
    ],
)
def test_dates_in_other_languages(language: str, printed: tuple[str, ...]) -> None:
    values = ("2001-05-03/2001-05-05", "2001-05", "2001-21", "-0374~")
    assert tuple(date(value, language) for value in values) == printed


def test_the_first_of_a_month_in_french() -> None:
    assert date("2001-01-01", "fr") == "1er janvier 2001"


def test_a_date_of_a_page_may_be_open() -> None:
    assert interval("2015-09/..") == "from Sept. 2015"
    assert interval("/2015-09") == "until Sept. 2015"


def test_other_programs_get_figures() -> None:
    assert days("-0374~") == (Day(-374),)
    assert Day(-374).iso == "-0374"
    assert days("2019-10-03/..") == (Day(2019, 10, 3),)
    assert days("199X") == ()
    assert days("199X/2005") == ()
    ancient = csl_item(record(entry("@book{x, title={T}, date={-0374}}")))
    assert ancient["issued"] == {"date-parts": [[-375]]}  # CSL has no year 0


def test_dates_in_the_order_of_time() -> None:
    assert sorted(["2001", "-0043", "0050", "-0374"], key=in_time) == [
        "-0374", "-0043", "0050", "2001",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "date_"),
    [
        ("year=2017, month=dec, day=4", "2017-12-04"),
        ("year=2017, month={Dec.}", "2017-12"),
        ("year=2017, month=123", "2017"),
        ("year=2017, month=3, day=123", "2017-03"),
        ("year={c. 2017}, month=3", ""),
        ("date={2001-02}, year=1999", "2001-02"),
    ],
)
def test_what_older_libraries_say_in_parts(fields: str, date_: str) -> None:
    assert issued(entry(f"@book{{x, title={{T}}, {fields}}}")) == date_


@example("2X3")
@example("1XXX")
@example("9" * 5000)
@given(st.text("0123456789-/.X~?%T: ", max_size=24))
def test_nothing_that_stands_for_a_date_is_lost_or_breaks(value: str) -> None:
    said = date(value)
    assert said or not any(end.strip() not in ("", "..") for end in value.split("/"))
    assert years(value) or not said
    assert len(days(value)) <= value.count("/") + 1

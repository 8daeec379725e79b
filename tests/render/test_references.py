"""References in the journal's manner: one entry per type, full and short."""

from __future__ import annotations

import re

import pytest

from apparatus.model import Entry, Source
from apparatus.parse.library import parse_library
from apparatus.render import text
from apparatus.render.personal_names import name_list
from apparatus.render.reference_parts import work_url
from apparatus.render.references import NOTES, full_reference, short_reference
from apparatus.render.text import decode, escape, page_range, pages, stretches


def entry(written: str) -> Entry:
    (found,) = parse_library([Source("refs.bib", written)]).entries.values()
    return found


def plain(html: str) -> str:
    return re.sub(r"</?cite>", "*", re.sub(r"</?a[^>]*>", "", html)).replace("&#x27;", "'")


# entry, locator -> full, short
REFERENCES = {
    "@article{x, author={Averre, Derek and Davies, Lance}, title={Russia, intervention: the case},"
    " shorttitle={Russia, intervention}, journaltitle={International Affairs}, volume=91,"
    " number=4, date=2015, pages={813--834}}": (
        "p. 818",
        "Derek Averre and Lance Davies, ‘Russia, intervention: the case’, *International Affairs* "
        "91: 4, 2015, pp. 813–34 at p. 818",
        "Averre and Davies, ‘Russia, intervention’, p. 818",
    ),
    "@book{x, author={Allison, Roy}, title={Russia, the West}, location={Oxford},"
    " publisher={OUP}, date=2013}": (
        "ch. 2",
        "Roy Allison, *Russia, the West* (Oxford: OUP, 2013), ch. 2",
        "Allison, *Russia, the West*, ch. 2",
    ),
    "@collection{x, editor={Risse, T. and Ropp, S. and Sikkink, K.}, title={Power},"
    " publisher={CUP}, date=1999}": (
        "",
        "T. Risse, S. Ropp and K. Sikkink, eds, *Power* (CUP, 1999)",
        "Risse et al., eds, *Power*",
    ),
    "@incollection{x, author={Tkachenko, Stanislav}, title={Coercive diplomacy},"
    " editor={Kanet, Roger}, booktitle={The challenge}, publisher={P}, location={B}, date=2017,"
    " pages={115--136}}": (
        "p. 125",
        "Stanislav Tkachenko, ‘Coercive diplomacy’, in Roger Kanet, ed., *The challenge* "
        "(B: P, 2017), pp. 115–36 at p. 125",
        "Tkachenko, ‘Coercive diplomacy’, p. 125",
    ),
    "@book{x, author={Schmitt, Carl}, title={Land and sea}, translator={Roe, Ann and Poe, B.},"
    " edition=2, series={Studies in order}, number=66, publisher={P}, location={L}, date=1997}": (
        "p. 3",
        "Carl Schmitt, *Land and sea*, trans. Ann Roe and B. Poe, 2nd edn, Studies in order 66 "
        "(L: P, 1997), p. 3",
        "Schmitt, *Land and sea*, p. 3",
    ),
    "@book{y, author={Doe, J.}, title={The part}, maintitle={The whole}, volume=3,"
    " edition={revised edn}, publisher={P}, date=2001}": (
        "",
        "J. Doe, *The part*, revised edn, vol. 3 of *The whole* (P, 2001)",
        "Doe, *The part*",
    ),
    "@mvbook{x, author={Doe, J.}, title={The whole}, volumes=3, publisher={P}, date=2001}": (
        "",
        "J. Doe, *The whole*, 3 vols (P, 2001)",
        "Doe, *The whole*",
    ),
    "@inreference{x, title={Peace}, editor={Roe, Ann}, booktitle={Encyclopaedia of war},"
    " translator={Poe, B.}, edition=11, volume=2, publisher={P}, date=2001, pages={7--9}}": (
        "p. 8",
        "‘Peace’, trans. B. Poe, in Ann Roe, ed., *Encyclopaedia of war*, 11th edn, vol. 2 "
        "(P, 2001), pp. 7–9 at p. 8",
        "‘Peace’, p. 8",
    ),
    "@report{x, author={{International Crisis Group}}, title={Prospects}, type={Europe report},"
    " number=264, location={Brussels}, institution={International Crisis Group},"
    " date={2021-06-09}}": (
        "p. 13",
        "International Crisis Group, *Prospects*, Europe report no. 264 (Brussels, 9 June 2021), "
        "p. 13",
        "International Crisis Group, *Prospects*, p. 13",
    ),
    "@thesis{x, author={Tice, Ryan S.}, title={Tools}, type={Master’s thesis},"
    " institution={NPS}, date=2020}": (
        "pp. 83–5",
        "Ryan S. Tice, *Tools*, Master’s thesis, NPS, 2020, pp. 83–5",
        "Tice, *Tools*, pp. 83–5",
    ),
    "@unpublished{x, author={Baglione, Lisa}, title={Chechnya}, eventtitle={ISA},"
    " venue={San Francisco}, eventdate={2008-03-26/2008-03-29}}": (
        "",
        "Lisa Baglione, ‘Chechnya’, paper given at ISA, San Francisco, 26–29 March 2008",
        "Baglione, ‘Chechnya’",
    ),
    "@online{x, title={Putin signs order: more}, organization={TASS}, date={2020-11-13},"
    " url={https://tass.com/1}}": (
        "",
        "‘Putin signs order: more’, TASS, 13 Nov. 2020, https://tass.com/1",
        "‘Putin signs order’",
    ),
}


@pytest.mark.parametrize("text", REFERENCES, ids=lambda text: text.split("{")[0])
def test_reference(text: str) -> None:
    locator, full, short = REFERENCES[text]
    assert plain(full_reference(entry(text), locator)) == full
    assert plain(short_reference(entry(text), locator)) == short


LINK = re.compile(r'<a (?:class="(work-link)" )?href="([^"]*)"[^>]*>(.*?)</a>')


@pytest.mark.parametrize(
    ("text", "suppress", "links"),
    [
        (
            "author={Doe, Jane}, doi={10.1/x}",
            False,
            [("work-link", "../x/", "Jane Doe"), ("", "https://doi.org/10.1/x", "T")],
        ),
        ("author={Doe, Jane}", False, [("work-link", "../x/", "Jane Doe")]),
        ("doi={10.1/x}", False, [("work-link", "../x/", "T")]),
        (
            "url={https://x.org/}",
            False,
            [("work-link", "../x/", "T"), ("", "https://x.org/", "https://x.org/")],
        ),
        ("author={Doe, Jane}", True, [("work-link", "../x/", "T")]),
    ],
)
def test_every_reference_leads_to_the_page_of_its_work(
    text: str, suppress: bool, links: list[tuple[str, str, str]]
) -> None:
    work = entry("@article{x, title={T}, journaltitle={J}, date=2000, " + text + "}")
    html = full_reference(work, suppress_author=suppress, work_page="../x/")
    assert LINK.findall(html) == links


def test_the_author_may_be_left_out() -> None:
    book = entry("@book{x, author={Doe, Jane}, title={T}, publisher={P}, date=2000}")
    assert plain(full_reference(book, suppress_author=True)) == "*T* (P, 2000)"
    assert plain(short_reference(book, suppress_author=True)) == "*T*"


def test_everything_is_escaped_and_no_script_is_linked() -> None:
    hostile = entry(
        '@online{x, author={{<script>}}, title={<img src=x onerror=alert(1)> "&},'
        ' organization={"><b>}, url={javascript:alert(1)}, date=2000}'
    )
    html = full_reference(hostile, '"><script>')
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "href" not in html
    quoted = entry('@online{x, title={T}, url={https://x.org/"onclick="y}, date=2000}')
    assert "onclick" not in full_reference(quoted)


@pytest.mark.parametrize(
    ("value", "full", "short"),
    [
        ("Doe, Jane", "Jane Doe", "Doe"),
        ("{European Union} and Doe, Jane", "European Union and Jane Doe", "European Union and Doe"),
        ("van der Berg, Jan", "Jan van der Berg", "van der Berg"),
        ("Söderberg Kovacs, Mimmi", "Mimmi Söderberg Kovacs", "Söderberg Kovacs"),
        ("Mac Ginty, Roger", "Roger Mac Ginty", "Mac Ginty"),
        ("Doe, J. and others", "J. Doe et al.", "Doe et al."),
        ("A, B and C, D and E, F", "B A, D C and F E", "A et al."),
        ('Z{\\"u}rcher, Christoph', "Christoph Zürcher", "Zürcher"),
    ],
)
def test_names(value: str, full: str, short: str) -> None:
    assert (name_list(value), name_list(value, short=True)) == (full, short)


def test_names_in_a_sentence() -> None:
    assert NOTES.name(entry("@book{x, author={Doe, Jane}, title={T}}"))[0].text == "Doe"
    assert NOTES.name(entry("@book{x, title={T: U}}"))[0].text == "T"


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        ("1203", "1220", "1203–20"),
        ("176", "177", "176–7"),
        ("115", "116", "115–16"),
        ("200", "213", "200–13"),
        ("1287", "1314", "1287–314"),
        ("97", "114", "97–114"),
        ("1", "58", "1–58"),
    ],
)
def test_ranges_are_cut_short_as_harts_rules_have_it(first: str, last: str, printed: str) -> None:
    assert page_range(first, last) == printed


def test_names_that_cannot_be_taken_apart_are_printed_as_they_are() -> None:
    assert name_list("Doe, J., Roe, R., Poe, A.") == "Doe, J., Roe, R., Poe, A."
    assert "b" in name_list('A"{o}b{c')


def test_an_alias_says_what_kind_of_thesis() -> None:
    thesis = entry("@phdthesis{x, author={Doe, J.}, title={T}, school={S}, year=2000}")
    assert plain(full_reference(thesis)) == "J. Doe, *T*, PhD thesis, S, 2000"


def test_pages() -> None:
    assert pages("pp. 3--5") == "pp. 3–5"
    assert pages("1203--1220, 1225") == "pp. 1203–20, 1225"
    assert pages("7") == "p. 7"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("{NATO} and {\\'e}", "NATO and é"),
        ("50\\% off", "50% off"),
        ("50% off", "50% off"),
        ("\\enquote{Rising} power", "“Rising” power"),
        ('\\mkbibquote{\\"Uber \\enquote{{A}} b} c', "“Über ‘A’ b” c"),
        ("\\enquote{a", "“a"),
        ("``a'' -- b~c", "“a” – b\u00a0c"),
        ("AT\\&T", "AT&T"),
        ("The {\\TeX} book", "The TeX book"),
        ("an \\unheard of", "an \\unheard of"),
        ("Rol' and `so'", "Rol’ and ‘so’"),
    ],
)
def test_decoding(value: str, printed: str) -> None:
    assert decode(value) == printed


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("plain", [("plain", False)]),
        ("On \\emph{Lev{\\'i}athan} {A}", [("On ", False), ("Levíathan", True), (" A", False)]),
        ("{\\it De Cive} again", [("De Cive", True), (" again", False)]),
        ("\\emph{a \\emph{b} c}", [("a b c", True)]),
        ("\\emph{never closed", [("never closed", False)]),
        ("\\emphasis{a}", [("\\emphasis a", False)]),
        ("", []),
    ],
)
def test_what_is_emphasized_in_a_title(value: str, found: list[tuple[str, bool]]) -> None:
    assert list(stretches(value)) == found


def test_of_many_openings_one_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """To look for the end of each would take the square of their number."""
    followed = []
    monkeypatch.setattr(text, "_closing", lambda *args: followed.append(args))
    assert len(stretches("\\emph{" * 20_000 + "a")) == 1
    assert len(followed) == 1


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("howpublished={\\url{https://x.edu/~doe/a--b\\_c.pdf}}", "https://x.edu/~doe/a--b_c.pdf"),
        ("howpublished={https://x.edu/~doe/it's}", "https://x.edu/~doe/it's"),
        ("howpublished={leaflet}", ""),
        ("doi={https://doi.org/10.1/X}, url={https://x.edu/}", "https://doi.org/10.1/X"),
        ("doi={none}, url={https://x.edu/}", "https://x.edu/"),
    ],
)
def test_addresses_are_as_they_are_written(written: str, url: str) -> None:
    work = entry(f"@misc{{x, title={{T}}, year=2001, {written}}}")
    assert work_url(work) == url
    html = full_reference(work)
    assert f'href="{escape(url)}"' in html if url else "href" not in html


def test_addresses_in_remarks_stay_as_they_are() -> None:
    assert decode("See \\url{https://x.edu/~a--b} -- \\'{e}") == "See https://x.edu/~a--b – é"

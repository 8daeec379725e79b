"""For people: snippets with carets under the right letters, in colour, in any width."""

from __future__ import annotations

from apparatus.diagnostics import Diagnostic, Edit, Fix, Severity, Verdict
from apparatus.model import Source, Span
from apparatus.reports.text import Style, concise, human, with_lines


def diagnostic(text: str, words: str, path: str = "a.md", **more: object) -> Diagnostic:
    source = Source(path, text)
    start = text.index(words)
    span = Span(source, start, start + len(words))
    return Diagnostic("unknown-key", Severity.ERROR, span, "a fact", **more)  # type: ignore[arg-type]


def test_the_line_and_its_carets() -> None:
    assert with_lines(diagnostic("one\nSee [@doe, p. 3].\n", "@doe")) == (
        "a.md:2:6: error [unknown-key] a fact\n    2 | See [@doe, p. 3].\n" + " " * 13 + "^^^^"
    )


def test_carets_stand_under_wide_and_combined_letters() -> None:
    wide = with_lines(diagnostic("和平 e\u0301 [@doe]", "@doe")).splitlines()
    assert wide[1].endswith("和平 e\u0301 [@doe]")
    assert wide[2] == " " * (len("    1 | ") + 4 + 1 + 1 + 1 + 1) + "^^^^"
    assert with_lines(diagnostic("[@和平]", "和平")).endswith("^^^^")


def test_a_long_line_is_cut_around_the_place() -> None:
    found = diagnostic("x" * 300 + "[@doe]" + "y" * 300, "@doe")
    lines = with_lines(found, Style(width=60)).splitlines()
    assert len(lines[1]) == 60
    assert lines[1].startswith("    1 | …xxx")
    assert lines[1].endswith("yyy…")
    at = lines[2].index("^")
    assert lines[1][at : at + 4] == "@doe"


def test_control_characters_are_spelled_out_and_the_carets_follow() -> None:
    lines = with_lines(diagnostic("\x1b[31m\u202e [@doe]", "@doe")).splitlines()
    assert lines[1] == "    1 | \\x1b[31m\\u202e [@doe]"
    assert lines[2].index("^") == lines[1].index("@")


def test_the_related_place_and_the_fix_are_shown() -> None:
    other = Source("refs.bib", "@book{doe,\n title = {T}}\n")
    found = diagnostic("[@Doe]", "Doe", related=((Span(other, 6, 9), "the entry"),))
    found = found._replace(fix=Fix("write 'doe'", (Edit(found.span, "doe"),)))
    assert with_lines(found).splitlines()[3:] == [
        "    refs.bib:1:7: the entry",
        "    1 | @book{doe,",
        "              ^^^",
        "    fix (unsafe): write 'doe'",
    ]


def test_colour_only_where_it_is_wanted() -> None:
    found = diagnostic("[@doe]", "@doe")
    assert "\x1b" not in with_lines(found)
    assert "\x1b[31;1merror\x1b[0m" in with_lines(found, Style(colour=True))


def test_the_gravest_are_shown_where_not_all_are() -> None:
    hints = [diagnostic("[@doe]", "@doe")._replace(severity=Severity.INFO)] * 5
    verdict = Verdict((*hints, diagnostic("[@doe]", "@doe", path="z.md")))
    lines = list(human(verdict, Style(limit=2)))
    assert [line.split(":")[0] for line in lines[:2]] == ["a.md", "z.md"]
    assert lines[2] == "… 4 findings more; --limit 0 shows all"
    assert len(list(human(verdict))) == 6


def test_nothing_that_a_log_would_obey() -> None:
    found = diagnostic("[@doe]", "@doe", path="::error::x.md")._replace(message="##[error]x\n::y")
    assert concise(found) == ("./::error::x.md:1:2: error [unknown-key] #\\x23[error]x\\x0a::y")

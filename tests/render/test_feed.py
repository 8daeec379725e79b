"""The changelog as a feed, as a reader of feeds has it."""

from __future__ import annotations

import feedparser

from apparatus.edition import Change, Imprint
from apparatus.model import Source
from apparatus.parse.changelog import parse_changelog
from apparatus.render.feed import feed

LOG = """\
# Changelog

### 2027-01-31 — Notes & `<boxes>` ]]> <script>alert(1)</script>

First line,
and `co*de`*s*. <b>Bold</b>?

- One\x08
  goes on.
  - Two.

- Three.

## 1.0

No date here.

### 2026-11-24: Begun
### 2026-11-24: Begun
"""
IMPRINT = Imprint("Order & Law", url="https://example.org/x/", editors=("Jane <Doe>",))


def test_a_comment_in_code_ends_no_change() -> None:
    log = "### 2026-11-24 — New\n\n```sh\n# a comment\n```\n\nMore.\n\n# Other\n\nNo.\n"
    said = feed(changes(log), IMPRINT, "feed.xml")
    assert "More." in said
    assert "No." not in said


def changes(text: str = LOG) -> tuple[Change, ...]:
    found, faults = parse_changelog(Source("CHANGELOG.md", text))
    assert faults == []
    return found


def test_a_change_has_its_day_and_what_was_done() -> None:
    newest, *_ = changes()
    assert newest == Change(
        "2027-01-31",
        "Notes & `<boxes>` ]]> <script>alert(1)</script>",
        (
            "First line, and `co*de`*s*. <b>Bold</b>?",
            ("One\x08 goes on.", "Two.", "Three."),
        ),
    )


def test_a_reader_of_feeds_takes_it() -> None:
    read = feedparser.parse(feed(changes(), IMPRINT, "feed.xml"))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Order & Law"
    assert read.feed.updated == "2027-01-31T00:00:00Z"
    assert [a.name for a in read.feed.authors] == ["Jane <Doe>"]
    assert {link.rel: link.href for link in read.feed.links} == {
        "self": "https://example.org/x/feed.xml",
        "alternate": "https://example.org/x/",
    }
    first, *others = read.entries
    assert [each.updated for each in others] == ["2026-11-24T00:00:00Z"] * 2
    assert len({read.feed.id, *(each.id for each in read.entries)}) == 4
    assert first.content[0].value == (
        "<p>First line, and <code>co*de</code><em>s</em>. &lt;b&gt;Bold&lt;/b&gt;?</p>"
        "<ul><li>One goes on.</li><li>Two.</li><li>Three.</li></ul>"
    )
    assert first.title_detail.type == "text/plain"


def test_names_stay_when_changes_are_added() -> None:
    before = feedparser.parse(feed(changes(), IMPRINT, "feed.xml"))
    added = changes("### 2026-11-24 — Before\n\n" + LOG + "\n### 2028-02-29 — After\n")
    after = feedparser.parse(feed(added, IMPRINT, "feed.xml"))
    names = {each.id for each in before.entries}
    assert names < {each.id for each in after.entries}


def test_an_edition_without_an_address_has_a_feed_as_well() -> None:
    text = feed(changes(), Imprint("Order"), "about/feed.xml")
    read = feedparser.parse(text)
    assert not read.bozo
    assert '<link rel="alternate" type="text/html" href="../"/>' in text
    assert [a.name for a in read.feed.authors] == ["Order"]


def test_a_day_that_is_none_and_a_log_without_days_are_told_of() -> None:
    found, [fault] = parse_changelog(Source("C.md", "# Log\n\n## 2026-02-30 Never\n"))
    assert (found, fault.span.line, fault.span.column) == ((), 3, 4)
    assert fault.subject == "'2026-02-30' is no date"
    assert len(parse_changelog(Source("C.md", "# Log\n"))[1]) == 1


def test_links_lead_somewhere_or_are_words() -> None:
    log = (
        "## 2027-01-31 — X\n\n**Now** [a site](https://example.org/?a=1&b=2), [a page](docs/x.md), "
        '[no](javascript:alert(1)), [nor](https://x.org/"onclick=x).\n'
    )
    read = feedparser.parse(feed(changes(log), IMPRINT, "feed.xml"), sanitize_html=False)
    said = read.entries[0].content[0].value
    assert said.startswith(
        '<p><strong>Now</strong> <a href="https://example.org/?a=1&amp;b=2">a site</a>, a page, '
    )
    assert said.endswith(
        '[no](javascript:alert(1)), <a href="https://x.org/&quot;onclick=x">nor</a>.</p>'
    )

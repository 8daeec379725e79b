"""The Python-Markdown extension on its own: what a page with notes becomes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import markdown
import pytest
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from apparatus.markdown import ApparatusExtension
from tests.conftest import SITES

REFS = (SITES / "clean" / "refs.bib").read_text(encoding="utf-8")


def convert(text: str, folder: Path, *others: str, **options: Any) -> str:
    (folder / "refs.bib").write_text(REFS, encoding="utf-8")
    config = {"apparatus": {"bibliography": "refs.bib", "root": str(folder), **options}}
    return markdown.markdown(text, extensions=["apparatus", *others], extension_configs=config)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def test_a_citation_in_the_text_becomes_a_note(tmp_path: Path) -> None:
    html = convert("Text [see @doe2001, p. 1204]. More [@doe2001].", tmp_path)
    assert '<sup class="noteref" id="rn1"><a href="#n1" role="doc-noteref">1</a></sup>' in html
    assert words(html) == (
        "Text.1 More.2 Notes see Jane Doe, ‘On order: a study’, Journal of Examples 4: 2, 2001, "
        "pp. 1203–20 at p. 1204. ↩ Doe, ‘On order’. ↩"
    )


def test_the_number_stands_at_the_word_and_behind_punctuation(tmp_path: Path) -> None:
    text = "A [@doe2001], b; c [@roe1999] d. [@doe2001] Of [@doe2001]... (e [@roe1999]).\n"
    assert words(convert(text, tmp_path)).startswith("A,1 b; c2 d.3 Of4... (e5). Notes")
    table = convert("| a | b |\n|---|---|\n| x [@doe2001] | y |\n", tmp_path, "tables")
    assert 'x<sup class="noteref"' in table


def test_authored_notes_get_no_brackets_and_position_follows_note_order(tmp_path: Path) -> None:
    text = (
        "A[^b] and B[^a].\n\n[^a]: See *also* [@doe2001, p. 1205].\n[^b]: [@doe2001; @roe1999]!\n"
    )
    assert words(convert(text, tmp_path)) == (
        "A1 and B2. Notes Jane Doe, ‘On order: a study’, Journal of Examples 4: 2, 2001, "
        "pp. 1203–20; Richard Roe and Ann Poe, Peace and its makers (Oxford: Example Press, 1999)! "
        "↩ See also Doe, ‘On order’, p. 1205. ↩"
    )


def test_a_page_with_source_paragraphs_keeps_printed_numbers(tmp_path: Path) -> None:
    text = "{p. 9}{¶21} A[^54] B[^ed].\n\n[^54]: [@doe2001].\n\n[^ed]: Ours.\n"
    html = convert(text, tmp_path)
    assert '<p class="source-paragraph" id="p21">' in html
    assert 'id="page9" role="doc-pagebreak"' in html
    assert '<li class="note" id="n54" value="54">' in html
    assert '<a href="#ea" role="doc-noteref">a</a>' in html
    assert "Editor’s notes" in html


def test_what_cannot_be_resolved_is_shown(tmp_path: Path) -> None:
    html = convert("A [see @nobody, p. 3] and [^x] and [@doe2001, @roe1999].", tmp_path)
    assert '<mark class="citation-error" title="no entry &#x27;nobody&#x27;">' in html
    assert "see @nobody, p. 3" in html
    assert "[^x]</mark>" in html
    assert "is-broken" in html


def test_a_call_in_a_prefix_is_a_call(tmp_path: Path) -> None:
    html = convert("A [see[^x] @doe2001; @roe1999, as above[^x]].\n\n[^x]: Text.\n", tmp_path)
    assert "[^x]" not in html
    for anchor in ("rn2", "rn2-2"):
        assert html.count(f'id="{anchor}"') == html.count(f'href="#{anchor}"') == 1


def test_places_of_the_edited_work_stand_in_the_text(tmp_path: Path) -> None:
    witness = "work: doe2001\nsections: []\n"
    (tmp_path / "witness.yml").write_text(witness, encoding="utf-8")
    text = (
        "# A [@doe2001, ¶ 1]\n\nB [@doe2001, ¶ 2, n. 3, *there*[^x]; @doe2001, p. 1204], "
        "c [@roe1999; @doe2001, ¶ 4], d [see @doe2001, ¶ 5], e [@doe2001].\n\n[^x]: Text.\n"
    )
    html = convert(text, tmp_path, witness="witness.yml", places_in_text=True)
    assert '<span class="cited-places" id="c1">(¶ 2, n. 3, <em>there</em><sup' in html
    assert words(html) == (
        "A1 B (¶ 2, n. 3, there2; p. 1204), c,3 d,4 e.5 Notes "
        "Places in the text (¶, n., p.) are those of Jane Doe, ‘On order: a study’, "
        "Journal of Examples 4: 2, 2001, pp. 1203–20. "
        "Doe, ‘On order’, ¶ 1. ↩ Text. ↩ Richard Roe and Ann Poe, Peace and its makers (Oxford: "
        "Example Press, 1999); Doe, ‘On order’, ¶ 4. ↩ see Doe, ‘On order’, ¶ 5. ↩ "
        "Doe, ‘On order’. ↩"
    )
    kept = convert("{¶1} B [@doe2001, ¶ 2].", tmp_path, witness="witness.yml", places_in_text=True)
    assert "cited-places" not in kept


def test_two_calls_of_one_note_have_two_ways_back(tmp_path: Path) -> None:
    html = convert("A[^1] B[^1].\n\n[^1]: Text.\n", tmp_path)
    assert 'id="rn1"' in html
    assert 'id="rn1-2"' in html
    assert html.count('role="doc-backlink"') == 2
    assert len(re.findall(r'\bid="n1"', html)) == 1


def test_code_links_and_escapes_are_left_alone(tmp_path: Path) -> None:
    text = "`[@doe2001]` [@x](https://x.org) me@x.org a\\@b\n\n```\n[@doe2001]\n```\n"
    html = convert(text, tmp_path, "fenced_code")
    assert "<code>[@doe2001]</code>" in html
    assert '<a href="https://x.org">@x</a>' in html
    assert "a@b" in html
    assert "noteref" not in html


@pytest.mark.parametrize("fences", ["fenced_code", "pymdownx.superfences"])
def test_notes_with_fences_and_html(tmp_path: Path, fences: str) -> None:
    text = (
        "A[^1].\n\n[^1]: One [@doe2001].\n\n    ```\n    [@doe2001]  <b>\n    ```\n\n"
        "    <div>*two*</div>\n\n    Three.\n"
    )
    html = convert(text, tmp_path, fences)
    assert "[@doe2001]  &lt;b&gt;\n</code></pre>" in html
    assert "<div>*two*</div>" in html
    assert "<p>Three. <a " in html
    assert html.count('class="reference"') == 1


def test_what_stands_last_in_a_note_is_whole(tmp_path: Path) -> None:
    """A list keeps what belongs to its items; a block of HTML gets no paragraph around it."""
    items = convert("x[^1]\n\n[^1]: - a\n\n        more\n\n    - b\n", tmp_path)
    assert "<li>\n<p>a</p>\n<p>more</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n<p> <a class" in items
    fence = convert("x[^1]\n\n[^1]: A\n\n    ```\n    b\n    ```\n", tmp_path, "fenced_code")
    assert re.search(r"<p>A</p>\n<pre><code>b\n</code></pre>\s*<p> <a class", fence)
    html = convert("x[^1]\n\n[^1]: <div>raw</div>\n", tmp_path)
    assert re.search(r'value="1">\s*<div>raw</div>\s*<p> <a class', html)


def test_notes_with_paragraphs_lists_and_nested_calls(tmp_path: Path) -> None:
    text = "A[^1].\n\n[^1]: One[^2].\n\n    - two\n    - three\n\n[^2]: Deep [@doe2001].\n"
    html = convert(text, tmp_path)
    assert "<li>two</li>" in html
    assert words(html).startswith("A1. Notes One2. two three ↩ Deep Jane Doe")


def test_bare_citations_name_the_author_in_the_sentence(tmp_path: Path) -> None:
    html = convert("As @roe1999 [p. 3] say.", tmp_path, bare_citations=True)
    assert words(html).startswith("As Roe and Poe1 say. Notes Richard Roe")


def test_converting_twice_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(REFS, encoding="utf-8")
    config = {"apparatus": {"bibliography": "refs.bib", "root": str(tmp_path)}}
    md = markdown.Markdown(extensions=["apparatus"], extension_configs=config)
    text = "{¶1} A [@doe2001].\n"
    first = md.reset().convert(text)
    assert md.reset().convert("Nothing here.") == "<p>Nothing here.</p>"
    assert md.reset().convert(text) == first


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    html = convert('A [@nobody<script>] [@{a"onclick="x}] [@doe2001, p. 3, "<b>].', tmp_path)
    assert "<script>" not in html
    assert 'title="no entry &#x27;a&quot;onclick=&quot;x&#x27;"' in html


def test_one_converter_inside_another(tmp_path: Path) -> None:
    """What a page with docstrings does: the same extension converts inside a conversion."""
    (tmp_path / "refs.bib").write_text(REFS, encoding="utf-8")
    extension = ApparatusExtension(bibliography="refs.bib", root=str(tmp_path))

    class Nested(Extension):
        def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
            class Inner(BlockProcessor):
                def test(self, parent: Any, block: str) -> bool:
                    return block.startswith("::: ")

                def run(self, parent: Any, blocks: list[str]) -> None:
                    blocks.pop(0)
                    markdown.markdown("Inside [@roe1999].", extensions=[extension])

            md.parser.blockprocessors.register(Inner(md.parser), "nested", 200)

    text = "A [@doe2001].\n\n::: inner\n\nB[^1].\n\n[^1]: Hello.\n"
    html = markdown.markdown(text, extensions=[extension, Nested()])
    assert words(html).endswith("pp. 1203–20. ↩ Hello. ↩")


def test_a_citation_may_open_a_block(tmp_path: Path) -> None:
    assert "<li><sup" in convert("- [@doe2001] shows.\n", tmp_path)
    assert "<li><sup" in convert("1. [@doe2001]\n", tmp_path)
    assert "<blockquote>" in convert("> [@doe2001]\n", tmp_path)
    assert "<dd><sup" in convert("Term\n:   [@doe2001]\n", tmp_path, "def_list")


def test_headings_keep_their_anchors(tmp_path: Path) -> None:
    html = convert("[TOC]\n\n# A *b* [@doe2001] c[^1]\n\n[^1]: N.\n", tmp_path, "toc")
    assert '<h1 id="a-b-c">' in html
    assert '<a href="#a-b-c">A b c</a>' in html
    assert '<a href="#n1" id="rn1" role="doc-noteref">1</a>' in html
    assert 'href="#rn1"' in html


def test_a_broken_call_in_a_heading_is_marked_as_elsewhere(tmp_path: Path) -> None:
    assert 'class="noteref is-broken"' in convert("# A [@nobody]\n", tmp_path, "toc")


def test_pages_without_a_label_are_printed_with_one(tmp_path: Path) -> None:
    text = words(convert("[@doe2001, 1204] [@doe2001, 1205-6]", tmp_path))
    assert "pp. 1203–20 at p. 1204." in text
    assert "‘On order’, pp. 1205–6." in text


def test_escapes_and_page_marks_inside_notes(tmp_path: Path) -> None:
    html = convert("A[^1].\n\n[^1]: Mail a\\@b {p. 5}c.\n", tmp_path)
    assert "Mail a@b <span" in html
    assert 'id="page5"' in html


def test_superscript_digits_are_no_numbers(tmp_path: Path) -> None:
    assert words(convert("{¶1} A[^²].\n\n[^²]: N.\n", tmp_path)).endswith("Editor’s notes N. ↩")


def test_lists_of_works_stand_where_the_author_places_them(tmp_path: Path) -> None:
    html = convert("A [@roe1999].\n\n::: {#refs}\n:::\n\n::: {#refs .library}\n:::\n", tmp_path)
    first, second = re.findall(r'<section class="works-cited".*?</section>', html)
    assert (
        words(first)
        == "Richard Roe and Ann Poe, Peace and its makers (Oxford: Example Press, 1999)."
    )
    assert 'role="doc-bibliography" aria-label="Works cited"' in first
    assert '<li class="work-entry" id="ref-roe1999">' in first
    assert words(second).startswith("Jane Doe")
    assert "id=" not in second
    assert html.index("works-cited") < html.index('class="notes"')
    code = convert("```\n::: {#refs}\n:::\n```\n\nA [@roe1999].", tmp_path, "fenced_code")
    assert "::: {#refs}" in code
    assert "works-cited" not in code


def test_a_list_may_be_added_to_every_page_that_cites(tmp_path: Path) -> None:
    text = "A [@roe1999].\n"
    assert "works-cited" not in convert(text, tmp_path)
    assert '<h2 id="works-cited">Works cited</h2>' in convert(text, tmp_path, references=True)
    assert "works-cited" not in convert("A.\n", tmp_path, references=True)
    assert "works-cited" not in convert(text, tmp_path, style="author-date", references=False)
    placed = convert(f"{text}\n::: {{#refs}}\n:::\n", tmp_path, references=True)
    assert placed.count("works-cited") == 1


def test_the_language_of_a_page(tmp_path: Path) -> None:
    html = convert("A [@doe2001, 1204], b [@doe2001, S. 1205].", tmp_path, lang="de")
    assert words(html).endswith(
        "Anmerkungen Jane Doe, „On order: a study“, Journal of Examples 4: 2, 2001, "
        "S. 1203–20, hier S. 1204. ↩ Doe, „On order“, S. 1205. ↩"
    )


def test_a_page_may_be_in_another_language_than_its_site(tmp_path: Path) -> None:
    """The terms of a reference are those of the page on which it stands."""
    head = "---\nlang: de\n---\n"
    assert "S. 1203–20" in convert(f"{head}A [@doe2001].", tmp_path, lang="fr")
    assert "p. 1203–20" in convert("A [@doe2001].", tmp_path, lang="fr")
    english = convert("---\nlang: en\n---\nA [@doe2001].", tmp_path, lang="de")
    assert "‘On order: a study’" in english
    assert "pp. 1203–20" in english
    listed = convert(f"{head}A [@doe2001].", tmp_path, style="author-date")
    assert "S. 1203–20" in listed


def test_numbers_on_two_lines_do_not_draw_the_lines_together(tmp_path: Path) -> None:
    html = convert(
        "# Head [@doe2001]\n[@roe1999] begins.\n\nA [@doe2001]  \n[@roe1999] b", tmp_path
    )
    assert re.search(r"<h1[^>]*>Head<sup.*?</h1>\s*<p><sup", html)
    assert re.search(r"A<sup.*?<br />\s*<sup", html)
    assert "A.<sup" in convert("A [@doe2001]\n[@roe1999].", tmp_path)


def test_numbers_side_by_side_stand_behind_the_stop(tmp_path: Path) -> None:
    html = convert("A word [@doe2001] [@roe1999]. Another [@doe2001][@roe1999], and", tmp_path)
    assert re.sub(r"<[^>]*>", "", html).startswith("A word.1\u20092 Another,3\u20094 and")


def test_plugin_and_extension_may_have_the_same_options(tmp_path: Path) -> None:
    options = {"people": "people.yml", "generate": {"works": "works"}, "numbering": "site"}
    assert "Jane Doe" in convert("Text [@doe2001].", tmp_path, **options)

"""The catalogue: every kind of damage, the rule that must speak, what may be said besides.

A kind is a line of the table. Damage whose rule is still to be written has its place at the
end of its group.
"""

from __future__ import annotations

from tests.mutations import citations, data_files, library, pages, quotations, text
from tests.mutations.mutant import Kind

LESS_CITED = "uncited-paragraph uncovered-source"
LESS_LINKED = "orphan-page missing-link"
RETYPED = f"{LESS_CITED} {LESS_LINKED} unknown-related-page missing-section page-length"
UNHELD = "missing-source-page misplaced-emendation locator-out-of-range"
UNTYPED = f"unknown-page-type {RETYPED}"

TEXT = (
    Kind("paragraph unmarked", text.paragraph_unmarked, "missing-source-paragraph"),
    Kind(
        "paragraph gone",
        text.paragraph_gone,
        "missing-source-paragraph",
        f"unused-note missing-source-page {LESS_LINKED}",
    ),
    Kind("paragraph marked twice", text.paragraph_doubled, "misplaced-source-paragraph"),
    Kind(
        "paragraph of another section",
        text.paragraph_foreign,
        "misplaced-source-paragraph",
        "missing-source-paragraph uncovered-source",
    ),
    Kind("paragraphs exchanged", text.paragraphs_exchanged, "misplaced-source-paragraph"),
    Kind("printed page unmarked", text.page_unmarked, "missing-source-page"),
    Kind("printed page marked twice", text.page_doubled, "missing-source-page"),
)
NOTES = (
    Kind("note gone", text.note_gone, "missing-source-note", "undefined-note"),
    Kind("note gone, its call left", text.note_gone, "undefined-note", "missing-source-note"),
    Kind("call gone", text.call_gone, "unused-note"),
    Kind("note and call gone", text.note_and_call_gone, "missing-source-note"),
    Kind("note doubled", text.note_doubled, "duplicate-note", "uncovered-source"),
    Kind("call misnumbered", text.call_misnumbered, "undefined-note", "unused-note"),
    Kind("calls exchanged", text.calls_exchanged, "note-out-of-order"),
    Kind(
        "call moved to the next paragraph",
        text.call_moved,
        "misplaced-source-note",
        "note-out-of-order",
        base="quotations",
    ),
    Kind("notes exchanged", text.notes_exchanged, "note-out-of-order"),
    Kind(
        "texts of notes exchanged",
        text.texts_exchanged,
        "note-differs-from-witness",
        "locator-out-of-range",
    ),
    Kind("note calls itself", text.note_calls_itself, "nested-note"),
    Kind("notes call each other", text.notes_in_a_circle, "nested-note"),
)
CITATIONS = (
    Kind("letter of a key", citations.letter_of_a_key, "unknown-key", LESS_CITED, most=60),
    Kind("key in another case", citations.key_in_another_case, "key-case", LESS_CITED),
    Kind(
        "key of another work",
        citations.key_of_another_work,
        "note-differs-from-witness",
        "locator-out-of-range locator-kind",
    ),
    Kind(
        "keys joined by a comma",
        citations.keys_joined,
        "keys-joined-by-comma",
        f"note-differs-from-witness {LESS_CITED}",
    ),
    Kind(
        "second key",
        citations.second_key,
        "keys-joined-by-comma",
        f"note-differs-from-witness {LESS_CITED}",
    ),
    Kind("bracket not closed", citations.bracket_open, "malformed-citation", LESS_CITED),
    Kind("key gone", citations.key_gone, "malformed-citation", LESS_CITED),
    Kind("item empty", citations.item_empty, "malformed-citation"),
    Kind("item without a key", citations.item_without_key, "malformed-citation"),
)
LOCATORS = (
    Kind(
        "page outside the work",
        citations.page_outside,
        "locator-out-of-range",
        f"note-differs-from-witness note-does-not-cite {LESS_CITED}",
    ),
    Kind(
        "page outside the work, in a suffix",
        citations.page_outside_in_a_suffix,
        "locator-out-of-range",
    ),
    Kind(
        "pages of a locator backwards",
        citations.pages_backwards,
        "reversed-locator",
        f"note-differs-from-witness note-does-not-cite {LESS_CITED}",
    ),
    Kind(
        "page of a web page",
        citations.page_of_a_web_page,
        "locator-kind",
        "note-differs-from-witness",
    ),
    Kind(
        "chapter of an article",
        citations.chapter_of_an_article,
        "locator-kind",
        f"note-differs-from-witness note-does-not-cite {LESS_CITED}",
    ),
    Kind(
        "label unknown",
        citations.label_unknown,
        "unknown-locator-label",
        f"note-differs-from-witness {LESS_CITED}",
    ),
    Kind(
        "number of a locator gone",
        citations.number_gone,
        "malformed-locator",
        f"note-differs-from-witness {LESS_CITED}",
    ),
    Kind(
        "range without an end",
        citations.range_open,
        "malformed-locator",
        f"note-differs-from-witness {LESS_CITED}",
    ),
    Kind("page not as printed", citations.another_page, "note-differs-from-witness"),
    Kind("locator gone", citations.locator_gone, "note-differs-from-witness"),
    Kind(
        "paragraph outside the work",
        citations.paragraph_outside,
        "locator-out-of-range",
        LESS_CITED,
    ),
    Kind(
        "note outside the work",
        citations.note_outside,
        "locator-out-of-range",
        f"note-does-not-cite {LESS_CITED}",
    ),
    Kind("note of another work", citations.another_note, "note-does-not-cite", LESS_CITED),
    Kind("place in the work gone", citations.place_gone, "work-without-note", LESS_CITED),
)
FRONT_MATTER = (
    Kind(
        "front matter key misspelt",
        pages.key_misspelt,
        "unknown-front-matter",
        f"missing-front-matter uncovered-source {LESS_LINKED}",
    ),
    Kind("front matter key gone", pages.key_gone, "missing-front-matter"),
    Kind(
        "front matter key twice",
        pages.key_twice,
        "malformed-front-matter",
        f"{RETYPED} stub-summary unknown-page-type unknown-value",
    ),
    Kind(
        "front matter value of another kind", pages.value_of_another_kind, "malformed-front-matter"
    ),
    Kind("front matter gone", pages.no_front_matter_at_all, "misplaced-page", RETYPED),
    Kind("group unknown", pages.group_unknown, "unknown-value"),
    Kind("relation unknown", pages.relation_unknown, "unknown-value"),
    Kind("principle unknown", pages.principle_unknown, "unknown-value"),
    Kind("related to no page", pages.related_to_no_page, "unknown-related-page", LESS_LINKED),
    Kind("related to itself", pages.related_to_itself, "unknown-related-page", LESS_LINKED),
    Kind("half a summary", pages.half_a_summary, "stub-summary"),
    Kind("page type unknown", pages.type_unknown, "unknown-page-type", RETYPED),
    Kind(
        "page type of another folder",
        pages.type_of_another_folder,
        "misplaced-page",
        f"unknown-value unknown-front-matter missing-front-matter {RETYPED}",
    ),
    Kind("paragraph never cited", pages.paragraph_uncited, "uncited-paragraph"),
    Kind("date of a page impossible", pages.date_impossible, "bad-date"),
)
PAGES = (
    Kind("heading gone", pages.heading_gone, "missing-section"),
    Kind("heading renamed", pages.heading_renamed, "missing-section"),
    Kind("nothing under a heading", pages.nothing_under_a_heading, "missing-section"),
    Kind("link gone", pages.link_gone, "missing-link", "orphan-page"),
    Kind("orphaned", pages.orphaned, "orphan-page", "missing-link unknown-related-page", most=8),
    Kind(
        "page cut short",
        pages.cut_short,
        "page-length",
        f"missing-section uncited-page {LESS_CITED} {LESS_LINKED}",
    ),
    Kind("page without citations", pages.uncited, "uncited-page", LESS_CITED),
)
QUOTATIONS = (
    Kind(
        "word of a quotation",
        quotations.word_changed,
        "unverified-quotation",
        "missing-link orphan-page",
        base="quotations",
        most=48,
    ),
    Kind("quotation unmarked", quotations.unmarked, "unmarked-borrowing", base="words", most=10),
    Kind(
        "quotation of another paragraph",
        quotations.another_paragraph,
        "misplaced-quotation",
        f"note-does-not-cite {LESS_CITED}",
        base="quotations",
    ),
    Kind(
        "quotation of no place",
        quotations.unascribed,
        "quotation-without-locator",
        LESS_CITED,
        base="quotations",
    ),
)
LIBRARY = (
    Kind("entry not closed", library.entry_not_closed, "unparsable-entry", base="sections"),
    Kind("entry not opened", library.entry_not_opened, "unparsable-entry", base="sections"),
    Kind(
        "comma behind a key gone",
        library.comma_behind_a_key_gone,
        "missing-comma unparsable-entry",
        base="sections",
    ),
    Kind("value not closed", library.value_not_closed, "unparsable-entry", base="sections"),
    Kind("value not opened", library.value_not_opened, "unparsable-entry", base="sections"),
    Kind("equals sign gone", library.letter_before_a_field, "unparsable-entry", base="sections"),
    Kind(
        "comma behind a field gone",
        library.comma_behind_a_field_gone,
        "missing-comma unparsable-entry",
        base="sections",
    ),
    Kind("field doubled", library.field_doubled, "duplicate-field", base="sections"),
    Kind(
        "string undefined",
        library.string_undefined,
        "undefined-string",
        "bad-date stale-emendation bad-url bad-doi",
        base="sections",
    ),
    Kind("entry type unknown", library.type_unknown, "unknown-type", base="sections"),
    Kind(
        "entry gone",
        library.entry_gone,
        "unknown-key",
        "stale-emendation unknown-name",
        base="sections",
    ),
    Kind("key renamed", library.key_renamed, "unknown-key", "stale-emendation", base="sections"),
    Kind("entry doubled", library.entry_doubled, "duplicate-key", base="sections"),
    Kind(
        "entry doubled in another file",
        library.entry_doubled_in_another_file,
        "duplicate-key",
        base="sections",
        most=6,
    ),
)
FIELDS = (
    Kind(
        "made to look alike",
        library.made_to_look_alike,
        "ambiguous-short-form",
        "stale-emendation same-work",
        base="sections",
        most=8,
    ),
    Kind("title gone", library.title_gone, "missing-field", "stale-emendation", base="sections"),
    Kind(
        "title empty",
        library.title_empty,
        "missing-field",
        "stale-emendation empty-field",
        base="sections",
    ),
    Kind(
        "date impossible",
        library.date_impossible,
        "bad-date",
        "stale-emendation implausible-year",
        base="sections",
    ),
    Kind("date in words", library.date_in_words, "bad-date", "stale-emendation", base="sections"),
    Kind(
        "letter of a DOI", library.doi_letter_gone, "bad-doi", "stale-emendation", base="sections"
    ),
    Kind(
        "address without its scheme",
        library.url_without_scheme,
        "bad-url",
        "stale-emendation",
        base="sections",
    ),
    Kind(
        "pages backwards",
        library.pages_backwards,
        "reversed-pages",
        "stale-emendation",
        base="sections",
    ),
    Kind(
        "people joined by commas",
        library.people_joined_by_commas,
        "odd-name",
        "stale-emendation",
        base="sections",
    ),
    Kind(
        "corrected value lost",
        library.corrected_value_lost,
        "stale-emendation",
        "bad-date bad-url bad-doi locator-out-of-range bad-pages misplaced-url",
        base="sections",
    ),
    Kind("digit of an ISBN", library.isbn_digit_changed, "bad-isbn", base="sections"),
    Kind(
        "year of another age",
        library.year_of_another_age,
        "implausible-year",
        "stale-emendation",
        base="sections",
    ),
    Kind(
        "HTML in a title",
        library.html_in_a_title,
        "html-residue",
        "stale-emendation",
        base="sections",
    ),
    Kind(
        "conflict left",
        library.conflict_left,
        "merge-conflict",
        "duplicate-key stray-text",
        base="sections",
        most=6,
    ),
    Kind(
        "zero-width space",
        library.zero_width_space,
        "invisible-character",
        "stale-emendation",
        base="sections",
    ),
    Kind(
        "field misspelt",
        library.field_misspelt,
        "unknown-field",
        "missing-field stale-emendation",
        base="sections",
    ),
    Kind("parent mistyped", library.parent_mistyped, "missing-crossref", base="sections"),
)
EMENDATIONS = (
    Kind("name of a person misspelt", data_files.name_misspelt, "unknown-name"),
    Kind("name listed twice", data_files.name_listed_twice, "contested-name"),
    Kind("person without a reason", data_files.person_without_a_reason, "malformed-data-file"),
    Kind("kind of emendation unknown", data_files.kind_unknown, "malformed-data-file"),
    Kind("certainty unknown", data_files.certainty_unknown, "malformed-data-file"),
    Kind("key of an emendation misspelt", data_files.record_key_misspelt, "malformed-data-file"),
    Kind(
        "nothing printed",
        data_files.nothing_printed,
        "malformed-data-file",
        "contradicted-emendation stale-emendation locator-out-of-range",
    ),
    Kind(
        "right as printed", data_files.right_as_printed, "malformed-data-file", "stale-emendation"
    ),
    Kind(
        "emendation of no number",
        data_files.note_no_number,
        "malformed-data-file",
        "contradicted-emendation locator-out-of-range",
    ),
    Kind(
        "emendation of a field of no entry",
        data_files.field_of_no_entry,
        "stale-emendation",
        "contradicted-emendation",
    ),
    Kind("emendation not made", data_files.right_value_wrong, "stale-emendation"),
    Kind(
        "pinpoint not as printed",
        data_files.pinpoint_not_as_printed,
        "stale-emendation",
        "locator-out-of-range",
    ),
    Kind(
        "emendation of a note not there",
        data_files.note_not_there,
        "misplaced-emendation",
        "contradicted-emendation locator-out-of-range",
    ),
    Kind(
        "emendation of a paragraph not there",
        data_files.paragraph_not_there,
        "misplaced-emendation",
    ),
    Kind(
        "emendation in another note",
        data_files.note_of_another_work,
        "misplaced-emendation",
        "contradicted-emendation locator-out-of-range",
    ),
    Kind(
        "emendation of an unknown work",
        data_files.work_unknown,
        "stale-emendation",
        "misplaced-emendation locator-out-of-range",
    ),
    Kind("emendation doubled", data_files.record_doubled, "contradicted-emendation", most=8),
)
WITNESS = (
    Kind(
        "section with a note more",
        data_files.section_with_a_note_more,
        "missing-source-note",
        "malformed-data-file",
    ),
    Kind(
        "section with a paragraph more",
        data_files.section_with_a_paragraph_more,
        "missing-source-paragraph",
    ),
    Kind(
        "section without its page",
        data_files.section_without_its_page,
        "missing-source-note",
        "locator-out-of-range",
    ),
    Kind(
        "section with no range",
        data_files.section_with_no_range,
        "malformed-data-file",
        f"{UNHELD}",
    ),
    Kind("print with a page more", data_files.print_with_a_page_more, "missing-source-page"),
    Kind(
        "note unrecorded",
        data_files.note_unrecorded,
        "malformed-data-file",
        "misplaced-emendation note-does-not-cite",
        most=8,
    ),
    Kind(
        "note without a number",
        data_files.note_unnumbered,
        "malformed-data-file",
        "misplaced-emendation note-does-not-cite",
        most=8,
    ),
    Kind(
        "work of a note changed",
        data_files.work_of_a_note_changed,
        "note-differs-from-witness",
        "misplaced-emendation note-does-not-cite",
    ),
    Kind(
        "locator of a note changed",
        data_files.locator_of_a_note_changed,
        "note-differs-from-witness",
        "stale-emendation",
    ),
    Kind("budget unknown", data_files.budget_unknown, "malformed-data-file"),
    Kind(
        "budget of two words",
        data_files.budget_of_two_words,
        "overlong-quotation",
        base="quotations",
    ),
    Kind("budget of a page", data_files.budget_of_a_page, "quotation-budget", base="quotations"),
    Kind("name allowed in vain", data_files.name_allowed_in_vain, "unused-allowance", base="words"),
)
OTHER_DATA = (
    Kind(
        "key of a page type misspelt",
        data_files.type_key_misspelt,
        "malformed-data-file",
        f"{UNTYPED}",
        most=8,
    ),
    Kind("words unreadable", data_files.words_unreadable, "malformed-data-file", f"{UNTYPED}"),
    Kind("fewer words allowed", data_files.words_few, "page-length"),
    Kind("group renamed", data_files.group_renamed, "unknown-value"),
    Kind("section renamed", data_files.section_renamed, "missing-section"),
    Kind("required key dropped", data_files.required_key_dropped, "unknown-front-matter"),
    Kind("required key added", data_files.required_key_added, "missing-front-matter"),
    Kind("relation dropped", data_files.relation_dropped, "unknown-value"),
    Kind(
        "digest of a quotation gone",
        data_files.digest_of_a_quotation_gone,
        "unverified-quotation",
        base="words",
    ),
    Kind(
        "call ascribed elsewhere",
        data_files.call_ascribed_elsewhere,
        "misplaced-source-note",
        base="words",
    ),
    Kind("no YAML", data_files.not_yaml, "malformed-data-file", f"locator-out-of-range {UNTYPED}"),
)
KINDS = (
    *TEXT,
    *NOTES,
    *CITATIONS,
    *LOCATORS,
    *FRONT_MATTER,
    *PAGES,
    *QUOTATIONS,
    *LIBRARY,
    *FIELDS,
    *EMENDATIONS,
    *WITNESS,
    *OTHER_DATA,
)

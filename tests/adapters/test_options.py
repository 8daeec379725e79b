"""The options of the plugin: the command and the build know the same and refuse the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from apparatus.adapters.config import EditionConfig
from apparatus.adapters.mkdocs import ApparatusConfig, ApparatusPlugin
from apparatus.project import SettingsError, make_settings, read_settings
from apparatus.project.settings import OPTIONS
from apparatus.render import products
from apparatus.render.products import KINDS


def test_the_build_has_the_options_of_the_table() -> None:
    assert {name for name, _ in ApparatusConfig._schema} == set(OPTIONS)
    assert {name for name, _ in EditionConfig._schema} == set(OPTIONS["edition"].names)
    assert set(OPTIONS["generate"].names) == KINDS


def test_what_makes_each_kind_is_there() -> None:
    """The table of kinds has names; what they name is loaded for sites that want it."""
    for table in (products._FROM_VALUES, products._FROM_IMPRINT, products._FROM_PAGES):
        assert all(callable(products._load(name)) for name in table.values())
    assert all(callable(products._load(name)) for name in products._FOLDERS.values())


REFUSED = {
    "bibliografy: x": "no option 'bibliografy'; did you mean 'bibliography'?",
    "3: x": "no option '3'",
    "generate: {wroks: a}": "no option 'generate.wroks'; did you mean 'generate.works'?",
    "edition: {titel: a}": "no option 'edition.titel'; did you mean 'edition.title'?",
    "bibliography: 3": "option 'bibliography': 3 is not a path or a list of paths",
    "bibliography: [a, 3]": """option 'bibliography': ['a', 3] is not a path or a list of paths""",
    "bare_citations: 'no'": """option 'bare_citations': "no" is not true or false""",
    "witness: [é]": """option 'witness': ['é'] is not a path""",
    "generate: {works: true}": "option 'generate.works': true is not a path",
    "generate: works": "option 'generate': \"works\" is not a mapping from what is to be made to "
    "paths",
    "redirects: {a: 3}": """option 'redirects': {'a': 3} is not a mapping from paths to paths""",
    "redirects: {2020-01-02: 3}": "option 'redirects': {datetime.date(2020, 1, 2): 3} is "
    "not a mapping from paths to paths",
    "edition:": "option 'edition': null is not a mapping",
    "edition: {version: 2020-01-02}": "option 'edition.version': 2020-01-02 is not a text or "
    "a number",
    "edition: {editors: Jane Doe}": """option 'edition.editors': "Jane Doe" is not a list of """
    "names",
    "numbering: section": """option 'numbering': "section" is not page or site""",
    "style: [notes]": """option 'style': ['notes'] is not the name of a style""",
    "generate: {feed: feed.xml}": "option 'generate.feed' needs the option 'changelog'",
    "generate: {works: a.md}": "option 'generate.works': 'a.md' is not a folder in the site",
    "generate: {library: ../x.bib}": "option 'generate.library': '../x.bib' is not a path in the "
    "site",
    "generate: {library: /x.bib}": "option 'generate.library': '/x.bib' is not a path in the site",
    "generate: {works: a, people: a}": "option 'generate.people': 'a' is the path of 'works'",
    "generate: {concordance: c.md}": "option 'generate.concordance' needs the option 'witness'",
    "generate: {map: m.md}": "option 'generate.map' needs the option 'page_types'",
    "redirects: {../a.md: b.md}": "option 'redirects': '../a.md' is not a path in the site",
    "rules: [a]": "option 'rules': ['a'] is not a mapping from rules to error, warn, info or off",
    "rules: {unknown-key: 3}": "rule 'unknown-key': '3' is none of error, warn, info, off",
}
TAKEN = """\
bibliography: [a, b]
bibliography:
witness:
witness: ""
math:
references:
numbering: site
style: author-date
lang: de
note_boxes:
offline: true
rules: {unknown-key: off}
generate:
generate: {works: works, book: null}
redirects: {a.md: b.md}
generate: {feed: feed.xml}, changelog: changes.md
edition: {}
edition: {title: null, version: 1.0, editors: [Jane Doe]}
"""


def by_command(folder: Path, options: str) -> str:
    """What the command says of options."""
    (folder / "mkdocs.yml").write_text(f"plugins: {{apparatus: {{{options}}}}}\n", "utf-8")
    try:
        read_settings(folder / "mkdocs.yml")
    except SettingsError as error:
        return str(error)
    return ""


def by_build(folder: Path, options: str) -> bool:
    """Whether MkDocs, or the plugin after it, refuses or warns of options."""
    plugin = ApparatusPlugin()
    errors, warnings = plugin.load_config(yaml.safe_load(f"{{{options}}}"))
    if errors or warnings:
        return True
    try:
        make_settings(folder, folder, dict(plugin.config))
    except SettingsError:
        return True
    return False


@pytest.mark.parametrize("options", REFUSED)
def test_a_wrong_option_is_refused_by_both(tmp_path: Path, options: str) -> None:
    assert by_command(tmp_path, options) == REFUSED[options]
    assert by_build(tmp_path, options)


@pytest.mark.parametrize("options", TAKEN.splitlines())
def test_a_right_option_is_taken_by_both(tmp_path: Path, options: str) -> None:
    assert by_command(tmp_path, options) == ""
    assert not by_build(tmp_path, options)


@pytest.mark.parametrize(
    ("plugins", "fact"),
    [
        ("[apparatus: refs.bib]", "the plugin 'apparatus' has no mapping of options"),
        ("[apparatus: {enabled: 3}]", "option 'enabled': 3 is not true or false"),
    ],
)
def test_what_is_no_mapping_of_options_is_told(tmp_path: Path, plugins: str, fact: str) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"plugins: {plugins}\n")
    with pytest.raises(SettingsError, match=fact):
        read_settings(config)
    config.write_text("plugins: [apparatus: {enabled: !ENV [NO_SUCH, false]}]\n")
    assert read_settings(config).docs == tmp_path / "docs"

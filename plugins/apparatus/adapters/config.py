"""The options of the plugin, as MkDocs reads them, and the imprint that they describe."""

from __future__ import annotations

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from apparatus.edition import Imprint


class EditionConfig(Config):
    """How the edition is cited. Nothing is, unless it has a title."""

    title = opt.Type(str, default="")
    version = opt.Type((str, int, float), default="")
    """What names this state for good: a tag, the date of a commit. Never taken from the clock."""

    url = opt.Type(str, default="")
    """Where the site's root is published; ``site_url`` where nothing is given."""

    license = opt.Type(str, default="")
    """The address of the licence of the edition's own words."""

    editors = opt.ListOfItems(opt.Type(str), default=[])


class ApparatusConfig(Config):
    """Options of the plugin; paths are relative to mkdocs.yml."""

    bibliography = opt.Type((str, list), default=[])
    """.bib files, or folders that are searched for them."""

    witness = opt.Optional(opt.Type(str))
    """YAML file with the structure of the work that the site edits."""

    emendations = opt.Optional(opt.Type(str))
    """YAML file with what is printed and what is right."""

    people = opt.Optional(opt.Type(str))
    """YAML file of people whom the library names in several ways."""

    rules = opt.Type(dict, default={})
    """Severity per rule: error, warn, info or off."""

    page_types = opt.Optional(opt.Type(str))
    """YAML file with the kinds of pages that look something up; each gets an index."""

    fingerprint = opt.Optional(opt.Type(str))
    """YAML file with digests of the edited text, made by ``apparatus witness build``."""

    baseline = opt.Optional(opt.Type(str))
    """File of findings that were there before and may stay; ``apparatus check`` writes it."""

    changelog = opt.Optional(opt.Type(str))
    """Markdown file in which headings that begin with a date say what was done; for the feed."""

    generate = opt.Type(dict, default={})
    """What to make, each with the path under which it appears: ``emendations``, ``glossary``,
    ``comparison``, ``concordance``, ``coverage``, ``map``, ``timeline``, ``page_types``
    (``.md``);
    ``library``, ``citation`` (``.bib``), ``library_ris`` (``.ris``), ``library_csl`` (``.json``),
    ``comparison_data``, ``concordance_data`` (``.csv``), ``tei``, ``feed`` (``.xml``), ``book``
    (``.html``); ``works``, ``people``, ``rules`` (folders)."""

    edition = opt.SubConfig(EditionConfig)
    """How the edition is cited: ``title``, ``version``, ``url``, ``license``, ``editors``."""

    redirects = opt.Type(dict, default={})
    """Old paths of pages, each with the path of the page that has taken its place."""

    note_boxes = opt.Type(bool, default=True)
    """Open a note in a box at the place that calls it."""

    previews = opt.Type(bool, default=False)
    """Show what links to typed pages, works and paragraphs lead to, in the boxes of the notes."""

    places_in_text = opt.Type(bool, default=False)
    """Print a citation that names nothing but places of the edited work in the text."""

    style = opt.Type(str, default="notes")
    """How works are cited: ``notes``, ``author-date``, or a style that a package brings."""

    lang = opt.Type(str, default="")
    """The language of pages that do not say it: its locators are understood besides English."""

    references = opt.Optional(opt.Type(bool))
    """End pages that place no list with the works they cite; unless it is set, the style says."""

    numbering = opt.Choice(("page", "site"), default="page")
    """Number notes on every page anew, or through the site in the order of its navigation."""

    offline = opt.Type(bool, default=False)
    """Make a folder that is read from the disk: links name files, and the search works."""

    bare_citations = opt.Type(bool, default=False)
    """Take ``@key`` outside brackets as a citation."""

    math = opt.Optional(opt.Type(bool))
    """Leave ``$...$`` alone; unless it is set, only if a Markdown extension reads math."""


def imprint_of(edition: EditionConfig, config: MkDocsConfig) -> Imprint:
    """The imprint that the options describe."""
    url = edition.url or config.site_url or ""
    return Imprint(
        title=edition.title,
        version=str(edition.version),
        url=f"{url.rstrip('/')}/" if url else "",
        license=edition.license,
        editors=tuple(edition.editors),
        language=str(config.theme.get("language") or config.theme.locale).replace("_", "-"),
    )

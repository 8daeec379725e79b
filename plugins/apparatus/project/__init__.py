"""The project of a site: the only room that reads and writes its files."""

from apparatus.project.files import (
    SettingsError,
    Unsaved,
    decode,
    encoded,
    read_source,
    shown,
    write_file,
)
from apparatus.project.loading import (
    kept_edition,
    known_addresses,
    load_edition,
    load_library,
    load_pages,
    load_site,
    make_site,
    remember,
    site_addresses,
)
from apparatus.project.settings import (
    MATH_EXTENSIONS,
    RelativePath,
    Settings,
    make_settings,
    read_mkdocs_settings,
    read_severities,
    with_host,
)

__all__ = [
    "MATH_EXTENSIONS",
    "RelativePath",
    "Settings",
    "SettingsError",
    "Unsaved",
    "decode",
    "encoded",
    "kept_edition",
    "known_addresses",
    "load_edition",
    "load_library",
    "load_pages",
    "load_site",
    "make_settings",
    "make_site",
    "read_mkdocs_settings",
    "read_severities",
    "read_source",
    "remember",
    "shown",
    "site_addresses",
    "with_host",
    "write_file",
]

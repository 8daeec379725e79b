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
    RelativePath,
    Settings,
    make_settings,
    named_options,
    read_config,
    read_mkdocs_settings,
    read_severities,
    with_host,
)

__all__ = [
    "RelativePath",
    "Settings",
    "SettingsError",
    "Unsaved",
    "decode",
    "encoded",
    "known_addresses",
    "load_edition",
    "load_library",
    "load_pages",
    "load_site",
    "make_settings",
    "make_site",
    "named_options",
    "read_config",
    "read_mkdocs_settings",
    "read_severities",
    "read_source",
    "remember",
    "shown",
    "site_addresses",
    "with_host",
    "write_file",
]

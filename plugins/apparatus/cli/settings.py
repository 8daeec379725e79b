"""What every command asks of its options: the project that is meant."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from apparatus.model import Library
from apparatus.project import (
    Settings,
    SettingsError,
    ask,
    make_settings,
    read_settings,
    read_severities,
    shown,
)

_CONFIGURATIONS = (
    "mkdocs.yml",
    "mkdocs.yaml",
    "properdocs.yml",
    "properdocs.yaml",
    "zensical.toml",
)


def add_config(parser: argparse.ArgumentParser) -> None:
    """The option that names another configuration."""
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="another mkdocs.yml or zensical.toml"
    )


def config_of(options: argparse.Namespace, hint: str = "") -> Path:
    """The configuration that was named, or the one that lies here, under any of its names."""
    named: Path | None = options.config
    for config in [named] if named else [Path.cwd() / name for name in _CONFIGURATIONS]:
        if ask(config).is_file():
            return config
    raise SettingsError(f"{named}: no such file" if named else f"mkdocs.yml: no such file{hint}")


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings of the project, or those that ``--bibliography`` and a folder make."""
    here = Path.cwd()
    rules = dict(pair.partition("=")[::2] for pair in options.rule)
    for path in (*options.paths, *(options.bibliography or ())):
        if not ask(path).exists():
            raise SettingsError(f"{path}: no such file or folder")
    if options.bibliography and options.config:
        raise SettingsError("--config and --bibliography exclude each other")
    if options.bibliography:
        docs = options.paths[0] if options.paths else here / "docs"
        if len(options.paths) > 1 or not docs.exists():
            raise SettingsError("with --bibliography, name one folder or one page to check")
        files = [str(path.resolve()) for path in options.bibliography]
        settings = make_settings(here, docs.resolve(), {"bibliography": files, "rules": rules})
    else:
        config = config_of(options, "; name a library with --bibliography")
        settings = read_settings(config.resolve())
        if settings.style != "notes":
            from apparatus.render.choosing import StyleError, load_style

            try:
                load_style(settings.style, Library(), settings.lang)
            except StyleError as error:
                raise SettingsError(f"{shown(config)}: {error}") from None
        changes = {**settings.severities, **read_severities(rules)}
        settings = replace(settings, severities=changes)
        if not ask(settings.docs).is_dir():
            raise SettingsError(f"{settings.docs}: no such folder")
    if options.baseline:
        settings = replace(settings, baseline=options.baseline.resolve())
    return settings

"""``apparatus explain RULE``: the page of a rule."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from typing import Any

from apparatus.project import SettingsError
from apparatus.rules import all_rules


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("explain", help="print what a rule is about")
    parser.add_argument("rule", metavar="RULE")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print name, severity, what can be fixed, and the rule's page."""
    rule = all_rules().get(options.rule)
    if rule is None:
        near = get_close_matches(options.rule, all_rules(), n=1, cutoff=0.5)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise SettingsError(f"there is no rule '{options.rule}'{hint}")
    unsafe = "" if rule.fix == "safe" else " --unsafe-fixes"
    fix = f"; some of it can be mended with --fix{unsafe}" if rule.fix else ""
    print(f"{rule.name} ({rule.severity.value}{fix})\n\n{rule.page}")
    return 0

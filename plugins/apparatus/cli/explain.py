"""``apparatus explain RULE``: the page of a rule."""

from __future__ import annotations

import argparse
from typing import Any

from apparatus.rules import all_rules


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("explain", help="print what a rule is about")
    parser.add_argument("rule", choices=sorted(all_rules()), metavar="RULE")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print name, severity, what can be fixed, and the rule's page."""
    rule = all_rules()[options.rule]
    fix = f"; --fix{'' if rule.fix == 'safe' else ' --unsafe-fixes'} mends it" if rule.fix else ""
    print(f"{rule.name} ({rule.severity.value}{fix})\n\n{rule.page}")
    return 0

"""The rules' documentation: a page for each, made from its docstring, and their index."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from apparatus.edition import Site
from apparatus.render.links import Links
from apparatus.render.products import Maker
from apparatus.render.text import slug
from apparatus.rules import Group, Rule, all_rules

_BLOCK = re.compile(r"^(Example|Instead):[ ]*$", re.M)
_FILE = re.compile(r"^[ ]*-- (\S+)(?: \(\S+\))? --$", re.M)
_FIXES = {
    "safe": "`apparatus check --fix` mends it.",
    "unsafe": "`apparatus check --fix --unsafe-fixes` mends it; look at what it did.",
}
_WEIGHTS = {"error": "Error", "warn": "Warning", "info": "Hint", "off": "Off"}


def rule_files(_: Site, folder: str) -> dict[str, Maker]:
    """The index of the rules, and a page for each."""
    rules = all_rules()
    made: dict[str, Maker] = {f"{folder}/index.md": partial(_index, rules=rules)}
    return made | {f"{folder}/{name}.md": partial(_page, rule=rules[name]) for name in rules}


def _index(_: Links, rules: Mapping[str, Rule]) -> str:
    return rules_index(rules)


def _page(_: Links, rule: Rule) -> str:
    return rule_page(rule)


def rules_index(rules: Mapping[str, Rule]) -> str:
    """All rules, group by group: name, what is found, severity, whether it can be fixed."""
    parts = [
        "---\ntitle: Rules\ndescription: What is checked, why it matters, and what to write "
        "instead.\n---\n\n# Rules\n",
        f"There are {len(rules)} rules, each named after the fault that it finds and with a page "
        "of its own; `apparatus explain RULE` prints the same page. The weight of each can be "
        "set to `error`, `warn`, `info` or `off`, for the site or for one run. A finding may "
        "be let stand where it is, with a reason: `<!-- apparatus: allow RULE: reason -->` in "
        "Markdown, `@comment{apparatus: allow RULE: reason}` in a .bib file, "
        "`# apparatus: allow RULE: reason` in YAML.\n",
    ]
    for group in Group:
        mine = [rule for rule in rules.values() if rule.group is group]
        if mine:
            rows = "".join(
                f"| [{rule.name}]({rule.name}.md) | {_summary(rule)} | "
                f"{_WEIGHTS[rule.severity.value].lower()} | {rule.fix} |\n"
                for rule in mine
            )
            head = "| Rule | What it finds | Weight | Fix |\n| --- | --- | --- | --- |\n"
            parts.append(f"## {group.value}\n\n{head}{rows}")
    return "\n".join(parts)


def _summary(rule: Rule) -> str:
    """The first paragraph of a rule's page, as the cell of a table."""
    return " ".join(rule.page.split("\n\n")[0].split()).replace("|", "\\|")


def rule_page(rule: Rule) -> str:
    """A rule's page. Examples may consist of several files, each with its path above."""
    text = _FILE.sub(r"`\1`\n", _BLOCK.sub(r"## \1\n", rule.page))
    fix = f" {_FIXES[rule.fix]}" if rule.fix else ""
    return (
        f"---\ntitle: {rule.name}\nhide: [toc]\n---\n\n# {rule.name}\n\n"
        f"{_WEIGHTS[rule.severity.value]} · "
        f"[{rule.group.value}](index.md#{slug(rule.group.value)}).{fix}\n\n{text}\n"
    )

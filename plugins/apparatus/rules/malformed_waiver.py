"""A remark to the checker cannot be understood, or names a rule that does not exist.

A waiver that is mistyped waives nothing, and its author believes that it does. It reads
`apparatus: allow RULE: reason`, with several rules separated by commas and, if it is to
end some day, `until 2027-01-31` behind them. In Markdown it is a comment, in a .bib file
`@comment{…}`, in YAML and front matter a comment behind `#`.

Example:

    <!-- apparatus: allow locator-out-of-rnage: the author counts from the offprint -->

    A claim [@doe2001, p. 3].

Instead:

    <!-- apparatus: allow locator-out-of-range: the author counts from the offprint -->

    A claim [@doe2001, p. 3].
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.edition import Site
from apparatus.model import Fault, Span
from apparatus.rules import Group, Rule, all_rules


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("malformed-waiver"):
        yield Finding(fault.span, _fact(fault))
    for waiver in site.every_waiver():
        for name in waiver.rules:
            if name.text not in all_rules():
                yield _unknown(name)
            elif all_rules()[name.text].group is Group.WAIVERS:
                yield Finding(name, f"'{name.text}' cannot be waived")


def _fact(fault: Fault) -> str:
    if not fault.subject:
        return "this waiver does not read 'apparatus: allow RULE: reason'"
    if fault.subject.startswith("until "):
        return f"'{fault.subject[6:]}' is not a date like 2027-01-31"
    return f"'{fault.subject}' is nothing that a remark to the apparatus can ask for"


def _unknown(name: Span) -> Finding:
    close = get_close_matches(name.text, all_rules(), n=1, cutoff=0.7)
    suggestion = close[0] if close else None
    fix = Fix(f"write '{suggestion}'", (Edit(name, suggestion),)) if suggestion else None
    return Finding(name, f"there is no rule '{name.text}'", suggestion, fix=fix)


RULE = Rule("malformed-waiver", Severity.ERROR, Group.WAIVERS, check, fix="unsafe")

"""A waiver lets pass what is not there.

The fault has been mended, or the waiver stands in the wrong place: it reaches to the end
of the paragraph, the entry or the record that follows it, or, behind text, to the end of
its line. Left in place it would let the next fault of the kind pass in silence. Of
rules that are switched off it is not said.

To take it away is no safe fix: another fault, such as an entry that cannot be read, may
hide what the waiver is for.

Example:

    <!-- apparatus: allow locator-out-of-range: the author counts from the offprint -->

    A claim [@doe2001, p. 1204].

Instead:

    A claim [@doe2001, p. 1204].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Edit, Finding, Fix, Severity
from apparatus.edition import Site
from apparatus.model import Span, Waiver
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    holders = {name: waiver for waiver in site.every_waiver() for name in waiver.rules}
    for fault in site.faults_of("unused-waiver"):
        waiver = holders.get(fault.span)
        fact = f"no finding of '{fault.span.text}' is waived here"
        yield Finding(fault.span, fact, fix=_removal(waiver, fault.span) if waiver else None)


def _removal(waiver: Waiver, name: Span) -> Fix:
    """Without the name where the waiver has others, else without the waiver and its line."""
    if len(waiver.rules) > 1:
        index = waiver.rules.index(name)
        start = waiver.rules[index - 1].end if index else name.start
        end = name.end if index else waiver.rules[1].start
        return Fix(f"remove '{name.text}'", (Edit(name._replace(start=start, end=end), ""),))
    return Fix("remove the waiver", (Edit(_with_line(waiver.span), ""),))


def _with_line(span: Span) -> Span:
    """The span with its line break, and one blank line behind it, if it has its lines to itself."""
    text = span.source.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = end + 1 if end >= 0 else len(text)
    if text[start : span.start].strip() or text[span.end : end].strip():
        return span
    if text[:start].endswith(("\n\n", "\r\n\r\n")) or not start:
        following = text[end : text.find("\n", end) + 1]
        end += len(following) if following and not following.strip() else 0
    return span._replace(start=start, end=end)


RULE = Rule("unused-waiver", Severity.ERROR, Group.WAIVERS, check, fix="unsafe")

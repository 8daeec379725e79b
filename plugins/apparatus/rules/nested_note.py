"""A note is called from a place that cannot call it: from itself, or in a circle.

A note may call another, and the reader finds a number there as in the text. A note that
calls itself, or that calls one which leads back to it, sends the reader round; where nothing
else calls them, nobody ever comes there. Of a circle one call is reported, one that leads
back to a note defined before it.

Example:

    A fact.[^1]

    [^1]: More in the second note.[^2]

    [^2]: More in the first note.[^1]

Instead:

    A fact.[^1]

    [^1]: More in the second note.[^2]

    [^2]: No more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Page
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        yield from _circles(page)


def _circles(page: Page) -> Iterator[Finding]:
    """Every call by a note that leads to itself or back to a note before it."""
    order = {note.label: index for index, note in enumerate(page.notes)}
    calls: dict[str, set[str]] = {}
    nested = [r for r in page.references if r.note in order and r.label in order]
    for reference in nested:
        calls.setdefault(reference.note or "", set()).add(reference.label)
    for reference in nested:
        host, label = reference.note or "", reference.label
        if label == host:
            yield Finding(reference.span, f"note '{host}' calls itself")
        elif order[label] < order[host] and host in _reached(label, calls):
            fact = f"note '{host}' calls note '{label}', which leads back to it"
            yield Finding(reference.span, fact)


def _reached(label: str, calls: Mapping[str, set[str]]) -> set[str]:
    """The notes to which the calls in a note lead, at once or by way of others."""
    reached: set[str] = set()
    open_labels = [label]
    while open_labels:
        new = calls.get(open_labels.pop(), set()) - reached
        reached |= new
        open_labels += new
    return reached


RULE = Rule("nested-note", Severity.ERROR, Group.NOTES, check)

"""An `@key` of the library stands outside brackets, where it is text.

Pandoc prints the author there, and a note; here readers see the `@` and the key, unless the
option `bare_citations` is set. Put it in brackets, or set the option. An `@` that is meant as
such is written `\\@`.

Example:

    As @roe1999 says, ships do not walk.

Instead:

    Ships do not walk [@roe1999].
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.model import Page
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for page in site.texts.values():
        known = [span for span in page.unread if span.text in site.library.entries]
        torn = {page.stretch_at(each) for each in _unclosed(page)} if known else ()
        for span in known:
            if page.stretch_at(span.start) not in torn:
                fact = f"'@{span.text}' is text: without brackets it is read with 'bare_citations'"
                yield Finding(span, fact)


def _unclosed(page: Page) -> Iterator[int]:
    """Where brackets of citations are not closed: what follows there had its brackets."""
    for fault in page.faults:
        if fault.kind == "malformed-citation" and fault.subject == "not closed":
            yield fault.span.start


RULE = Rule("bare-citation", Severity.WARN, Group.CITATIONS, check)

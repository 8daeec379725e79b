"""The baseline lets more findings pass than there are.

A baseline is the list of what was wrong when a site took the tool on. It may only
shrink: a count that is too high would let new faults of the kind pass. Outside CI
`apparatus check` lowers the counts by itself; in CI, and when the site is built, a count that is
too high is an error.

Example:

    -- docs/index.md --
    A claim [@doe2001, p. 1204].
    -- baseline.json --
    {
     "docs/index.md": {
      "locator-out-of-range": {
       "p. 3": 1
      }
     }
    }

Instead:

    -- docs/index.md --
    A claim [@doe2001, p. 3].
    -- baseline.json --
    {
     "docs/index.md": {
      "locator-out-of-range": {
       "p. 3": 1
      }
     }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from apparatus.diagnostics import Finding, Severity
from apparatus.edition import Site
from apparatus.rules import Group, Rule


def check(site: Site) -> Iterator[Finding]:
    for fault in site.faults_of("stale-baseline"):
        fact = f"too many findings are let pass: {fault.subject} are not there any more"
        yield Finding(fault.span, fact)


RULE = Rule("stale-baseline", Severity.ERROR, Group.WAIVERS, check)

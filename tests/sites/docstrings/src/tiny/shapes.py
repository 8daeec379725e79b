r"""Shapes, after Doe [@doe2001, p. 1204] and Roe [@roe1999, p. 302].

No citations are `[@code]`, @decorators and me@example.org, nor what is indented:

    @nobody  # [@nobody][^9]

Example:

    [@nobody]

A note is called.[^1]

[^1]: See [@roe1998].
"""

import os
from typing import overload

SIDES = 4
"""How many sides [@nobody1907]."""

_private = 1
"""Not shown [@nobody1908]."""


class Square:
    """A square
    of two lines [@nobody1909].

    Args:
        side: The length [@nobody1910].

            A second paragraph [@nobody1911].
        unit (str): The unit; see
            also [@nobody1912].

    Note: As in [@doe2001]
        The first line.

        The second paragraph.[^2]

    Examples:
        Before [@nobody1913].

        >>> f("[@nobody]")
        '[@nobody]'

        After [@nobody1914].
    """

    def __init__(self):
        """Make one [@nobody1915]."""
        self.side = 1
        """The side [@nobody1916]."""

    @property
    def area(self):
        """The \"area\" \
of \u201cit\u201d [@nobody1917]."""

    @area.setter
    def area(self, value):
        """Not shown [@nobody1918]."""

    def _hidden(self):
        """Not shown [@nobody1919]."""

    @overload
    def turn(self):
        """Not shown [@nobody1920]."""

    def turn(self):
        "A turn [@nobody1921]. " "In parts."

    if os.name:

        async def wait(self):
            "Wie Roe sagt: äöü [@nobody1922]."
            note = """No docstring [@nobody1923]."""
            return note

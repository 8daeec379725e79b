"""A package [@nobody1901]."""


def left_out():
    """Not shown [@nobody1902]."""

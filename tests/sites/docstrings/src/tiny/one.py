def shown():
    '''Shown [@nobody1905].'''


def not_shown():
    """Not shown [@nobody1906]."""

"""Small shapes that tell kinds apart in pictures, so that colour is not all that tells."""

from __future__ import annotations

SIGNS = "●■◆▲"
"""The shapes as characters, for legends."""


def shape(index: int, x: float, y: float, size: float = 4.5) -> str:
    """The shape of a kind around a place, as SVG; ``size`` is about half its breadth."""
    small, large = size * 0.89, size * 1.22  # so that all look equally heavy
    drawn = (
        f'<circle cx="{x:.4g}" cy="{y:.4g}" r="{size:.4g}"/>',
        f'<rect x="{x - small:.4g}" y="{y - small:.4g}" width="{2 * small:.4g}" '
        f'height="{2 * small:.4g}"/>',
        f'<path d="M{x:.4g} {y - large:.4g}l{large:.4g} {large:.4g}l{-large:.4g} {large:.4g}'
        f'l{-large:.4g} {-large:.4g}z"/>',
        f'<path d="M{x:.4g} {y - large:.4g}l{large:.4g} {2 * size:.4g}h{-2 * large:.4g}z"/>',
    )[index % len(SIGNS)]
    return f'<g class="mark is-type-{index % len(SIGNS)}">{drawn}</g>'

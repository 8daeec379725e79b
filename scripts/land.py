"""Sample Natural Earth's land on a grid of one degree and write it as plugins/apparatus/land.py.

    npm pack world-atlas@2 && tar xzf world-atlas-*.tgz
    python scripts/land.py package/land-50m.json

Natural Earth is in the public domain; the package world-atlas has it as TopoJSON. What is
kept is one bit per cell: whether at least half of 25 places in it are on land.
"""

import json
import sys
from bisect import bisect
from itertools import accumulate, pairwise
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "plugins" / "apparatus" / "land.py"
WITHIN = [0.1, 0.3, 0.5, 0.7, 0.9]  # of a cell

topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
(x_scale, y_scale), (x_shift, y_shift) = topology["transform"].values()
arcs = [
    [
        (x * x_scale + x_shift, y * y_scale + y_shift)
        for x, y in accumulate(arc, lambda at, by: (at[0] + by[0], at[1] + by[1]))
    ]
    for arc in topology["arcs"]
]
edges = [
    edge
    for shape in topology["objects"]["land"]["geometries"]
    for polygon in shape["arcs"]
    for ring in polygon
    for number in ring
    for edge in pairwise(arcs[number] if number >= 0 else arcs[~number])
]


def row(south: int) -> str:
    """The cells from this latitude to the next, from 180° west, a bit each, as hexadecimals."""
    counts = [0] * 360
    for latitude in (south + part for part in WITHIN):
        shores = sorted(
            x + (latitude - y) / (to_y - y) * (to_x - x)
            for (x, y), (to_x, to_y) in edges
            if (y > latitude) != (to_y > latitude)
        )
        for west in range(-180, 180):
            for part in WITHIN:
                counts[west + 180] += bisect(shores, west + part) % 2  # behind an odd shore: land
    return f"{int(''.join(str(int(n * 2 > 25)) for n in counts), 2):090x}"


rows = "\n".join(row(south) for south in range(89, -91, -1))
TARGET.write_text(
    f'''"""Where there is land, to a degree: a vocabulary that scripts/land.py makes.

Natural Earth (naturalearthdata.com, 1:50m, in the public domain) draws inland seas as water
and lakes as land; it is sampled here, and nothing of its outlines is kept.
"""

from __future__ import annotations

_ROWS = """\\
{rows}
""".split()


def is_land(south: int, west: int) -> bool:
    """Whether most of the cell with this south-western corner is land, in whole degrees."""
    cell = (west + 180) % 360
    return -90 <= south < 90 and bool(int(_ROWS[89 - south][cell // 4], 16) >> 3 - cell % 4 & 1)
''',
    encoding="utf-8",
)

"""Renew the list of addresses that the edition has given out: `scripts/public_ids.py SITE`.

SITE is a built site. Addresses may be added; one that is gone stays in the list, and a test
fails, unless `--drop` says that it may go (nothing that was published may, without a redirect).
"""

import sys
from pathlib import Path

from apparatus.project import write_file
from apparatus.project.built import known_addresses, site_addresses

LIST = Path(__file__).resolve().parent.parent / "bibliography" / "public-ids.txt"

there = site_addresses(Path(sys.argv[1]))
known = [] if "--drop" in sys.argv else known_addresses(LIST)
write_file(LIST, "".join(f"{each}\n" for each in sorted({*known, *there})).encode())

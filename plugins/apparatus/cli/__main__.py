"""``python -m apparatus.cli``."""

from apparatus.cli import main

raise SystemExit(main())

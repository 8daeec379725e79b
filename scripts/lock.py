"""Resolve the dependencies of pyproject.toml anew and lock them with hashes.

Needs pip-tools (`pip install pip-tools`). No registry address goes into the files.
"""

import subprocess
import sys

FLAGS = (
    "--quiet --generate-hashes --allow-unsafe --strip-extras --no-header "
    "--no-emit-index-url --no-emit-trusted-host --no-emit-find-links"
).split()
FILES = {"requirements.txt": ["site"], "requirements-dev.txt": ["site", "test"]}

for name, extras in FILES.items():
    chosen = [f"--extra={extra}" for extra in extras]
    command = [sys.executable, "-m", "piptools", "compile", *FLAGS, *chosen, "-o", name]
    subprocess.run([*command, "pyproject.toml"], check=True)

"""Run the tests with the lowest version that pyproject.toml allows of every dependency.

Makes an environment with the Python that runs this, in the folder that is named (default:
`.venv-lowest`). Left out are tests of other hosts and of themes, which want newer versions.
"""

import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

TESTS = """tests/adapters/test_kept_pages.py tests/adapters/test_mkdocs.py
    tests/adapters/test_watching.py tests/hosts tests/parse tests/render/test_exports.py
    tests/render/test_references.py tests/render/test_typed_pages.py tests/render/test_works.py
    tests/test_cli.py tests/test_cli_format.py tests/test_formatting.py
    tests/test_markdown_extension.py tests/test_sites.py tests/test_styles.py""".split()
OTHERS = (
    "built_edition docstrings pandoc properdocs same_verdict serve test_snippets zensical".split()
)

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
wanted = [*project["dependencies"], *project["optional-dependencies"]["mkdocs"]]
lowest = [re.sub(r"^([\w.-]+)>=([\w.]+).*$", r"\1==\2", each) for each in wanted]
folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".venv-lowest")
python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"

venv.create(folder, with_pip=True, clear=True)
install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
needed = (
    "setuptools>=77 hypothesis pymdown-extensions pypandoc_binary pytest pytest-xdist rispy".split()
)
subprocess.run([*install, *needed, *lowest], check=True)
subprocess.run([*install, "--no-deps", "--no-build-isolation", "--editable", "."], check=True)
print("with", ", ".join(lowest), flush=True)
without = " and ".join(f"not {each}" for each in OTHERS)
command = [python, "-m", "pytest", "-n", "2", "-k", without, *TESTS]
raise SystemExit(subprocess.run(command, check=False).returncode)

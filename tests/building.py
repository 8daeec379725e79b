"""MkDocs builds in processes of their own, forked from one that has loaded MkDocs already.

Whoever builds on the command line waits half a second until everything is loaded, and the tests
build some two hundred sites. What a build does to its process is gone with it, as ever.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def mkdocs(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """``mkdocs`` with these arguments in a folder, and what it says on both channels."""
    around = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})}
    if not hasattr(os, "fork"):
        command = [sys.executable, "-m", "mkdocs", *arguments]
        return subprocess.run(
            command, cwd=folder, env=around, capture_output=True, text=True, check=False
        )
    with tempfile.TemporaryDirectory() as said:
        channels = [os.path.join(said, name) for name in ("stdout", "stderr")]
        asked = [str(folder), list(arguments), around, channels]
        ready = _ready()
        assert ready.stdin
        assert ready.stdout
        ready.stdin.write(f"{json.dumps(asked)}\n")
        ready.stdin.flush()
        status = int(ready.stdout.readline())
        out, err = (Path(channel).read_text(encoding="utf-8") for channel in channels)
    return subprocess.CompletedProcess(["mkdocs", *arguments], status, out, err)


@cache
def _ready() -> subprocess.Popen[str]:
    """The process from which the builds are forked; it ends with this one."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.building"],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _serve() -> None:
    """Fork for every line that asks for a build, and answer with its exit status."""
    import apparatus.adapters.kept_pages
    import apparatus.adapters.mkdocs  # noqa: F401  # loaded, and that is all
    from apparatus.rules import all_rules

    all_rules()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _build(*json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _build(
    folder: str, arguments: list[str], environment: dict[str, str], channels: list[str]
) -> None:
    from mkdocs.__main__ import cli

    status = 1
    try:
        os.chdir(folder)
        sys.path[0] = folder  # as for ``python -m mkdocs``
        os.environ.clear()
        os.environ.update(environment)
        for number, channel in enumerate(channels, 1):
            os.dup2(os.open(channel, os.O_WRONLY | os.O_CREAT), number)
        cli.main(arguments, prog_name="mkdocs")
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve()

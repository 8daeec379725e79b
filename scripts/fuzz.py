"""Fuzz a parser, guided by coverage: `python scripts/fuzz.py bibtex --seconds 1800`.

Needs atheris (`pip install atheris`), on Linux. Without a name, the parsers take turns. Seeds are
the files of tests/; what a parser grew from them is kept in .cache/fuzz and goes on from there.
A failure is written to tests/broken/found/PARSER/, where the tests take it up: mend the parser,
give the file a telling name, commit both.
"""

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SECONDS_PER_TEXT = 10  # longer is a hang
LONGEST = 4096  # characters of a text

options = argparse.ArgumentParser(
    description=__doc__, formatter_class=argparse.RawTextHelpFormatter
)
options.add_argument("parser", nargs="?")
options.add_argument("--seconds", type=int, default=600, help="how long, for each parser")


def main() -> int:
    """Fuzz what was asked for; the exit status is that of the last parser that failed."""
    import atheris

    with atheris.instrument_imports(include=["apparatus"]):
        from tests.parsers import PARSERS
    asked = options.parse_args()
    if asked.parser is None:
        again = [sys.executable, __file__, "--seconds", str(asked.seconds)]
        return max(subprocess.run([*again, name], check=False).returncode for name in PARSERS)
    grown = ROOT / ".cache" / "fuzz" / asked.parser
    found = ROOT / "tests" / "broken" / "found" / asked.parser
    for folder in (grown, found):
        folder.mkdir(parents=True, exist_ok=True)
    for path in (ROOT / "tests").rglob("*.*"):
        if path.suffix in (".bib", ".md", ".yml", ".json") and path.stat().st_size <= LONGEST:
            data = path.read_bytes()
            (grown / hashlib.sha1(data).hexdigest()).write_bytes(data)
    words = grown.with_suffix(".dict")
    quoted = (
        "".join(f"\\x{byte:02x}" for byte in word.encode())
        for word in PARSERS[asked.parser].vocabulary
    )
    words.write_text("".join(f'"{word}"\n' for word in quoted if word))
    check = PARSERS[asked.parser].check
    flags = [
        f"-max_total_time={asked.seconds}",
        f"-timeout={SECONDS_PER_TEXT}",
        f"-max_len={LONGEST}",
        f"-dict={words}",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
    ]
    atheris.Setup(
        [sys.argv[0], *flags, str(grown)], lambda data: check(data.decode("utf-8", "replace"))
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

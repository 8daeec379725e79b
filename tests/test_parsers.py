"""Every parser on texts that nobody would write: it keeps its promises, see `tests.parsers`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.parsers import PARSERS

FOUND = sorted((ROOT / "tests" / "broken" / "found").glob("*/*"))
"""What the fuzzer has found, under the name of the parser."""


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_keeps_its_promises(name: str) -> None:
    check, _ = PARSERS[name]
    words = st.sampled_from(PARSERS[name].vocabulary)

    @given(st.lists(words, max_size=30).map("".join) | st.text(max_size=30))
    def keeps_them(text: str) -> None:
        check(text)

    keeps_them()


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_not_found_again(path: Path) -> None:
    PARSERS[path.parent.name].check(path.read_bytes().decode("utf-8", "replace"))

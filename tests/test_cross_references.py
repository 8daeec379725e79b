"""Connections: written once, read from both sides."""

from __future__ import annotations

import pytest

from apparatus.cross_references import cross_references, neighbourhood, resolve
from tests.conftest import SITES, tiny_site


def test_both_ways() -> None:
    site = tiny_site(SITES / "pages")
    known = cross_references(site)
    assert known.links["one.md"] == ("cases/ruritania.md", "concepts/order.md", "cases/arcadia.md")
    assert [each.page for each in known.mentions["cases/arcadia.md"]] == [
        "cases/ruritania.md",
        "one.md",
    ]
    assert known.relations["concepts/order.md"] == (("illustrated by", "cases/ruritania.md"),)
    assert known.relations["cases/ruritania.md"] == (
        ("contrasts with", "cases/arcadia.md"),
        ("illustrates", "concepts/order.md"),
    )
    assert known.draws["paragraph", 1] == ("cases/ruritania.md", "concepts/order.md")
    assert known.draws["note", 2] == ("cases/ruritania.md",)


def test_neighbours_are_related_or_linked() -> None:
    site = tiny_site(SITES / "pages")
    assert neighbourhood(site, "cases/arcadia.md") == [("contrasts with", "cases/ruritania.md")]
    assert neighbourhood(site, "one.md") == [
        ("", "cases/ruritania.md"),
        ("", "concepts/order.md"),
        ("", "cases/arcadia.md"),
    ]


@pytest.mark.parametrize(
    ("page", "target", "found"),
    [
        ("cases/a.md", "../concepts/b.md#x", "concepts/b.md"),
        ("cases/a.md", "b.md", "cases/b.md"),
        ("a.md", "./cases/b.md?x#y", "cases/b.md"),
        ("a.md", "#here", ""),
        ("a.md", "https://example.org/b.md", ""),
    ],
)
def test_where_a_link_leads(page: str, target: str, found: str) -> None:
    assert resolve(page, target) == found

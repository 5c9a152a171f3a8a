"""The queries of those questions that need more than one: files in ``queries/parts/``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csgraph import resources

if TYPE_CHECKING:
    from csgraph.graph.store import Row, Store


@cache
def part(name: str) -> str:
    """Return the query of that name."""
    return resources.package_path("answers", "queries", "parts", f"{name}.rq").read_text(encoding="utf-8")


def value(row: Row, name: str) -> str:
    """Return the text of a variable, or nothing where it is not bound."""
    return str(getattr(row.get(name), "value", ""))


def local(row: Row, name: str) -> str:
    """Return the local name of a term of the vocabulary, or nothing where the variable is not bound."""
    return value(row, name).rsplit("#", 1)[-1]


def own(store: Store) -> frozenset[str]:
    """Return the bodies whose reports these are, and their regions: no partners of themselves."""
    return frozenset(value(row, "own") for row in store.select(part("own")))

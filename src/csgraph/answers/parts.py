"""The queries of those questions that need more than one: files in ``queries/parts/``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csgraph import resources

if TYPE_CHECKING:
    from csgraph.graph.store import Row


@cache
def part(name: str) -> str:
    """Return the query of that name."""
    return resources.package_path("answers", "queries", "parts", f"{name}.rq").read_text(encoding="utf-8")


def value(row: Row, name: str) -> str:
    """Return the text of a variable, or nothing where it is not bound."""
    return str(getattr(row.get(name), "value", ""))

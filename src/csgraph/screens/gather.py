"""What a page is made of, as the store says it: subject → predicate → values, gathered with six queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from csgraph import resources

Values = dict[str, list["Value"]]


class Queryable(Protocol):
    """A store that answers SPARQL over the union of its graphs, with solutions like those of pyoxigraph."""

    def query(self, sparql: str, /) -> Any:
        """Return the solutions of a SELECT."""
        ...


@dataclass(frozen=True, slots=True)
class Value:
    """The object of a statement: its text, and its language if it is a text in one."""

    text: str
    language: str = ""


@dataclass(slots=True)
class Facts:
    """The statements of a store, sorted into what a page shows."""

    entries: dict[str, dict[str, Values]] = field(default_factory=dict)
    """Entry → subject → values, as the named graph of the entry states them."""
    reports: dict[str, dict[str, Values]] = field(default_factory=dict)
    entities: dict[str, Values] = field(default_factory=dict)
    crimes: dict[str, Values] = field(default_factory=dict)
    coverage: dict[str, Values] = field(default_factory=dict)
    terms: dict[str, list[Value]] = field(default_factory=dict)


def facts(store: Queryable) -> Facts:
    """Ask `store` for everything that a page shows."""
    return Facts(
        entries=_by_graph(store, "entry-statements"),
        reports=_by_graph(store, "report-statements"),
        entities=_by_subject(store, "entities"),
        crimes=_by_subject(store, "crimes"),
        coverage=_by_subject(store, "coverage"),
        terms=_labels(store),
    )


def first(values: Values, predicate: str, default: str = "") -> str:
    """Return the text of the first value, in sorted order, or `default`."""
    found = values.get(predicate)
    return min(value.text for value in found) if found else default


def texts(values: Values, predicate: str) -> list[str]:
    """Return the texts of all values, sorted and each once."""
    return sorted({value.text for value in values.get(predicate, ())})


def _rows(store: Queryable, name: str) -> Iterable[Any]:
    rows: Iterable[Any] = store.query(resources.package_path("screens", "queries", f"{name}.rq").read_text(encoding="utf-8"))
    return rows


def _value(term: Any) -> Value:
    return Value(term.value, getattr(term, "language", None) or "")


def _by_subject(store: Queryable, name: str) -> dict[str, Values]:
    gathered: dict[str, Values] = {}
    for row in _rows(store, name):
        gathered.setdefault(row["s"].value, {}).setdefault(row["p"].value, []).append(_value(row["o"]))
    return gathered


def _by_graph(store: Queryable, name: str) -> dict[str, dict[str, Values]]:
    gathered: dict[str, dict[str, Values]] = {}
    for row in _rows(store, name):
        subjects = gathered.setdefault(row["graph"].value, {})
        subjects.setdefault(row["s"].value, {}).setdefault(row["p"].value, []).append(_value(row["o"]))
    return gathered


def _labels(store: Queryable) -> dict[str, list[Value]]:
    gathered: dict[str, list[Value]] = {}
    for row in _rows(store, "terms"):
        gathered.setdefault(row["s"].value, []).append(_value(row["o"]))
    return gathered

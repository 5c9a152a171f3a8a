"""Who (or where) × which crime type, with grades; and the gaps, each with the candidate nearest to filling it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from csgraph.answers.grades import Grade, event_grade
from csgraph.answers.labels import names
from csgraph.answers.parts import local, own, part, value
from csgraph.graph.store import Row, Store

By = Literal["partner", "region", "place"]


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty cell, and what is nearest to filling it."""

    row: str
    crime: str
    nearest: str
    """For a region or place, the partner that covers the crime type best elsewhere; for a partner, its work on a related crime type."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Names of rows and columns, and the grade of each cell that is not empty."""

    rows: tuple[str, ...]
    crimes: tuple[str, ...]
    cells: dict[tuple[str, str], Grade]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A grade that an organization has for a crime type somewhere."""

    organization: str
    crime: str
    grade: Grade
    regions: frozenset[str]
    places: frozenset[str]


def matrix(store: Store, by: By = "partner", *, language: str = "en") -> Matrix:
    """Return the matrix of what events name themselves; broader crime types are not filled from narrower ones here."""
    cells = _cells(store)
    keyed: dict[tuple[str, str], Grade] = {}
    for cell in cells:
        for row in _row_keys(cell, by):
            key = (row, cell.crime)
            keyed[key] = min(cell.grade, keyed.get(key, cell.grade))
    rows, crimes = sorted({row for row, _ in keyed}), sorted({crime for _, crime in keyed})
    shown = names(store, [*rows, *crimes, *(cell.organization for cell in cells)], language)
    gaps = _gaps(store, rows, crimes, keyed, cells, by, shown)
    own_cells = {(shown[row], shown[crime]): grade for (row, crime), grade in sorted(keyed.items())}
    return Matrix(tuple(sorted(shown[row] for row in rows)), tuple(sorted(shown[crime] for crime in crimes)), own_cells, gaps)


def _cells(store: Store) -> list[_Cell]:
    publishers = own(store)
    by_event: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in store.select(part("involved-where")):
        by_event[value(row, "event"), value(row, "organization"), value(row, "crime")].append(row)
    found = []
    for (_, organization, crime), rows in sorted(by_event.items()):
        places, regions = _all(rows, "place"), _all(rows, "region")
        # A region acts in its own name, so it has a row of its own where rows are regions, and is no partner elsewhere.
        found.append(_Cell("" if organization in publishers else organization, crime, min(map(_grade, rows)), regions, places))
    return found


def _all(rows: Iterable[Row], name: str) -> frozenset[str]:
    return frozenset(value(row, name) for row in rows) - {""}


def _grade(row: Row) -> Grade:
    return event_grade(*(local(row, name) for name in ("type", "role", "status", "instrument")))


def _row_keys(cell: _Cell, by: By) -> frozenset[str]:
    if by == "partner":
        return frozenset({cell.organization} - {""})
    return cell.regions if by == "region" else cell.places


def _gaps(
    store: Store,
    rows: list[str],
    crimes: list[str],
    keyed: dict[tuple[str, str], Grade],
    cells: list[_Cell],
    by: By,
    shown: dict[str, str],
) -> tuple[Gap, ...]:
    """For a region or place, the nearest candidate covers the crime elsewhere; a partner is nearest by a related crime type."""
    elsewhere: defaultdict[str, list[tuple[Grade, str]]] = defaultdict(list)
    for cell in cells:
        if cell.organization:
            elsewhere[cell.crime].append((cell.grade, cell.organization))
    related = _related(store)
    found = []
    for row in rows:
        for crime in crimes:
            if (row, crime) in keyed:
                continue
            if by == "partner":
                near = min(((keyed[row, other], shown[other]) for other in related[crime] if (row, other) in keyed), default=None)
                nearest = f"{near[1]} (grade {near[0]})" if near else ""
            else:
                best = min(elsewhere[crime], default=None)
                nearest = f"{shown[best[1]]} (grade {best[0]} elsewhere)" if best else ""
            found.append(Gap(shown[row], shown[crime], nearest))
    return tuple(sorted(found, key=lambda gap: (gap.row, gap.crime)))


def _related(store: Store) -> defaultdict[str, set[str]]:
    """Return for each crime type those one step up, down or beside it."""
    parent = {value(row, "crime"): value(row, "broader") for row in store.select("SELECT ?crime ?broader { ?crime skos:broader ?broader }")}
    children: defaultdict[str, set[str]] = defaultdict(set)
    for crime, broader in parent.items():
        children[broader].add(crime)
    related: defaultdict[str, set[str]] = defaultdict(set)
    for crime, broader in parent.items():
        related[crime] = (children[broader] | children[crime] | {broader}) - {crime}
    return related

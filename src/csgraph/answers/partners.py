"""The partners that cover a crime type, strongest first, each with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from csgraph.answers.crimes import Crime, found_crime
from csgraph.answers.entities import found_entity
from csgraph.answers.evidence import event_words, quote
from csgraph.answers.grades import GRADES, Grade, event_grade
from csgraph.answers.labels import names
from csgraph.answers.parts import local, own, part, value
from csgraph.graph.store import Row, Store


@dataclass(frozen=True, slots=True)
class Filter:
    """What a partner's events have to meet."""

    region: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    exact: bool = False
    """Only events that name this very crime type, and not those of a narrower one."""
    grade: Grade | None = None
    """This grade or a stronger one."""
    with_publisher: bool = False
    """List the bodies whose reports these are as well."""

    @property
    def by_event(self) -> bool:
        """Whether single events have to be looked at; else what the rules derived is the answer."""
        return bool(self.region or self.place or self.since or self.until or self.exact)


@dataclass(frozen=True, slots=True)
class Partner:
    """An organization that covers a crime type."""

    iri: str
    name: str
    grade: Grade
    events: int
    last_date: str
    quote: str
    entry: str
    """IRI of the entry that the quote is from."""


@dataclass(frozen=True, slots=True)
class Partners:
    """An answer, with the crime type that the question was taken to be about."""

    crime: str
    crime_name: str
    rows: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class _Involvement:
    """One organization in one event."""

    event: str
    grade: Grade
    date: str
    crimes: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Coverage:
    iri: str
    organization: str
    grade: Grade
    events: int
    last_date: str
    shown_by: str
    """The event to quote."""


def partners(store: Store, crime: str, given: Filter | None = None, *, language: str = "en", limit: int | None = None) -> Partners:
    """Return the partners of a crime type, which may be given in any language or spelling."""
    given = given or Filter()
    found = found_crime(store, crime)
    crime_name = names(store, [found.iri], language)[found.iri]
    left_out = frozenset[str]() if given.with_publisher else own(store)
    if limit is not None and not given.by_event:
        coverages = _strongest_first(store, found, given.grade, limit + len(left_out))
    else:
        coverages = _coverages(store, found)
    coverages = [one for one in coverages if one.organization not in left_out]
    if given.by_event:
        involvements = _involvements(store, coverages, _Where(store, given), found if given.exact else None)
        counted = [_recounted(one, involvements[one.organization]) for one in coverages if involvements[one.organization]]
        coverages = _strongest(counted, given.grade)[:limit]
        best = {one.organization: _best(involvements[one.organization]) for one in coverages}
    else:
        coverages = _strongest(coverages, given.grade)[:limit]
        best = _best_events(store, coverages)
    return Partners(found.iri, crime_name, _rows(store, coverages, best, found, language))


def _coverages(store: Store, crime: Crime) -> list[_Coverage]:
    return _as_coverages(store.select(part("coverage"), {"crime": ox.NamedNode(crime.iri)}))


def _as_coverages(rows: Iterable[Row]) -> list[_Coverage]:
    return [
        _Coverage(
            value(row, "coverage"),
            value(row, "organization"),
            _grade(row),
            int(value(row, "events")),
            value(row, "last"),
            value(row, "shown"),
        )
        for row in rows
    ]


def _strongest_first(store: Store, crime: Crime, weakest: Grade | None, limit: int) -> list[_Coverage]:
    """Return the strongest coverages of a crime type, without reading what is known of all the others."""
    by_grade: defaultdict[Grade, list[ox.NamedNode]] = defaultdict(list)
    for row in store.select(part("coverage-grades"), {"crime": ox.NamedNode(crime.iri)}):
        by_grade[_grade(row)].append(row["coverage"])  # type: ignore[arg-type]
    chosen: list[ox.NamedNode] = []
    for grade in GRADES:
        if len(chosen) >= limit or (weakest is not None and grade > weakest):
            break
        chosen += _most_events(store, by_grade[grade], limit - len(chosen))
    return _as_coverages(store.select(part("coverage-of"), {"coverage": chosen})) if chosen else []


def _most_events(store: Store, coverages: list[ox.NamedNode], limit: int) -> list[ox.NamedNode]:
    if len(coverages) <= limit:
        return coverages
    rows = store.select(part("coverage-counts"), {"coverage": coverages})
    # By IRI where the counts are alike; of one crime type, that is the order of the organizations.
    return [row["coverage"] for row in sorted(rows, key=lambda row: (-int(value(row, "events")), value(row, "coverage")))][:limit]  # type: ignore[return-value]


def _strongest(coverages: Iterable[_Coverage], weakest: Grade | None) -> list[_Coverage]:
    kept = [one for one in coverages if weakest is None or one.grade <= weakest]
    return sorted(kept, key=lambda one: (one.grade, -one.events, one.organization))


class _Where:
    """The events that a question is about, by place, region and time."""

    def __init__(self, store: Store, given: Filter) -> None:
        self._given = given
        self._events: frozenset[str] | None = None
        for name, kind in ((given.region, "region"), (given.place, "place")):
            if name:
                iri = found_entity(store, name, kind)  # type: ignore[arg-type]
                here = frozenset(value(row, "event") for row in store.select(part("events-at"), {"where": ox.NamedNode(iri)}))
                self._events = here if self._events is None else self._events & here

    def holds(self, event: str, date: str) -> bool:
        return (self._events is None or event in self._events) and overlaps(date, self._given.since, self._given.until)


def overlaps(date: str, since: str | None, until: str | None) -> bool:
    """Say whether a date, as precise as it is, may lie between two others.

    >>> overlaps("2019", "2019-03", None), overlaps("2019-02", "2019-03", None), overlaps("2019-03-05", None, "2019-03")
    (True, False, True)
    """
    if not date:
        return since is None and until is None
    after = since is None or date >= since[: len(date)]
    return after and (until is None or date[: len(until)] <= until)


def _involvements(store: Store, coverages: Sequence[_Coverage], where: _Where, exact: Crime | None) -> defaultdict[str, list[_Involvement]]:
    """Return by organization the events that its coverage rests on and that the question is about."""
    found: dict[tuple[str, str], _Involvement] = {}
    if coverages:
        for row in store.select(part("coverage-events"), {"coverage": [ox.NamedNode(one.iri) for one in coverages]}):
            organization, event, date = value(row, "organization"), value(row, "event"), value(row, "date")
            if not where.holds(event, date):
                continue
            grade = event_grade(*(local(row, name) for name in ("type", "role", "status", "instrument")))
            known = found.get((organization, event), _Involvement(event, grade, date, frozenset()))
            found[organization, event] = replace(known, grade=min(grade, known.grade), crimes=known.crimes | {value(row, "about")})
    by_organization: defaultdict[str, list[_Involvement]] = defaultdict(list)
    for (organization, _), one in sorted(found.items()):
        if exact is None or exact.iri in one.crimes:
            by_organization[organization].append(one)
    return by_organization


def _recounted(coverage: _Coverage, involvements: list[_Involvement]) -> _Coverage:
    return replace(
        coverage,
        grade=min(one.grade for one in involvements),
        events=len(involvements),
        last_date=max(one.date for one in involvements),
    )


def _best_events(store: Store, coverages: list[_Coverage]) -> dict[str, _Involvement]:
    """Return by organization the event to quote: the rules have found it."""
    about: defaultdict[str, set[str]] = defaultdict(set)
    events = [ox.NamedNode(event) for event in sorted({one.shown_by for one in coverages if one.shown_by})]
    if events:
        for row in store.select("SELECT ?event ?about { VALUES ?event { UNDEF } ?event csg:concerns ?about }", {"event": events}):
            about[value(row, "event")].add(value(row, "about"))
    return {
        one.organization: _Involvement(one.shown_by, one.grade, "", frozenset(about[one.shown_by])) for one in coverages if one.shown_by
    }


def _rows(store: Store, coverages: list[_Coverage], best: dict[str, _Involvement], crime: Crime, language: str) -> tuple[Partner, ...]:
    words = event_words(store, {one.event for one in best.values()})
    shown = names(store, [one.organization for one in coverages], language)
    rows = []
    for one in coverages:
        shows = best.get(one.organization)
        said = quote(words[shows.event], [one.organization, *_named_first(shows, crime)]) if shows and shows.event in words else None
        rows.append(
            Partner(
                one.organization,
                shown[one.organization],
                one.grade,
                one.events,
                one.last_date,
                said.text if said else "",
                said.entry if said else "",
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.grade, -row.events, row.name)))


def _best(involvements: list[_Involvement]) -> _Involvement:
    """The event to quote: of the strongest grade the last."""
    strongest = min(one.grade for one in involvements)
    return max((one for one in involvements if one.grade == strongest), key=lambda one: (one.date, one.event))


def _named_first(shows: _Involvement, crime: Crime) -> list[str]:
    """The crime type that was asked for if the event names it, else the narrower one that it names."""
    return [crime.iri] if crime.iri in shows.crimes else sorted(shows.crimes)[:1]


def _grade(row: Row) -> Grade:
    letter = local(row, "grade")
    return letter if letter in GRADES else "D"

"""Why an organization does not (or does) stand among the partners of a crime type: what was found, and which rule decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from csgraph.answers.crimes import found_crime, narrower
from csgraph.answers.entities import found_entity
from csgraph.answers.grades import MEANING, event_grade
from csgraph.answers.labels import local_name, names
from csgraph.answers.parts import local, own, part, value
from csgraph.graph.store import Row, Store


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that was found, and what a rule made of it."""

    found: str
    rule: str
    where: str
    counts: bool


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The verdict, and the grounds for it."""

    partner: str
    crime: str
    is_partner: bool
    grounds: tuple[Ground, ...]


def why_not(store: Store, partner: str, crime: str, *, language: str = "en") -> WhyNot:
    """Return what was found of `partner` and `crime`, and which rule kept it in or out."""
    iri, asked = found_entity(store, partner), found_crime(store, crime)
    types = narrower(store, asked)
    within = {term.value for term in types}
    events = _by_event(store.select(part("partner-events"), {"organization": ox.NamedNode(iri)}))
    shown = names(
        store, [iri, asked.iri, *within, *(value(row, "crime") for rows in events.values() for row in rows if "crime" in row)], language
    )
    is_own = iri in own(store)
    grounds = [_event_ground(rows, within, shown) for rows in events.values()]
    is_partner = any(ground.counts for ground in grounds) and not is_own
    seen = {value(row, "entry") for rows in events.values() for row in rows}
    together = store.select(part("together"), {"organization": ox.NamedNode(iri), "crime": types})
    grounds += [_mention_ground(row) for row in together if value(row, "entry") not in seen]
    if is_own:
        grounds.insert(
            0,
            Ground(
                "it publishes the reports, or is a region of who does", "a publisher is no partner of itself (--with-publisher)", "", False
            ),
        )
    if not grounds:
        grounds.append(
            Ground("no event involves it, and no entry names both", "a partner has to be involved in an event on the crime type", "", False)
        )
    return WhyNot(shown[iri], shown[asked.iri], is_partner, tuple(grounds))


def _by_event(rows: list[Row]) -> dict[str, list[Row]]:
    events: defaultdict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (value(row, "date"), value(row, "event"), value(row, "role"), value(row, "crime"))):
        events[value(row, "event")].append(row)
    return events


def _event_ground(rows: list[Row], within: set[str], shown: dict[str, str]) -> Ground:
    first = rows[0]
    crimes = sorted({value(row, "crime") for row in rows} - {""})
    kind, role, status = (local(first, name) for name in ("type", "role", "status"))
    about = ", ".join(shown[crime] for crime in crimes)
    found = f"{role}, {local_name(value(first, 'type')).lower()}" + (f" on {about}" if about else "")
    if date := value(first, "date"):
        found += f", {date}"
    where = local_name(value(first, "entry"))
    if set(crimes) & within:
        grade = event_grade(kind, role, status, local(first, "instrument"))
        return Ground(found, f"counts: grade {grade}, {MEANING[grade]}", where, True)
    rule = "the event is about other crime types" if crimes else "the text does not say on which crime type the event was"
    return Ground(found, rule, where, False)


def _mention_ground(row: Row) -> Ground:
    found = f'"{value(row, "words")}" and "{value(row, "crimeWords")}" stand in one entry'
    return Ground(
        found, "a mere mention is no partnership: no event on it involves the organization", local_name(value(row, "entry")), False
    )

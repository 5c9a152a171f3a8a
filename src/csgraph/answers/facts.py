"""Events and organizations as plain records, for whoever hands the graph on or compares two reports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from csgraph.answers.parts import part, value
from csgraph.graph import mint, vocab
from csgraph.graph.store import Row, Store

_ROLE_IRIS: Final = {mint.term(role): role for role in vocab.ROLES}


@dataclass(frozen=True, slots=True)
class EventFact:
    """An event with its roles; things are named by their IRIs."""

    iri: str
    entry: str
    type: str
    """Local name of its class."""
    name: str
    date: str
    status: str
    instrument: str
    roles: tuple[tuple[str, str], ...]
    """(role, organization or region), sorted."""
    crimes: tuple[str, ...]
    places: tuple[str, ...]
    regions: tuple[str, ...]

    @property
    def organizations(self) -> tuple[str, ...]:
        """Whoever has a role, each once."""
        return tuple(sorted({who for _, who in self.roles}))


@dataclass(frozen=True, slots=True)
class OrganizationFact:
    """An organization or region."""

    iri: str
    is_region: bool
    kind: str
    """Local name of its classification, or empty."""
    names: tuple[tuple[str, str], ...]
    """(language tag, preferred name), sorted."""
    aliases: tuple[str, ...]
    country: str
    wikidata: str
    homepage: str
    parents: tuple[str, ...]
    member_of: tuple[str, ...]

    def name(self, language: str = "en") -> str:
        """Return the preferred name in a language, else in English, else in any."""
        known = dict(self.names)
        return known.get(language) or known.get("en") or next(iter(known.values()), mint.BASE)


def event_facts(store: Store, report: str | None = None) -> tuple[EventFact, ...]:
    """Return all events, or those of one report, in order of their IRIs."""
    rows = store.select(part("events-all")) if report is None else store.select(part("events-of-report"), {"report": ox.NamedNode(report)})
    gathered: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        gathered[value(row, "event"), value(row, "entry")][value(row, "property")].add(value(row, "value"))
    return tuple(_event(event, entry, gathered[event, entry]) for event, entry in sorted(gathered))


def _event(iri: str, entry: str, said: defaultdict[str, set[str]]) -> EventFact:
    def one(property_: str) -> str:
        return min(said[property_], default="")

    types = {type_.removeprefix(vocab.CSG) for type_ in said[vocab.TYPE] - {vocab.EVENT}}
    return EventFact(
        iri=iri,
        entry=entry,
        type=min(types, default="Event"),
        name=one(vocab.SCHEMA + "name"),
        date=one(vocab.DATE),
        status=one(vocab.STATUS).removeprefix(vocab.CSG),
        instrument=one(vocab.INSTRUMENT).removeprefix(vocab.CSG),
        roles=tuple(sorted((role, who) for iri_, role in _ROLE_IRIS.items() for who in said[iri_])),
        crimes=tuple(sorted(said[vocab.CONCERNS])),
        places=tuple(sorted(said[vocab.SCHEMA + "location"])),
        regions=tuple(sorted(said[vocab.REGION])),
    )


def organization_facts(store: Store) -> tuple[OrganizationFact, ...]:
    """Return every organization and region, in order of their IRIs."""
    gathered: defaultdict[str, list[Row]] = defaultdict(list)
    for row in store.select(part("organizations-all")):
        gathered[value(row, "thing")].append(row)
    return tuple(_organization(iri, gathered[iri]) for iri in sorted(gathered))


def _organization(iri: str, rows: list[Row]) -> OrganizationFact:
    said: defaultdict[str, set[str]] = defaultdict(set)
    preferred: dict[str, str] = {}
    for row in rows:
        term = row["value"]
        said[value(row, "property")].add(value(row, "value"))
        if value(row, "property") == vocab.SKOS + "prefLabel" and isinstance(term, ox.Literal):
            language = term.language or ""
            preferred[language] = min(term.value, preferred.get(language, term.value))
    wikidata = [same.removeprefix(vocab.WD) for same in said[vocab.OWL + "sameAs"] if same.startswith(vocab.WD)]
    return OrganizationFact(
        iri=iri,
        is_region=vocab.REGION_CLASS in said[vocab.TYPE],
        kind=min(said[vocab.ORG + "classification"], default="").removeprefix(vocab.CSG),
        names=tuple(sorted(preferred.items())),
        aliases=tuple(sorted(said[vocab.SKOS + "altLabel"] | set(preferred.values()))),
        country=min(said[vocab.SCHEMA + "addressCountry"], default=""),
        wikidata=min(wikidata, default=""),
        homepage=min(said[vocab.FOAF + "homepage"], default=""),
        parents=tuple(sorted(said[vocab.ORG + "subOrganizationOf"] | said[vocab.ORG + "unitOf"])),
        member_of=tuple(sorted(said[vocab.ORG + "memberOf"])),
    )

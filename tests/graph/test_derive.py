"""What rules derive after any changes is what they derive from the whole graph, to the last byte."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from csgraph.graph import derive, vocab, write
from csgraph.graph import ontology as ontologies
from csgraph.graph.embedded import EmbeddedStore
from csgraph.graph.ontology import Ontology
from csgraph.graph.store import open_store
from csgraph.model import Entity, Event, Figure, Mention, PartialDate, Reading, Relation, ReportReading, RoleFiller, Span
from tests.graph.builders import reading, report_of

SCHEME = """
@prefix crime: <https://w3id.org/csgraph/crime/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
crime:reported-harm a skos:Concept ; skos:inScheme crime:scheme .
crime:trade a skos:Concept ; skos:inScheme crime:scheme ; skos:broader crime:reported-harm .
crime:tobacco a skos:Concept ; skos:inScheme crime:scheme ; skos:broader crime:trade .
crime:wildlife a skos:Concept ; skos:inScheme crime:scheme ; skos:broader crime:trade .
crime:ivory a skos:Concept ; skos:inScheme crime:scheme ; skos:broader crime:wildlife .
crime:fraud a skos:Concept ; skos:inScheme crime:scheme ; skos:broader crime:reported-harm .
"""
ONTOLOGY = Ontology(((vocab.ONTOLOGY_GRAPH, b""), (vocab.SCHEME_GRAPH, SCHEME.encode())), ontologies.shipped().rules)

PLACES = [
    Entity("place/world", "place", "World"),
    Entity("place/pa", "place", "Panama", parent="place/world"),
    Entity("place/pa-colon", "place", "Colón", parent="place/pa"),
    Entity("place/nl", "place", "Netherlands", parent="place/world"),
]
KINDS = {"a": "igo", "b": "ngo"}
COUNTRIES = {"a": "NL", "c": "PA"}
ORGANIZATIONS = [
    Entity(f"organization/{name}", "organization", name.upper(), classification=KINDS.get(name, ""), country=COUNTRIES.get(name, ""))
    for name in "abcde"
]
# What no gazetteer lists is described by each report that names it, and not always alike.
UNKNOWN = [Entity(f"organization/{name}", "organization", name.upper(), known=False) for name in "fg"]
COALITION = Entity("organization/coalition", "organization", "Coalition", classification="coalition")
PUBLISHER = Entity("organization/crime-stoppers-international", "organization", "CSI")
REGION = Entity("region/crime-stoppers-international/3", "region", "Region 3", parent=PUBLISHER.id)
ENTITIES = {entity.id: entity for entity in (*PLACES, *ORGANIZATIONS, *UNKNOWN, COALITION, PUBLISHER, REGION)}
TYPES = ("AgreementSigning", "Operation", "Workshop", "Invitation", "Award")
ROLES = ("host", "partner", "participant", "signatory", "speaker")
TEXT = "some words that stand for all"


def any_event(chance: random.Random) -> Event:
    who = chance.sample([*ORGANIZATIONS, *UNKNOWN, PUBLISHER, REGION], chance.randint(0, 4))
    return Event(
        chance.choice(TYPES),
        Span(0, 4),
        roles=tuple(RoleFiller(chance.choice(ROLES), entity.id, None) for entity in who),  # type: ignore[arg-type]
        crimes=tuple(chance.sample(["tobacco", "wildlife", "ivory", "fraud", "trade", "reported-harm"], chance.randint(0, 2))),
        places=tuple(place.id for place in chance.sample(PLACES, chance.randint(0, 2))),
        regions=(REGION.id,) if chance.random() < 0.2 else (),
        date=PartialDate(2019, chance.choice([None, 1, 2, 3])) if chance.random() < 0.8 else None,
        status=chance.choice(["done", "done", "planned", "invited"]),  # type: ignore[arg-type]
        instrument=chance.choice([None, "LetterOfIntent", "Treaty"]),
    )


def any_figure(chance: random.Random) -> Figure:
    value, currency, unit = chance.choice([("3", None, "kg"), ("2.5", None, "kg"), ("1000000", "EUR", None), ("7", None, None)])
    crime = chance.choice(["tobacco", "fraud", None])
    return Figure(chance.choice(["Arrests", "SeizedGoods"]), value, Span(0, 4), unit=unit, currency=currency, crime=crime)


def any_mention(chance: random.Random, begin: int) -> Mention:
    target = chance.choice(["crime/tobacco", "crime/fraud", *(one.id for one in (*ORGANIZATIONS, *UNKNOWN, *PLACES))])
    return Mention(Span(begin, begin + 1), TEXT[begin], target.split("/")[0], target, "unique-name")  # type: ignore[arg-type]


def any_reading(chance: random.Random, report: str, position: int) -> Reading:
    relations = [Relation(one.id, "memberOf", COALITION.id, Span(0, 4)) for one in chance.sample(ORGANIZATIONS, chance.choice([0, 0, 2]))]
    return reading(
        TEXT,
        position,
        report=report,
        month=chance.choice([None, 4]),
        region=REGION.id if chance.random() < 0.3 else None,
        events=tuple(any_event(chance) for _ in range(chance.randint(0, 3))),
        figures=tuple(any_figure(chance) for _ in range(chance.randint(0, 2))),
        mentions=tuple(any_mention(chance, begin) for begin in range(chance.randint(0, 3))),
        relations=tuple(relations),
    )


def any_report(chance: random.Random, report: str, entities: dict[str, Entity]) -> ReportReading:
    readings = [any_reading(chance, report, position) for position in range(chance.randint(1, 3))]
    named = {PUBLISHER.id, *(one.region for one in readings if one.region)}
    for one in readings:
        named |= {filler.entity for event in one.events for filler in event.roles}
        named |= {thing for event in one.events for thing in (*event.places, *event.regions)}
        named |= {name for relation in one.relations for name in (relation.subject, relation.object)}
        named |= {mention.target for mention in one.mentions if mention.kind != "crime"}  # type: ignore[misc]
    while missing := {entities[name].parent for name in named} - named - {None}:
        named |= missing  # type: ignore[arg-type]
    return replace(
        report_of(reading(TEXT, report=report), report=report),
        readings=tuple(readings),
        entities=tuple(_described(chance, entities[name]) for name in sorted(named)),
    )


def _described(chance: random.Random, entity: Entity) -> Entity:
    return (
        entity
        if entity.known
        else replace(entity, classification=chance.choice(["ngo", "company", ""]), country=chance.choice(["", "", "DK"]))
    )


def add(store: EmbeddedStore, *reports: ReportReading) -> None:
    store.replace_reports([(store.mint.report(read.report.id), write.report_nquads(read)) for read in reports])


def opened(place: Path | None = None) -> EmbeddedStore:
    store = open_store(place, ontology=ONTOLOGY)
    assert isinstance(store, EmbeddedStore)
    return store


def assert_as_rebuilt(store: EmbeddedStore) -> None:
    store.refresh_inferred()
    found = store.canonical_nquads().splitlines()
    store.rebuild_inferred()
    rebuilt = store.canonical_nquads().splitlines()
    assert sorted(set(found) - set(rebuilt)) == [], "derived, and no longer true"
    assert sorted(set(rebuilt) - set(found)) == [], "true, and not derived"


@pytest.mark.parametrize("seed", range(40))
def test_any_changes_end_in_what_a_rebuild_gives(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, store = random.Random(seed), opened()
    monkeypatch.setattr(derive, "_AT_ONCE", 3)
    monkeypatch.setattr(derive._Work, "is_large", lambda work: False)
    add(store, *(any_report(chance, f"r{number}", ENTITIES) for number in range(3)))
    store.refresh_inferred()
    in_parts = 0
    for _ in range(8):
        for _ in range(chance.randint(1, 3)):
            present = [report.iri for report in store.reports()]
            if present and chance.random() < 0.35:
                store.remove_report(chance.choice(present))
            else:
                add(store, *(any_report(chance, f"r{chance.randint(0, 5)}", ENTITIES) for _ in range(chance.randint(1, 2))))
        in_parts += store.mint.inferred not in derive.marked(store)
        assert_as_rebuilt(store)
    assert in_parts


def test_a_gazetteer_that_moves_a_place_moves_what_happened_there() -> None:
    chance, store = random.Random(1), opened()
    add(store, *(any_report(chance, f"r{number}", ENTITIES) for number in range(4)))
    store.refresh_inferred()
    moved = ENTITIES | {
        "place/pa": replace(ENTITIES["place/pa"], parent="place/nl"),
        "organization/a": replace(ENTITIES["organization/a"], classification="coalition"),
    }
    add(store, any_report(chance, "r1", moved))
    assert_as_rebuilt(store)


def test_a_gazetteer_that_knows_more_of_an_organization_counts_its_events_again() -> None:
    chance, store = random.Random(1), opened()
    add(store, *(any_report(chance, f"r{number}", ENTITIES) for number in range(6)))
    store.refresh_inferred()
    known = ENTITIES | {"organization/a": replace(ENTITIES["organization/a"], classification="company", country="DK")}
    reports = (any_report(chance, f"r{number}", known) for number in range(7, 99))
    add(store, next(report for report in reports if known["organization/a"] in report.entities))
    assert store.mint.inferred not in derive.marked(store)
    assert_as_rebuilt(store)


class Interrupting:
    """Lets so many calls of a method of the store through, and then interrupts."""

    def __init__(self, step: str, let_through: int) -> None:
        self._original = getattr(EmbeddedStore, step)
        self._left = let_through

    def call(self, store: EmbeddedStore, sparql: str) -> None:
        if not self._left:
            raise KeyboardInterrupt
        self._left -= 1
        self._original(store, sparql)


@pytest.mark.parametrize("step", ["update", "derive"])
def test_a_refresh_that_was_interrupted_is_made_good(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derive._Work, "is_large", lambda work: False)
    for stop_at in range(60):
        chance, store = random.Random(7), opened()
        add(store, *(any_report(chance, f"r{number}", ENTITIES) for number in range(4)))
        store.refresh_inferred()
        store.remove_report(store.mint.report("r0"))
        add(store, any_report(chance, "r1", ENTITIES), any_report(chance, "r9", ENTITIES))
        interrupting = Interrupting(step, stop_at)
        with monkeypatch.context() as patch:
            patch.setattr(EmbeddedStore, step, lambda store, sparql, interrupting=interrupting: interrupting.call(store, sparql))
            try:
                store.refresh_inferred()
            except KeyboardInterrupt:
                assert store.is_stale
            else:
                break
        assert_as_rebuilt(store)
    assert stop_at > 3, "the loop has tried every step"


def test_what_was_changed_by_other_means_is_derived_from_everything(tmp_path: Path) -> None:
    chance, store = random.Random(2), opened(tmp_path / "s")
    add(store, *(any_report(chance, f"r{number}", ENTITIES) for number in range(4)))
    assert derive.marked(store) == {store.mint.inferred}
    store.refresh_inferred()
    assert derive.marked(store) == set()
    add(store, any_report(chance, "r7", ENTITIES))
    assert store.mint.report("r7") in derive.marked(store)
    store.update(f"DELETE WHERE {{ GRAPH <{store.mint.store}> {{ ?store csg:rederive ?any }} }}")
    add(store, any_report(chance, "r8", ENTITIES))
    assert derive.marked(store) == {store.mint.inferred}
    assert_as_rebuilt(store)

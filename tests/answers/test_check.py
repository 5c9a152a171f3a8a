from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from csgraph import resources
from csgraph.answers.check import as_turtle, check, constraints
from csgraph.errors import StoreError
from csgraph.graph import vocab, write
from csgraph.graph.embedded import EmbeddedStore
from csgraph.graph.store import Store, open_store
from tests.graph.builders import small_report

FAULTS = {
    "a date that is none": ("csg:date", '"2019-13"^^xsd:gYearMonth'),
    "a second status": ("csg:status", "csg:Planned"),
    "a status that is not one": ("csg:status", '"done"'),
    "evidence that is no phrase": ("csg:evidence", "<x:words>"),
    "a crime type outside the scheme": ("csg:concerns", "<x:crime>"),
    "a role that involves nobody": ("csg:speaker", "<x:speaker>"),
    "a second kind of event": ("a", "csg:Workshop"),
    "a place that is a word": ("schema:location", '"Panama"'),
}


def new_store() -> Store:
    store = open_store()
    store.replace_report(store.mint.report("csi-2019"), write.report_nquads(small_report()))
    store.rebuild_inferred()
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return new_store()


def faulty(store: Store, predicate: str, value: str) -> None:
    event, graph = f"{store.mint.entry('csi-2019', 2)}#event-1", store.mint.entry("csi-2019", 2)
    prefixes = "".join(f"@prefix {name}: <{iri}> . " for name, iri in vocab.PREFIXES.items())
    store.load(f"{prefixes} <{event}> {predicate} {value} .".encode(), ox.RdfFormat.TURTLE, graph=graph)


def test_a_report_as_it_is_written_breaks_no_shape(store: Store) -> None:
    assert [(result.focus, result.check.message()) for result in check(store).results] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_at_its_node(fault: str) -> None:
    store = new_store()
    faulty(store, *FAULTS[fault])
    report = check(store)
    assert {result.focus for result in report.results} == {f"{store.mint.entry('csi-2019', 2)}#event-1"}


@pytest.mark.filterwarnings("ignore")
def test_what_is_found_is_what_a_general_validator_finds() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    from rdflib import RDF, Graph, Namespace

    store = new_store()
    for fault, (predicate, value) in FAULTS.items():
        if fault != "a date that is none":  # rdflib takes any text for an xsd:gYearMonth
            faulty(store, predicate, value)
    union = Graph()
    for triple in store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        union.parse(data=f"{triple} .", format="nt")
    shapes = Graph().parse(data=resources.text("ontology", "shapes.ttl"), format="turtle")
    _, theirs, _ = pyshacl.validate(union, shacl_graph=shapes, advanced=False)
    SH = Namespace(vocab.SH)
    expected = {
        (str(theirs.value(node, SH.focusNode)), str(theirs.value(node, SH.sourceConstraintComponent)))
        for node in theirs.subjects(RDF.type, SH.ValidationResult)
    }
    assert {(result.focus, result.check.component) for result in check(store).results} == expected


@pytest.mark.parametrize("seed", range(12))
def test_a_probe_passes_over_nothing_that_breaks_a_shape(seed: int) -> None:
    store, chance = new_store(), random.Random(seed)
    assert isinstance(store, EmbeddedStore)
    quads = sorted((quad for quad in store.quads if "/id/" in quad.graph_name.value), key=str)  # type: ignore[union-attr]
    for quad in chance.sample(quads, 60):
        if chance.random() < 0.6:
            store.quads.remove(quad)
        value = chance.choice([chance.choice(quads).object, ox.Literal("x"), ox.Literal("x", datatype=ox.NamedNode(vocab.XSD + "integer"))])
        store.quads.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    found = {(result.focus, result.check.sparql) for result in check(store).results}
    assert found
    assert found == {(row["focus"].value, one.sparql) for one in constraints(store) for row in store.select(one.sparql)}  # type: ignore[union-attr]


def test_the_report_is_one_that_other_tools_read() -> None:
    store = new_store()
    faulty(store, *FAULTS["a second status"])
    written = as_turtle(check(store))
    graph = ox.Store()
    graph.load(written, ox.RdfFormat.TURTLE)
    assert graph.query("ASK { [] a sh:ValidationReport ; sh:conforms false ; sh:result/sh:focusNode ?x }", prefixes=vocab.PREFIXES)
    assert as_turtle(check(store)) == written


def test_a_constraint_that_is_not_understood_is_an_error_and_not_passed_over(store: Store) -> None:
    shapes = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix csg: <https://w3id.org/csgraph/ontology#> .
    csg:S a sh:NodeShape ; sh:targetClass csg:Event ; sh:property [ sh:path csg:date ; sh:xone ( ) ] ."""
    with pytest.raises(StoreError, match="sh:xone"):
        check(store, shapes.encode())

"""The same calls on every kind of store, compared with the store in memory to the last byte."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from csgraph.errors import QueryError, StoreError
from csgraph.graph import write
from csgraph.graph.store import Change, Store, open_store
from csgraph.model import ReportReading
from tests.graph.builders import AGREEMENT, mention, reading, report_of, small_report
from tests.graph.stand_in import ONTOLOGY

pytestmark = pytest.mark.xdist_group("servers")

KINDS = ("memory", "folder", "oxigraph", "virtuoso")
BASES = (f"https://example.org/{number}/" for number in itertools.count())
MANY = 140
"""Entries of a report whose answers are longer than what the Virtuoso of these tests gives at once."""


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of each kind; on a server, below a base of its own."""
    monkeypatch.setenv("CSGRAPH_STORE_USER", "dba")
    monkeypatch.setenv("CSGRAPH_STORE_PASSWORD", "dba")
    with open_store(_place(request, tmp_path), base=next(BASES), ontology=ONTOLOGY) as opened:
        yield opened
        opened._apply(Change(drop=tuple(opened.graphs())))


def _place(request: pytest.FixtureRequest, folder: Path) -> str | Path | None:
    if request.param in ("oxigraph", "virtuoso"):
        url: str = request.getfixturevalue(f"{request.param}_url")
        return url
    return folder / "store" if request.param == "folder" else None


def add(store: Store, *reports: ReportReading) -> None:
    store.replace_reports([(store.mint.report(read.report.id), write.report_nquads(read, store.mint)) for read in reports])


def expected(store: Store, *reports: ReportReading) -> bytes:
    """What a store in memory says after the same reports."""
    with open_store(base=store.mint.base, ontology=ONTOLOGY) as memory:
        add(memory, *reports)
        memory.rebuild_inferred()
        return memory.canonical_nquads()


def long_report() -> ReportReading:
    found = mention(AGREEMENT, "illicit trade", "crime/illicit-trade")
    return report_of(*(reading(AGREEMENT, number, report="long", mentions=(found,)) for number in range(1, MANY)), report="long")


def test_a_report_with_what_rules_derive_is_the_same_everywhere(store: Store) -> None:
    add(store, small_report("one"), small_report("two"))
    store.refresh_inferred()
    assert store.canonical_nquads() == expected(store, small_report("one"), small_report("two"))


def test_a_report_takes_the_place_of_its_former_self(store: Store) -> None:
    add(store, small_report())
    shorter = report_of(reading(AGREEMENT, 1))
    add(store, shorter)
    store.refresh_inferred()
    assert store.canonical_nquads() == expected(store, shorter)


def test_a_removed_report_leaves_what_was_before(store: Store) -> None:
    add(store, small_report("one"))
    store.refresh_inferred()
    before = store.canonical_nquads()
    add(store, long_report())
    store.remove_report(store.mint.report("long"))
    store.refresh_inferred()
    assert store.canonical_nquads() == before


def test_answers_longer_than_a_server_gives_at_once_are_whole(store: Store) -> None:
    add(store, long_report())
    assert len(store.select("SELECT ?entry { ?entry dct:isPartOf ?report }")) == MANY - 1
    strings = "CONSTRUCT { ?entry nif:isString ?text ; csg:position ?n } WHERE { ?entry nif:isString ?text ; csg:position ?n }"
    assert len(set(store.construct(strings))) == 2 * (MANY - 1)
    assert len([graph for graph in store.graphs() if "/entry/" in graph]) == MANY - 1


def test_reports_are_listed_alike(store: Store) -> None:
    add(store, small_report())
    (listed,) = store.reports()
    assert (listed.id, listed.year, listed.publisher, listed.entries, listed.findings) == (
        "csi-2019",
        "2019",
        "Crime Stoppers International",
        2,
        1,
    )


def test_a_description_holds_both_directions(store: Store) -> None:
    add(store, small_report())
    organization = ox.NamedNode(store.mint.entity("organization/wfzo"))
    found = set(store.construct(f"DESCRIBE {organization}"))
    assert any(triple.subject == organization for triple in found)
    assert any(triple.object == organization and triple.predicate.value.endswith("signatory") for triple in found)
    assert {str(triple) for triple in found} == {
        str(triple) for triple in _memory_with(store, small_report()).construct(f"DESCRIBE {organization}")
    }


def _memory_with(store: Store, *reports: ReportReading) -> Store:
    memory = open_store(base=store.mint.base, ontology=ONTOLOGY)
    add(memory, *reports)
    return memory


def test_literals_come_back_as_they_went(store: Store) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    graph, subject = store.mint.base + "report/literals/entry/1", "<https://example.org/s>"
    literals = [
        *(f'"{number}"^^<{xsd}decimal>' for number in ("12", "11.5", "-79.53", "0.000001", "123456789012345678901234567890")),
        *(f'"{value}"^^<{xsd}{kind}>' for value, kind in (("7", "integer"), ("true", "boolean"), ("false", "boolean"))),
        *(f'"{value}"^^<{xsd}{kind}>' for value, kind in (("2019", "gYear"), ("2019-03", "gYearMonth"), ("2019-03-12", "date"))),
        '"x"@da', '"x"@en-gb', '""', '" space around "', '"\\n\\t\\"quoted\\" \\\\"', '"😀 \u2028 \x85"', '"long ' + "é" * 12_000 + '"',
    ]  # fmt: skip
    store.load("".join(f"{subject} <https://example.org/p{n}> {text} <{graph}> .\n" for n, text in enumerate(literals)).encode())
    kept = {
        triple.predicate.value: triple.object
        for triple in store.construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    }
    rows = {row["p"].value: row["o"] for row in store.select(f"SELECT ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")}
    for number, text in enumerate(literals):
        (wanted,) = ox.parse(f"{subject} {subject} {text} .", ox.RdfFormat.N_TRIPLES)
        assert kept[f"https://example.org/p{number}"] == wanted.object == rows[f"https://example.org/p{number}"]
    assert store.dump(graph=graph, format=ox.RdfFormat.N_TRIPLES).count(b"\n") == len(literals)


def test_a_query_that_cannot_be_read_is_one_line(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.select("SELECT ?x {\n ?x ?y\n")
    assert "\n" not in str(caught.value)


def test_removing_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match="csgraph reports"):
        store.remove_report(store.mint.report("never"))


def test_rdflib_asks_the_same_data(store: Store) -> None:
    add(store, small_report())
    dataset = store.rdflib()
    pattern = f'{{ ?entry a csg:Entry FILTER(STRSTARTS(STR(?entry), "{store.mint.base}")) }}'
    assert len(list(dataset.query(f"PREFIX csg: <https://w3id.org/csgraph/ontology#> SELECT ?entry {pattern}"))) == 2

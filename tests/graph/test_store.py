from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csgraph.errors import QueryError, StoreError
from csgraph.graph import vocab, write
from csgraph.graph.store import Store, open_store
from csgraph.model import ReportReading
from tests.graph.builders import AGREEMENT, mention, reading, report_of, small_report
from tests.graph.stand_in import ONTOLOGY


def empty_store() -> Store:
    return open_store(ontology=ONTOLOGY)


def add(store: Store, read: ReportReading) -> None:
    store.replace_report(store.mint.report(read.report.id), write.report_nquads(read, store.mint))


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return open_store(None if request.param == "memory" else tmp_path / "store", ontology=ONTOLOGY)


def test_a_report_that_was_added_is_listed(store: Store) -> None:
    add(store, small_report())
    (listed,) = store.reports()
    assert (listed.id, listed.title, listed.year, listed.entries, listed.findings) == ("csi-2019", "Report csi-2019", "2019", 2, 1)
    assert listed.publisher == "Crime Stoppers International"


def test_adding_a_report_twice_changes_nothing(store: Store) -> None:
    add(store, small_report())
    before = store.canonical_nquads()
    add(store, small_report())
    assert store.canonical_nquads() == before


def test_what_was_written_is_what_is_kept(store: Store) -> None:
    add(store, small_report())
    assert set(store.canonical_nquads().splitlines()) == set(write.report_nquads(small_report()).splitlines())


def test_a_removed_report_leaves_no_trace(store: Store) -> None:
    add(store, small_report("first"))
    before = store.canonical_nquads()
    add(store, small_report("second"))
    assert store.canonical_nquads() != before
    store.remove_report(store.mint.report("second"))
    assert store.canonical_nquads() == before
    store.remove_report(store.mint.report("first"))
    assert store.canonical_nquads() == b""


def test_removing_what_is_not_there_is_an_error_that_says_what_is(store: Store) -> None:
    with pytest.raises(StoreError, match="csgraph reports"):
        store.remove_report(store.mint.report("never"))


def test_a_shorter_report_in_the_place_of_a_longer_one_leaves_no_old_entry(store: Store) -> None:
    add(store, small_report())
    shorter = report_of(reading(AGREEMENT, 1))
    add(store, shorter)
    assert store.canonical_nquads() == b"".join(line + b"\n" for line in sorted(write.report_nquads(shorter).splitlines()))


def test_a_description_of_another_gazetteer_is_replaced(store: Store) -> None:
    add(store, small_report())
    read = small_report("second")
    renamed = tuple(dataclasses.replace(e, label="OECD, renamed") if e.id == "organization/oecd" else e for e in read.entities)
    add(store, dataclasses.replace(read, entities=renamed))
    found = store.select(f"SELECT ?name {{ <{store.mint.entity('organization/oecd')}> skos:prefLabel ?name FILTER(LANG(?name) = 'en') }}")
    assert [row["name"] for row in found] == [ox.Literal("OECD, renamed", language="en")]


def test_a_query_sees_the_union_of_all_graphs_and_knows_the_prefixes(store: Store) -> None:
    add(store, small_report())
    assert store.ask("ASK { ?event csg:concerns ?crime . ?crime skos:prefLabel 'ulovlig handel'@da }")


def test_a_query_that_cannot_be_read_is_one_line(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.select("SELECT ?x {\n ?x ?y\n")
    assert "\n" not in str(caught.value)


def test_a_parameter_is_bound_as_a_term_and_never_pasted() -> None:
    store = empty_store()
    add(store, small_report())
    question = 'SELECT ?org { VALUES ?name { "" } ?org skos:altLabel ?name }'
    assert store.select(question, {"name": ox.Literal("WFZO")})
    assert not store.select(question, {"name": ox.Literal('" } ?org ?p ?name #')})
    with pytest.raises(QueryError, match="no parameter"):
        store.select(question, {"other": ox.Literal("x")})


def test_rules_run_once_reports_have_changed(store: Store) -> None:
    assert not store.is_stale
    add(store, small_report())
    assert store.is_stale
    store.refresh_inferred()
    assert not store.is_stale
    assert store.ask("ASK { GRAPH ?g { ?a csg:partnerOf ?b } }")
    store.remove_report(store.mint.report("csi-2019"))
    store.refresh_inferred()
    assert store.canonical_nquads() == b""


def test_a_store_that_is_opened_again_holds_what_it_held(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", ontology=ONTOLOGY) as first:
        add(first, small_report())
        before = first.canonical_nquads()
    with open_store(tmp_path / "s", ontology=ONTOLOGY, create=False) as second:
        assert second.canonical_nquads() == before


def test_a_store_that_another_process_holds_is_one_clear_line(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", ontology=ONTOLOGY):
        program = f"import pyoxigraph; pyoxigraph.Store({str(tmp_path / 's')!r})"
        assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode
        with pytest.raises(StoreError, match="another process") as caught:
            open_store(tmp_path / "s", ontology=ONTOLOGY)
        assert "\n" not in str(caught.value)


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="other files"):
        open_store(tmp_path, ontology=ONTOLOGY)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_looking_for_a_store_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="csgraph add"):
        open_store(tmp_path / "none", ontology=ONTOLOGY, create=False)
    assert not (tmp_path / "none").exists()


def test_a_store_of_another_format_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", ontology=ONTOLOGY) as store:
        data = store.dump().replace(f'<{vocab.STORE_FORMAT}> "1"'.encode(), f'<{vocab.STORE_FORMAT}> "0"'.encode())
    other = ox.Store(tmp_path / "t")
    other.load(data, ox.RdfFormat.N_QUADS)
    del other
    with pytest.raises(StoreError, match="format 0"):
        open_store(tmp_path / "t", ontology=ONTOLOGY)


def test_a_term_that_is_explained_otherwise_derives_nothing_anew(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", ontology=ONTOLOGY) as store:
        add(store, small_report())
        notes = store._notes()
        derived = store.dump(graph=store.mint.inferred)
    (graph, turtle), *others = ONTOLOGY.graphs
    explained = turtle + b'\n<https://w3id.org/csgraph/ontology#Event> <http://www.w3.org/2000/01/rdf-schema#comment> "otherwise" .'
    with open_store(tmp_path / "s", ontology=dataclasses.replace(ONTOLOGY, graphs=((graph, explained), *others))) as store:
        assert "otherwise" in store.dump(graph=graph).decode()
        assert sorted(store._notes().splitlines()) == sorted(notes.splitlines()), "what is still to be derived is not forgotten"
        assert store.is_stale
        assert sorted(store.dump(graph=store.mint.inferred).splitlines()) == sorted(derived.splitlines())
    rule = "CONSTRUCT { ?report a csg:Seen } WHERE { ?report a csg:Report }"
    with open_store(tmp_path / "s", ontology=dataclasses.replace(ONTOLOGY, rules=(*ONTOLOGY.rules, ("99-seen", rule)))) as store:
        assert not store.is_stale
        assert store.ask("ASK { ?report a csg:Seen }")


def test_another_ontology_is_loaded_in_the_place_of_the_old_one(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", ontology=ONTOLOGY) as store:
        add(store, small_report())
        store.rebuild_inferred()
    newer = dataclasses.replace(ONTOLOGY, rules=())
    with open_store(tmp_path / "s", ontology=newer) as store:
        assert not store.ask("ASK { GRAPH ?g { ?a csg:partnerOf ?b } }")


def test_rdflib_sees_the_same_data_through_the_union() -> None:
    store = empty_store()
    add(store, small_report())
    dataset = store.rdflib()
    assert len(list(dataset.query("SELECT ?e { ?e a csg:Event }"))) == 2


names = st.sampled_from(["organization/oecd", "organization/wfzo", "organization/wwf", "organization/a-new-one", "place/pa"])


def mentioning(report: str, targets: list[str]) -> ReportReading:
    text = "some words"
    return report_of(reading(text, 1, report=report, mentions=tuple(mention(text, "words", target) for target in targets)), report=report)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.lists(names, max_size=4)), max_size=4), st.lists(names, max_size=4))
def test_adding_and_removing_gives_what_was_before(others: list[tuple[str, list[str]]], targets: list[str]) -> None:
    store = empty_store()
    for report, mentioned in others:
        add(store, mentioning(report, mentioned))
    before = store.canonical_nquads()
    add(store, mentioning("x", targets))
    store.remove_report(store.mint.report("x"))
    assert store.canonical_nquads() == before
    add(store, mentioning("x", targets))
    fresh = empty_store()
    for report, mentioned in dict(others).items():
        add(fresh, mentioning(report, mentioned))
    add(fresh, mentioning("x", targets))
    assert store.canonical_nquads() == fresh.canonical_nquads()

from __future__ import annotations

import dataclasses
import string

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csgraph.errors import ReportError
from csgraph.graph import vocab, write
from csgraph.graph.mint import Mint
from csgraph.model import Entity, Event, Finding, Mention, Reading, Span
from tests.graph.builders import AGREEMENT, MEETING, reading, report_of, small_report

MINT = Mint()
ENTRY = MINT.entry("csi-2019", 2)


def quads_of(read: object) -> list[ox.Quad]:
    return list(ox.parse(write.report_nquads(read), ox.RdfFormat.N_QUADS))  # type: ignore[arg-type]


def store_of(read: object) -> ox.Store:
    store = ox.Store()
    store.extend(quads_of(read))
    return store


def rows(store: ox.Store, variables: str, pattern: str) -> set[tuple[str, ...]]:
    found = store.query(f"SELECT {variables} {{ {pattern} }}", prefixes=vocab.PREFIXES, use_default_graph_as_union=True)
    return {tuple(term.value for term in row) for row in found}  # type: ignore[union-attr]


def test_every_line_is_a_quad_and_stands_once() -> None:
    lines = write.report_nquads(small_report()).decode().splitlines()
    assert len(lines) == len(set(lines)) == len(quads_of(small_report()))


def test_no_graph_holds_a_blank_node() -> None:
    assert not [quad for quad in quads_of(small_report()) if any(isinstance(term, ox.BlankNode) for term in quad)]


def test_the_same_reading_gives_the_same_bytes() -> None:
    assert write.report_nquads(small_report()) == write.report_nquads(small_report())


def test_what_an_entry_states_stands_in_the_graph_named_by_the_entry() -> None:
    graphs = {quad.graph_name.value for quad in quads_of(small_report())}  # type: ignore[union-attr]
    assert graphs == {MINT.report("csi-2019"), MINT.entry("csi-2019", 1), ENTRY, MINT.entities}


def test_a_phrase_is_named_by_its_characters_and_written_once_for_all_its_uses() -> None:
    begin = MEETING.index("OECD")
    phrase = f"<{ENTRY}#char={begin},{begin + 4}>"
    found = rows(store_of(small_report()), "?words ?rule ?who", f"{phrase} nif:anchorOf ?words ; csg:rule ?rule ; itsrdf:taIdentRef ?who")
    assert found == {("OECD", "genitive", MINT.entity("organization/oecd"))}


def test_a_role_is_written_as_itself_and_as_involvement() -> None:
    found = rows(store_of(small_report()), "?who", "?event a csg:Meeting ; csg:host ?who ; csg:involves ?who")
    assert found == {(MINT.entity("organization/oecd"),)}


def test_the_words_that_name_who_was_what_are_evidence_of_the_event() -> None:
    found = rows(store_of(small_report()), "?words", "?event a csg:Meeting ; csg:evidence/nif:anchorOf ?words")
    assert {words for (words,) in found} == {"meeting", "took part in", "OECD", "Region 3", "WWF", "A New One"}


def test_an_actor_that_the_text_does_not_name_makes_the_event_inherited() -> None:
    store = store_of(small_report())
    assert rows(store, "?basis", "?event a csg:AgreementSigning ; csg:basis ?basis") == {(vocab.INHERITED,)}
    assert rows(store, "?basis", "?event a csg:Meeting ; csg:basis ?basis") == {(vocab.STATED,)}


def test_a_month_without_a_day_stays_a_month() -> None:
    dates = {quad.object for quad in quads_of(small_report()) if quad.predicate.value == vocab.DATE}
    assert dates == {ox.Literal("2019-03", datatype=ox.NamedNode(vocab.XSD + "gYearMonth"))}


def test_a_relation_is_a_triple_and_a_statement_that_shows_its_words() -> None:
    store = store_of(small_report())
    assert rows(store, "?whole", f"<{MINT.entity('organization/wwf')}> org:memberOf ?whole") == {(MINT.entity("organization/a-new-one"),)}
    words = rows(store, "?words", "[] a rdf:Statement ; rdf:predicate org:memberOf ; csg:evidence/nif:anchorOf ?words")
    assert words == {("WWF and A New One",)}


def test_an_unknown_name_is_described_in_its_report_and_nowhere_else() -> None:
    unknown = ox.NamedNode(MINT.entity("organization/a-new-one"))
    graphs = {quad.graph_name.value for quad in quads_of(small_report()) if quad.subject == unknown}  # type: ignore[union-attr]
    assert graphs == {MINT.report("csi-2019")}


def test_a_finding_points_at_the_words_and_is_no_event() -> None:
    begin = MEETING.index("A New One")
    store = store_of(small_report())
    found = rows(store, "?kind ?about", "?report csg:finding ?finding . ?finding csg:findingKind ?kind ; csg:about ?about")
    assert found == {("unknown-organization", f"{ENTRY}#char={begin},{begin + 9}")}
    assert not rows(store, "?words", "?finding a csg:Finding ; csg:evidence ?words")


def test_a_second_name_in_the_language_of_the_label_is_an_alternative() -> None:
    entity = Entity("organization/x", "organization", "Label", labels=(("en", "Second"), ("da", "Dansk")))
    values = list(write.entity_lines(entity, MINT, "."))
    assert sum("prefLabel" in value for value in values) == 2
    assert any("altLabel" in value and "Second" in value for value in values)


def test_a_lone_surrogate_is_an_error_that_names_the_source() -> None:
    with pytest.raises(ReportError, match=r"csi-2019\.txt.*UTF-8"):
        write.report_nquads(report_of(reading("a \udc00 b")))


any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(any_text, any_text, st.text(string.printable, min_size=1, max_size=20))
def test_any_text_comes_back_from_a_parser_as_it_went_in(text: str, name: str, slug: str) -> None:
    target = f"organization/{slug}"
    span = Span(0, len(text))
    one = Reading(
        dataclasses.replace(reading(text).entry, text=text),
        mentions=(Mention(span, text, "organization", target, "alias"),),
        events=(Event("Meeting", span, name=name, audience=(name,)),),
    )
    read = report_of()
    read = dataclasses.replace(
        read, readings=(one,), findings=(Finding("doubtful-amount", name),), entities=(Entity(target, "organization", name),)
    )
    literals = {quad.object.value for quad in quads_of(read) if isinstance(quad.object, ox.Literal)}
    assert {text, name} <= literals


@given(any_text)
def test_any_text_comes_back_from_an_update_as_it_went_in(text: str) -> None:
    store = ox.Store()
    store.update(f"INSERT DATA {{ <x:s> <x:p> {write.plain(text)} }}")
    assert [quad.object.value for quad in store] == [text]  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["\\u0022 . }", "a\\\\u0041", "\\", '"', "\x85\u2028", "\x00\x01"])
def test_text_that_looks_like_an_escape_is_only_text(text: str) -> None:
    store = ox.Store()
    store.update(f"INSERT DATA {{ <x:s> <x:p> {write.plain(text)} }}")
    assert [quad.object.value for quad in store] == [text]  # type: ignore[union-attr]


def test_every_phrase_cuts_out_exactly_its_words() -> None:
    store = store_of(small_report())
    texts = {MINT.entry("csi-2019", 1): AGREEMENT, ENTRY: MEETING}
    found = store.query(
        "SELECT * { ?p nif:anchorOf ?words ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:referenceContext ?entry }",
        prefixes=vocab.PREFIXES,
        use_default_graph_as_union=True,
    )
    seen = list(found)  # type: ignore[arg-type]
    assert len(seen) > 10
    assert all(texts[row["entry"].value][int(row["b"].value) : int(row["e"].value)] == row["words"].value for row in seen)

from __future__ import annotations

import itertools

import pytest

from csgraph import resources
from csgraph.answers.diff import compared, same
from csgraph.answers.evidence import event_words, quote
from csgraph.answers.facts import event_facts, organization_facts
from csgraph.answers.grades import JOINT_WORK, MEETINGS, event_grade
from csgraph.answers.matrix import matrix
from csgraph.answers.network import measured, partner_network
from csgraph.answers.partners import Filter, overlaps, partners
from csgraph.answers.whynot import why_not
from csgraph.errors import QueryError
from csgraph.graph import mint, vocab, write
from csgraph.graph.store import Store, open_store
from csgraph.model import Event, ReportReading, RoleFiller, Status
from tests.graph.builders import AGREEMENT, agreement, mention, reading, report_of, small_report, span_of

TYPES = sorted(JOINT_WORK | MEETINGS | {"AgreementSigning", "Award", "Recognition", "Admission", "Invitation", "Appointment", "Record"})
STATUSES: tuple[Status, ...] = ("done", "planned", "invited")


def store_of(*reports: ReportReading) -> Store:
    store = open_store()
    for read in reports:
        store.replace_report(store.mint.report(read.report.id), write.report_nquads(read))
    store.rebuild_inferred()
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(small_report())


def test_the_grade_of_one_event_is_the_one_that_the_rules_derive() -> None:
    cases = [
        (type_, role, status, instrument)
        for type_, role, status in itertools.product(TYPES, vocab.ROLES, STATUSES)
        for instrument in ((None, "LetterOfIntent", "Treaty") if type_ == "AgreementSigning" else (None,))
    ]
    # A crime type of its own for each case: so each coverage rests on one event.
    crimes = [
        line.split("\t")[0]
        for line in resources.text("data", "crime-types.tsv").splitlines()[1:]
        if "\t" in line and not line.startswith(("reported-harm", "crime\t", "non-crime-harm"))
    ]
    for batch in (cases[start : start + len(crimes)] for start in range(0, len(cases), len(crimes))):
        text = AGREEMENT
        events = tuple(
            Event(
                type_,
                span_of(text, "signed"),
                roles=(RoleFiller(role, "organization/oecd", None),),
                crimes=(crime,),
                status=status,
                instrument=instrument,
            )  # type: ignore[arg-type]
            for (type_, role, status, instrument), crime in zip(batch, crimes, strict=False)
        )
        derived = store_of(report_of(reading(text, events=events)))
        rows = derived.select("SELECT ?crime ?grade { ?coverage csg:crimeType ?crime ; csg:exactGrade ?grade }")
        found = {mint.crime_id(row["crime"].value): row["grade"].value.rsplit("#")[-1] for row in rows}  # type: ignore[union-attr]
        expected = {
            crime: event_grade(type_, role, status.capitalize(), instrument or "")
            for (type_, role, status, instrument), crime in zip(batch, crimes, strict=False)
        }
        assert found == expected


def test_partners_stand_in_order_of_grade_with_the_words_that_say_so(store: Store) -> None:
    found = partners(store, "illicit trade")
    assert [(row.grade, row.name) for row in found.rows] == [
        ("A", "World Free Zones Organization"),
        ("C", "Organisation for Economic Co-operation and Development"),
        ("D", "A New One"),
        ("D", "World Wide Fund for Nature"),
    ]
    assert found.rows[0].quote == "March – signed an MOU with World Free Zones Organization (WFZO) on illicit trade in free zones."


def test_a_question_by_time_gives_what_the_rules_give_when_it_leaves_nothing_out(store: Store) -> None:
    everything = partners(store, "illicit trade", Filter(since="1900"))
    assert everything == partners(store, "illicit trade")


def test_the_publisher_is_no_partner_of_itself_unless_it_is_asked_for(store: Store) -> None:
    names = {row.name for row in partners(store, "illicit trade", Filter(with_publisher=True)).rows}
    assert {"Crime Stoppers International", "CSI Region 3"} <= names


@pytest.mark.parametrize(
    ("date", "since", "until", "is_within"),
    [
        ("2019", "2019-06", None, True),
        ("2019-05", "2019-06", None, False),
        ("2019-06-01", "2019-06", "2019-06", True),
        ("2019-07", None, "2019-06", False),
        ("2020", None, "2019", False),
        ("", None, None, True),
        ("", "2019", None, False),
    ],
)
def test_a_date_is_within_as_far_as_it_says(date: str, since: str | None, until: str | None, is_within: bool) -> None:
    assert overlaps(date, since, until) is is_within


def test_a_quote_is_cut_from_its_entry_and_shows_what_was_left_out(store: Store) -> None:
    (event,) = [one for one in event_facts(store) if one.type == "Meeting"]
    words = event_words(store, [event.iri])[event.iri]
    said = quote(words, [store.mint.entity("organization/oecd")])
    assert all(piece.of(words.text) in words.text for piece in said.pieces)
    assert "OECD" in said.text


def test_a_gap_of_a_region_names_who_covers_the_crime_elsewhere() -> None:
    agreed = small_report()
    found = matrix(store_of(agreed), "region")
    assert found.cells == {("CSI Region 3", "illicit trade"): "C"}
    by_partner = matrix(store_of(agreed))
    assert by_partner.cells["World Free Zones Organization", "illicit trade"] == "A"


def test_why_a_partner_is_none_is_said_with_the_rule(store: Store) -> None:
    text = "INTERPOL"
    assert not why_not(store, "Organisation for Economic Co-operation and Development", "fraud").is_partner
    found = why_not(store, "WWF", "illicit trade")
    assert found.is_partner and found.grounds[0].rule.startswith("counts: grade D")
    own = why_not(store, "Crime Stoppers International", "illicit trade")
    assert not own.is_partner and "publishes" in own.grounds[0].found
    with pytest.raises(QueryError, match=text):
        why_not(store, text, "fraud")


def test_a_mere_mention_is_no_partnership() -> None:
    text = "March – WWF was in the news on illicit trade."
    mentioned = reading(text, mentions=(mention(text, "WWF", "organization/wwf"), mention(text, "illicit trade", "crime/illicit-trade")))
    store = store_of(report_of(mentioned))
    assert not partners(store, "illicit trade").rows
    assert "mere mention" in why_not(store, "WWF", "illicit trade").grounds[0].rule


def test_one_large_conference_weighs_as_much_as_one_small_meeting(store: Store) -> None:
    graph = partner_network(store)
    assert dict(graph.degree(weight="weight"))[store.mint.entity("organization/wfzo")] == 1
    assert round(dict(graph.degree(weight="weight"))[store.mint.entity("organization/oecd")], 6) == 1


@pytest.mark.parametrize("metric", ["degree", "betweenness", "communities", "brokers"])
def test_every_measure_says_by_which_rule_it_was_made_and_is_the_same_twice(store: Store, metric: str) -> None:
    found = measured(store, metric)  # type: ignore[arg-type]
    assert "1/(n-1)" in found.rule
    assert found == measured(store, metric)  # type: ignore[arg-type]


def test_a_later_report_gains_and_loses_partners() -> None:
    second = report_of(
        reading(
            AGREEMENT, report="csi-2020", events=(agreement(AGREEMENT, "signed", "organization/wfzo", "World Free Zones Organization"),)
        ),
        report="csi-2020",
    )
    found = {(one.kind, one.what) for one in compared(store_of(small_report(), second), "csi-2019", "csi-2020")}
    assert ("partner lost", "World Wide Fund for Nature") in found
    assert not any(what == "World Free Zones Organization" for _, what in found)


def test_two_versions_of_one_report_that_say_the_same_do_not_differ() -> None:
    store = store_of(small_report("one"), small_report("two"))
    assert same(store, "one", "two") == ()
    with pytest.raises(QueryError, match="same report"):
        same(store, "one", "one")


def test_everything_involved_is_described(store: Store) -> None:
    involved = {who for event in event_facts(store) for who in event.organizations}
    assert involved <= {one.iri for one in organization_facts(store)}


def test_why_not_grades_a_letter_of_intent_as_partners_does() -> None:
    event = Event(
        "AgreementSigning",
        span_of(AGREEMENT, "signed"),
        roles=(RoleFiller("signatory", "organization/oecd", None),),
        crimes=("illicit-trade",),
        instrument="LetterOfIntent",
    )
    store = store_of(report_of(reading(AGREEMENT, events=(event,))))
    (row,) = partners(store, "illicit trade").rows
    (ground,) = why_not(store, "OECD", "illicit trade").grounds
    assert row.grade == "B"
    assert ground.rule.startswith("counts: grade B")

from __future__ import annotations

import dataclasses
import re

import pyoxigraph as ox
import pytest

from csgraph.answers import ask as catalogue
from csgraph.answers.ask import Question, ask, questions
from csgraph.errors import QueryError
from csgraph.graph import write
from csgraph.graph.ontology import shipped
from csgraph.graph.store import Store, open_store
from tests.graph.builders import small_report
from tests.graph.stand_in import ONTOLOGY


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_store(ontology=dataclasses.replace(ONTOLOGY, rules=shipped().rules))
    store.replace_report(store.mint.report("csi-2019"), write.report_nquads(small_report()))
    store.rebuild_inferred()
    return store


def test_the_catalogue_has_at_least_twenty_five_questions() -> None:
    assert len(questions()) >= 25


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_question_is_documented_and_runs_with_its_defaults(store: Store, asked: Question) -> None:
    assert asked.title.endswith(".")
    assert asked.example.startswith(f"csgraph ask {asked.name}")
    assert isinstance(store.query(asked.sparql), ox.QuerySolutions)


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_parameter_stands_in_a_values_block_and_in_the_example(asked: Question) -> None:
    blocks = set(re.findall(r"VALUES \?(\w+) \{", asked.sparql))
    assert blocks == {parameter.name for parameter in asked.parameters}
    assert all(f"--set {parameter.name}=" in asked.example for parameter in asked.parameters)


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_question_says_in_which_order_its_rows_stand(asked: Question) -> None:
    assert "ORDER BY" in asked.sparql


def test_a_question_takes_names_as_people_write_them(store: Store) -> None:
    answer = ask(store, "same-events", organization="oecd")
    assert {row[0] for row in catalogue.cells(store, answer)} == {"World Wide Fund for Nature", "CSI Region 3", "A New One"}
    assert ask(store, "events-of-crime", crime="Ulovlig handel").rows == ask(store, "events-of-crime", crime="illicit-trade").rows


def test_a_name_in_quotes_is_a_name_and_no_query(store: Store) -> None:
    with pytest.raises(QueryError, match="is called"):
        ask(store, "same-events", organization='OECD" } UNION { ?other ?p ?o } #')


def test_an_unknown_question_or_parameter_gets_the_nearest(store: Store) -> None:
    with pytest.raises(QueryError, match="same-events"):
        ask(store, "same-event")
    with pytest.raises(QueryError, match="It takes organization"):
        ask(store, "same-events", org="OECD")


def test_a_region_is_found_by_its_number_alone(store: Store) -> None:
    answer = ask(store, "partners-in-region", region="region 3")
    assert "World Wide Fund for Nature" in {row[0] for row in catalogue.cells(store, answer)}


def test_what_was_seized_shows_its_words(store: Store) -> None:
    answer = ask(store, "figures", measure="Arrests")
    (row,) = catalogue.cells(store, answer)
    assert row == ["2019-03", 12, "person", "exactly", "12 people arrested", "csi-2019, entry 2"]

from __future__ import annotations

import dataclasses
import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

from csgraph.answers.evaluate import evaluate, load_gold, totals
from csgraph.errors import QueryError
from csgraph.graph import write
from csgraph.graph.ontology import Ontology
from csgraph.graph.store import Store, open_store
from csgraph.model import ReportReading
from tests.answers.gold_reading import gold_reading

GOLD = sorted(Path(__file__).parents[1].glob("gold/**/*.yaml"))


def store_of(read: ReportReading) -> Store:
    store = open_store(ontology=Ontology())
    store.replace_report(store.mint.report(read.report.id), write.report_nquads(read))
    return store


def without_half_of_it(read: ReportReading) -> ReportReading:
    """Leave out what every second entry says, and call one organization by a wrong name."""
    kept = tuple(r if r.entry.position % 2 else dataclasses.replace(r, mentions=(), events=(), figures=()) for r in read.readings)
    entities = tuple(dataclasses.replace(e, label="Wrong") if e.id.endswith("oecd") else e for e in read.entities)
    return dataclasses.replace(read, readings=kept, entities=entities)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name)
def test_gold_read_as_gold_is_right_in_everything(path: Path) -> None:
    gold = load_gold(path)
    found = evaluate(store_of(gold_reading(gold)), gold)
    assert {kind: score.f1 for kind, score in found.scores.items() if score.f1 < 1} == {}
    assert found.evidence_accuracy == 1


SCORER = Path(os.environ.get("CSGRAPH_SCORER", ""))
"""A scorer of the same gold that is not in the repository, its gold beside it."""


@pytest.mark.filterwarnings("ignore")  # the scorer leaves its gold file open
@pytest.mark.skipif(not SCORER.is_file(), reason="CSGRAPH_SCORER names no scorer to compare with")
@pytest.mark.parametrize("spoil", [lambda read: read, without_half_of_it], ids=["whole", "half"])
def test_the_scores_are_those_of_another_scorer(tmp_path: Path, spoil: Any) -> None:
    specification = importlib.util.spec_from_file_location("score", SCORER)
    assert specification and specification.loader
    scorer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(scorer)
    path = SCORER.with_name("csi-2019.da.yaml")
    gold = load_gold(path)
    read = spoil(gold_reading(gold))
    (tmp_path / "g.nq").write_bytes(write.report_nquads(read))
    theirs = scorer.main(str(tmp_path / "g.nq"), str(path))
    ours = evaluate(store_of(read), gold, names_from="aliases")
    assert {k: (s.right, s.read, s.gold, round(s.f1, 3)) for k, s in ours.scores.items()} == {
        k: (v["tp"], v["sys"], v["gold"], v["f1"]) for k, v in theirs.items() if not k.startswith("_")
    }
    assert ours.macro_f1 == theirs["_macro_f1"]
    assert {"sys": ours.entries, "gold": ours.gold_entries} == theirs["_entries"]


def test_a_name_without_an_alias_is_right_when_it_is_read() -> None:
    gold = load_gold(GOLD[0]) | {"aliases": {}}
    assert evaluate(store_of(gold_reading(gold)), gold).scores["organizations"].f1 == 1
    assert evaluate(store_of(gold_reading(gold)), gold, names_from="aliases").scores["organizations"].f1 == 0


def test_totals_add_the_facts_of_all_reports() -> None:
    gold = load_gold(GOLD[0])
    found = evaluate(store_of(gold_reading(gold)), gold)
    assert totals([found, found])["events"].gold == 2 * found.scores["events"].gold


def test_a_file_that_is_no_gold_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: [")
    with pytest.raises(QueryError, match=r"x\.yaml"):
        load_gold(tmp_path / "x.yaml")

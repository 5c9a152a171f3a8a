"""The kept graphs: `make golden` rewrites them, and looking through that diff is the review."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox
import pytest

from csgraph.graph import vocab
from tests.golden_graphs import GOLDEN, KEPT, golden_nquads, graph_path

pytestmark = pytest.mark.xdist_group("gold")


def test_every_folder_is_a_report_that_is_compared() -> None:
    assert {path.name for path in GOLDEN.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(KEPT)


@pytest.mark.parametrize("name", KEPT)
def test_a_report_gives_the_graph_that_was_looked_through(name: str) -> None:
    kept, now = graph_path(name).read_bytes().splitlines(), golden_nquads(name).splitlines()
    gone, new = sorted(set(kept) - set(now)), sorted(set(now) - set(kept))
    assert (gone[:5], new[:5]) == ([], []), f"{len(gone)} lines gone, {len(new)} new. Run `make golden` and look through the diff."
    assert kept == now


@pytest.mark.parametrize("name", KEPT)
def test_every_phrase_of_a_kept_graph_cuts_out_its_words(name: str) -> None:
    facts: dict[ox.NamedNode, dict[str, str]] = defaultdict(dict)
    for quad in ox.parse(graph_path(name).read_bytes(), ox.RdfFormat.N_QUADS):
        if isinstance(quad.subject, ox.NamedNode) and quad.predicate.value.startswith(vocab.NIF):
            facts[quad.subject][quad.predicate.value.removeprefix(vocab.NIF)] = quad.object.value
    texts = {iri.value: fact["isString"] for iri, fact in facts.items() if "isString" in fact}
    phrases = [fact for fact in facts.values() if "anchorOf" in fact]
    assert len(phrases) > 50
    for fact in phrases:
        text = texts[fact["referenceContext"]]
        assert text[int(fact["beginIndex"]) : int(fact["endIndex"])] == fact["anchorOf"]


@pytest.mark.parametrize("name", KEPT)
def test_a_kept_graph_is_sorted_and_has_no_blank_node(name: str) -> None:
    lines = graph_path(name).read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert not [line for line in lines if line.startswith(b"_:") or b" _:" in line.split(b'"')[0]]

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from csgraph.graph import vocab, write
from csgraph.graph.jsonld import compact_jsonld
from tests.graph.builders import small_report

XSD = vocab.XSD
ODD = [
    f'<x:s> <{vocab.CSG}position> "{number}"^^<{XSD}integer> <x:g> .' for number in ("0", "-3", "007", "12345678901234567890", "x")
] + [
    f'<x:s> <{vocab.CSG}exact> "{value}"^^<{XSD}boolean> <x:g> .' for value in ("true", "false", "1")
] + [
    f'<x:s> <{vocab.CSG}date> "2019-03"^^<{XSD}gYearMonth> .',
    f'<x:s> <{vocab.CSG}date> "words" .',
    f'<x:s> <{vocab.CSG}region> "no region" <x:g> .',
    f'<x:s> <{vocab.SKOS}prefLabel> "navn"@da, "name"@en-gb <x:g> .'.replace(", ", f' <x:g> .\n<x:s> <{vocab.SKOS}prefLabel> '),
    f"<x:s> <{vocab.TYPE}> <x:Class> .",
    f"<{vocab.CRIME}//odd> <{vocab.CSG}> <{vocab.CSG}a/b> <x:g> .",
    "_:b <https:p> _:b <x:g> .",
]  # fmt: skip


def test_what_is_written_is_read_again_and_needs_no_other_file() -> None:
    quads = list(ox.parse(write.report_nquads(small_report()), ox.RdfFormat.N_QUADS))
    document = compact_jsonld(quads)
    assert set(ox.parse(document, ox.RdfFormat.JSON_LD)) == set(quads)
    assert compact_jsonld(reversed(quads)) == document
    (entry,) = [graph for graph in json.loads(document)["@graph"] if graph["id"].endswith("/entry/1")]
    event = next(node for node in entry["@graph"] if "Event" in node["type"])
    assert event["type"] == ["Event", "AgreementSigning"] or set(event["type"]) == {"Event", "AgreementSigning"}
    assert event["concerns"] == "crime:illicit-trade"


@pytest.mark.parametrize("line", ODD)
def test_an_odd_statement_keeps_its_meaning(line: str) -> None:
    quads = list(ox.parse(line, ox.RdfFormat.N_QUADS))
    read = list(ox.parse(compact_jsonld(quads), ox.RdfFormat.JSON_LD))
    if "_:b" in line:
        assert len(read) == 1 and read[0].subject == read[0].object and isinstance(read[0].subject, ox.BlankNode)
    else:
        assert set(read) == set(quads)

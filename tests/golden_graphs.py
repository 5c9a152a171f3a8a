"""The graphs that are kept beside the tests, so that a change of the reader is a diff that one can look through."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from csgraph.graph import vocab
from csgraph.graph.mint import Mint
from tests.gold_scores import SEED, scored

GOLDEN = Path(__file__).parent / "golden"
KEPT = (
    SEED,
    "alliance-2022.da",
    "alliance-2022.en",
    "alliance-2022.fr",
    "alliance-2022.de",
    "policia-2022.es",
    "uif-2021.pt",
    "finanza-2022.it",
    "noorderdam-havens-2021.nl",
    "tullverket-2020.sv",
    "kripos-2022.nb",
)
_ENTITIES = ox.NamedNode(Mint().entities)
_DESCRIBED = {vocab.TYPE, vocab.SKOS + "prefLabel"}


def graph_path(name: str) -> Path:
    return GOLDEN / name / "graph.nq"


def golden_nquads(name: str) -> bytes:
    """Return what a report says as canonical N-Quads (RDFC-1.0: without blank nodes the sorted lines).

    Listed entities keep only their kind and English name here; what else is known of them stands in the gazetteers.
    """
    quads = ox.Dataset(quad for quad in ox.parse(scored(name).nquads, ox.RdfFormat.N_QUADS) if _is_kept(quad))
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert lines is not None
    return b"".join(sorted(lines.splitlines(keepends=True)))


def _is_kept(quad: ox.Quad) -> bool:
    if quad.graph_name != _ENTITIES:
        return True
    is_english = not isinstance(quad.object, ox.Literal) or quad.object.language == "en"
    return quad.predicate.value in _DESCRIBED and is_english

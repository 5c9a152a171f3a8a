"""What a store holds before any report: the ontology and the crime types, and the rules that derive more."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import pyoxigraph as ox

from csgraph import resources
from csgraph.graph import vocab


@dataclass(frozen=True)
class Ontology:
    """Turtle for each graph, and CONSTRUCT rules in the order in which they are to run."""

    graphs: tuple[tuple[str, bytes], ...] = ()
    """(IRI of the graph, Turtle)."""
    rules: tuple[tuple[str, str], ...] = ()
    """(name, SPARQL CONSTRUCT); a rule sees what those before it derived."""

    @cached_property
    def digest(self) -> str:
        """Changes when a term, a crime type or a rule does; a store compares it to know that it is out of date."""
        digest = hashlib.sha256()
        for name, content in (*self.graphs, *((name, rule.encode()) for name, rule in self.rules)):
            digest.update(name.encode() + b"\0" + content + b"\0")
        return digest.hexdigest()

    @cached_property
    def rules_digest(self) -> str:
        """Changes when what rules derive may: a rule, or the order of the crime types, but no label and no comment."""
        ordered = sorted(
            f"{quad.subject} {quad.predicate} {quad.object}"
            for graph, turtle in self.graphs
            for quad in ox.parse(turtle, ox.RdfFormat.TURTLE, base_iri=graph)
            if quad.predicate.value in _ORDER
        )
        digest = hashlib.sha256("\n".join(ordered).encode())
        for name, rule in self.rules:
            code = "\n".join(line for line in rule.splitlines() if not line.startswith("#"))
            digest.update(f"\0{name}\0{code}".encode())
        return digest.hexdigest()


_ORDER: Final = frozenset({vocab.SKOS + "broader", vocab.SKOS + "inScheme"})
"""What rules read of the ontology and the scheme."""


@cache
def shipped() -> Ontology:
    """Return the ontology of this installation."""
    files = ((vocab.ONTOLOGY_GRAPH, "csgraph.ttl"), (vocab.SCHEME_GRAPH, "crime.ttl"))
    rules = sorted(resources.path("ontology", "rules").glob("*.rq"))
    return Ontology(
        tuple((graph, resources.path("ontology", name).read_bytes()) for graph, name in files),
        tuple((rule.stem, rule.read_text(encoding="utf-8")) for rule in rules),
    )


def crime_names(ontology: Ontology, crimes: set[str]) -> bytes:
    """Return the preferred names of some crime types (by IRI) as sorted N-Quads of the scheme's graph."""
    wanted = {ox.NamedNode(iri) for iri in crimes}
    kept = {vocab.TYPE, vocab.SKOS + "prefLabel"}
    lines = {
        f"{quad.subject} {quad.predicate} {quad.object} <{graph}> .\n"
        for graph, turtle in ontology.graphs
        if graph == vocab.SCHEME_GRAPH
        for quad in ox.parse(turtle, ox.RdfFormat.TURTLE, base_iri=graph)
        if quad.subject in wanted and quad.predicate.value in kept
    }
    return "".join(sorted(lines)).encode()

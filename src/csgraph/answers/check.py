"""The shapes of the ontology over a store: what breaks them, as rows and as a SHACL validation report."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pyoxigraph as ox

from csgraph import resources
from csgraph.answers.parts import value
from csgraph.graph import vocab
from csgraph.graph.shapes import Check, checks
from csgraph.graph.store import Store
from csgraph.graph.syntax import serialized


@dataclass(frozen=True, slots=True)
class Result:
    """One node that breaks one constraint."""

    focus: str
    check: Check
    value: ox.NamedNode | ox.Literal | None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the whole store found."""

    constraints: int
    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing was found (SHACL, 3.6.1.1)."""
        return not self.results


def check(store: Store, shapes: bytes | None = None) -> Report:
    """Check the store against the shipped shapes, or against others in Turtle."""
    compiled = constraints(store, shapes)
    results: list[Result] = []
    may_break = _answered(store, {_asked(store, constraint) for constraint in compiled} - {""})
    for constraint in compiled:
        if not may_break.get(_asked(store, constraint), True):
            continue
        for row in store.select(constraint.sparql):
            found = row.get("value")
            results.append(Result(value(row, "focus"), constraint, found if isinstance(found, ox.NamedNode | ox.Literal) else None))
    return Report(len(compiled), tuple(sorted(results, key=lambda one: (one.check.shape, one.check.path, one.focus, str(one.value)))))


def _asked(store: Store, constraint: Check) -> str:
    """Return an ASK that is false only if nothing breaks a constraint; where that costs a journey, the probe or none."""
    return constraint.probe or (f"ASK {{ {{ {constraint.sparql} }} }}" if store.at_once > 1 else "")


def _answered(store: Store, asks: set[str]) -> dict[str, bool]:
    """Ask several things at once: the store works on an ASK without holding up other threads."""
    in_order = sorted(asks)
    if store.at_once == 1:
        return {ask: store.ask(ask) for ask in in_order}
    with ThreadPoolExecutor(store.at_once) as threads:
        return dict(zip(in_order, threads.map(store.ask, in_order), strict=True))


def constraints(store: Store, shapes: bytes | None = None) -> tuple[Check, ...]:
    """Return the constraints of the shipped shapes, or of others in Turtle, with the classes that this store knows."""
    turtle = resources.path("ontology", "shapes.ttl").read_bytes() if shapes is None else shapes
    return checks(turtle, _Subclasses(store).of)


class _Subclasses:
    """Which classes lie below which, read once."""

    def __init__(self, store: Store) -> None:
        self._below: dict[str, set[str]] = {}
        for row in store.select("SELECT ?class ?above { ?class rdfs:subClassOf ?above FILTER(isIRI(?class) && isIRI(?above)) }"):
            self._below.setdefault(value(row, "above"), set()).add(value(row, "class"))

    def of(self, iri: str) -> list[str]:
        found, waiting = {iri}, [iri]
        while waiting:
            for below in self._below.get(waiting.pop(), set()) - found:
                found.add(below)
                waiting.append(below)
        return sorted(found)


def as_turtle(report: Report) -> bytes:
    """Return the report in the vocabulary of SHACL, for other tools."""
    root = ox.BlankNode("report")
    triples = [
        ox.Triple(root, _term(vocab.TYPE), _term(vocab.SH + "ValidationReport")),
        ox.Triple(root, _term(vocab.SH + "conforms"), ox.Literal(report.conforms)),
    ]
    for number, result in enumerate(report.results, start=1):
        triples += _result_triples(root, ox.BlankNode(f"result{number}"), result)
    return serialized(triples, ox.RdfFormat.TURTLE)


def _result_triples(root: ox.BlankNode, node: ox.BlankNode, result: Result) -> list[ox.Triple]:
    constraint = result.check
    triples = [
        ox.Triple(root, _term(vocab.SH + "result"), node),
        ox.Triple(node, _term(vocab.TYPE), _term(vocab.SH + "ValidationResult")),
        ox.Triple(node, _term(vocab.SH + "focusNode"), _term(result.focus)),
        ox.Triple(node, _term(vocab.SH + "resultSeverity"), _term(constraint.severity)),
        ox.Triple(node, _term(vocab.SH + "sourceConstraintComponent"), _term(constraint.component)),
    ]
    triples += [
        ox.Triple(node, _term(vocab.SH + "resultMessage"), ox.Literal(message, language=language) if language else ox.Literal(message))
        for language, message in constraint.messages
    ]
    if constraint.path_iri:
        triples.append(ox.Triple(node, _term(vocab.SH + "resultPath"), _term(constraint.path_iri)))
    if result.value is not None:
        triples.append(ox.Triple(node, _term(vocab.SH + "value"), result.value))
    return triples


def _term(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)

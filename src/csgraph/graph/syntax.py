"""RDF written down, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from csgraph.graph import vocab


def serialized(statements: Iterable[ox.Triple] | Iterable[ox.Quad], format: ox.RdfFormat) -> bytes:
    """Return statements in a syntax; those with prefixes declare those of the vocabulary that are used, in order."""
    if format not in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        return ox.serialize(statements, format=format) or b""
    written = ox.serialize(statements, format=format, prefixes=vocab.PREFIXES) or b""
    lines = written.decode().splitlines(keepends=True)
    # Oxigraph declares its prefixes in no order.
    head = sorted(line for line in lines if line.startswith("@prefix "))
    body = "".join(line for line in lines if not line.startswith("@prefix "))
    used = [line for line in head if f"{line.split()[1]}" in body]
    return ("".join(used) + "\n" + body).encode()


def insert_data(nquads: str) -> Iterator[str]:
    """Yield N-Quads lines as an INSERT DATA, each run of lines of one graph in one block.

    >>> "".join(insert_data('<x:s> <x:p> "o" <x:g> .'))
    'INSERT DATA {\\nGRAPH <x:g> {\\n<x:s> <x:p> "o" .\\n}\\n}'
    """
    if not nquads:
        return
    yield "INSERT DATA {\n"
    current, closing = "", ""
    for line in nquads.split("\n"):
        if not line:
            continue
        triple, graph, _ = line.rsplit(" ", 2)
        if graph != current:
            yield f"{closing}GRAPH {graph} {{\n"
            current, closing = graph, "}\n"
        yield triple + " .\n"
    yield closing + "}"


def removals(graphs: Iterable[str], entities: Iterable[str], described_in: str) -> Iterator[str]:
    """Yield the updates that drop graphs, and those that delete what one graph says of some entities; more may follow each.

    >>> "".join(removals(["x:g"], ["x:e"], "x:entities"))
    'DROP SILENT GRAPH <x:g> ;\\nDELETE WHERE { GRAPH <x:entities> { <x:e> ?p ?o } } ;\\n'
    """
    for graph in graphs:
        yield f"DROP SILENT GRAPH <{graph}> ;\n"
    for entity in entities:
        yield f"DELETE WHERE {{ GRAPH <{described_in}> {{ <{entity}> ?p ?o }} }} ;\n"

"""A store on a SPARQL 1.1 server, over Query, Update and the Graph Store Protocol.

What differs between servers is met here: a union of all graphs where a server has none by itself, answers that a server cuts
(Virtuoso's ``ResultSetMaxRows``), uploads that it would refuse for their size, ``true`` that comes back as ``1``, DESCRIBE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeVar

import pyoxigraph as ox

from csgraph.errors import QueryError, StoreError, one_line
from csgraph.graph import sparql as forms
from csgraph.graph import vocab
from csgraph.graph.bind import Bindings, bound, with_prefixes
from csgraph.graph.endpoint import ROW_LIMIT, Endpoint
from csgraph.graph.mint import Mint
from csgraph.graph.ontology import Ontology
from csgraph.graph.store import Answer, Change, Store
from csgraph.graph.syntax import insert_data, removals

if TYPE_CHECKING:
    import httpx
    import rdflib

_JSON: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_QUADS: Final = "application/n-quads"

_LARGEST_UPDATE: Final = 64 * 1024 * 1024
"""Bytes; Oxigraph takes twice as many."""
_LINES_IN_UPDATE: Final = 2_000
"""Of one INSERT DATA to a server that compiles it; Virtuoso refuses 20,000 (SP030)."""
_LINES_IN_UPLOAD: Final = 50_000
_DROPS_IN_UPDATE: Final = 100
_GRAPHS_IN_DUMP: Final = 100
# Virtuoso writes booleans as numbers, blank nodes as IRIs. No text of a literal can look like these: its quotes would be escaped.
_NODE_ID: Final = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')
_NUMERIC_BOOLEAN: Final = re.compile(rb'("datatype"\s*:\s*"http://www\.w3\.org/2001/XMLSchema#boolean"\s*,\s*"value"\s*:\s*)"([01])"')

_T = TypeVar("_T")


class RemoteStore(Store):
    """The same calls over HTTP. Where a server cannot do a change at once, a report counts only when its last part is there."""

    def __init__(self, endpoint: Endpoint, mint: Mint, ontology: Ontology) -> None:
        super().__init__(mint, ontology)
        self.endpoint = endpoint
        self._whole_up_to = 50
        """Graphs of no more triples than this are not cut."""

    @classmethod
    def opened(cls, place: str, mint: Mint, ontology: Ontology, *, create: bool) -> RemoteStore:
        """Reach the store at an address; with `create`, make one of an empty place."""
        store = cls(Endpoint(place), mint, ontology)
        try:
            store._open(create=create)
        except BaseException as fault:
            store.close()
            if isinstance(fault, StoreError) and not str(fault).startswith(place):
                raise StoreError(f"{place}: {fault}") from None
            raise
        return store

    def _open(self, *, create: bool) -> None:
        is_new = not self.ask(f"ASK {{ GRAPH <{self.mint.store}> {{ ?store csg:storeFormat ?format }} }}")
        if is_new and not create:
            raise StoreError("no csgraph store is there. `csgraph add REPORT --store URL` makes one.")
        if is_new or self.may_write:
            self._prepare(is_new=is_new)

    @property
    def may_write(self) -> bool:
        """Whether trying to write makes sense: a server that always asks for credentials was given some."""
        return self.endpoint.has_credentials or self.endpoint.kind.name not in ("virtuoso", "csgraph")

    # Questions

    def query(self, sparql: str, bindings: Bindings | None = None) -> Answer:
        sparql = with_prefixes(bound(sparql, bindings) if bindings else sparql)
        if forms.query_form(sparql) == "DESCRIBE":
            sparql = forms.described(sparql)
        if forms.query_form(sparql) == "CONSTRUCT":
            return self._triples(sparql)
        answer = self.endpoint.query(sparql, _JSON)
        limit = answer.headers.get(ROW_LIMIT)
        return _solutions(answer.content) if limit is None else self._paged_solutions(sparql, int(limit))

    def _triples(self, sparql: str) -> ox.QueryTriples:
        """Triples come as a query result of a small store, so that callers get what an embedded store gives."""
        found = ox.Store()
        answer = self.endpoint.query(sparql, _TRIPLES)
        found.load(answer.content, _syntax(answer), to_graph=ox.DefaultGraph())
        limit = self._limit_that_cuts(len(found))
        if limit is not None:
            for page in self._pages(sparql, limit, _TRIPLES):
                found.load(page.content, _syntax(page), to_graph=ox.DefaultGraph())
        triples = found.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        assert isinstance(triples, ox.QueryTriples)
        return triples

    def _limit_that_cuts(self, triples: int) -> int | None:
        """Return the limit by which a server may have cut a graph of so many triples; Virtuoso does, and does not say so.

        What it does to rows it does say, so all triples are asked for as rows: no more come than the limit.
        """
        if self.endpoint.kind.name != "virtuoso" or triples <= self._whole_up_to:
            return None
        probe = self.endpoint.query("SELECT (1 AS ?n) { ?s ?p ?o }", _JSON)
        limit = int(probe.headers.get(ROW_LIMIT, 0))
        self._whole_up_to = limit or sum(1 for _ in _solutions(probe.content))  # type: ignore[union-attr, misc]
        return limit if limit and triples > limit else None

    def _paged_solutions(self, sparql: str, limit: int) -> Answer:
        """Ask again in parts: what the server has cut is no answer. The parts are put together as SPARQL JSON."""
        import json

        head: list[str] = []
        rows: list[object] = []
        for page in self._pages(sparql, limit, _JSON):
            part = json.loads(_as_written(page.content))
            head, rows = part["head"]["vars"], rows + part["results"]["bindings"]
        return _solutions(json.dumps({"head": {"vars": head}, "results": {"bindings": rows}}).encode())

    def _pages(self, sparql: str, limit: int, accept: str) -> Iterator[httpx.Response]:
        # An answer of just `limit` rows would look cut, and each solution gives as many triples as the template has.
        size = max(1, (limit - 1) // forms.triples_of_one(sparql))
        offset = 0
        while True:
            page = self.endpoint.query(forms.paged(sparql, size, offset), accept)
            if ROW_LIMIT in page.headers:
                raise QueryError(f"the server cuts every answer at {limit} rows. Raise its ResultSetMaxRows, or ask with LIMIT.")
            if _is_empty(page, accept):
                return
            yield page
            offset += size

    # Writing

    def load(self, data: bytes, format: ox.RdfFormat = ox.RdfFormat.N_QUADS, *, graph: str | None = None) -> None:
        try:
            quads = list(ox.parse(data, format, rename_blank_nodes=True))
        except SyntaxError as fault:
            raise StoreError(f"the data cannot be read as {format.name}: {one_line(fault)}") from fault
        name = None if graph is None else ox.NamedNode(graph)
        self._apply(Change(add=b"".join(_line(quad, name) for quad in quads)))

    def _infer(self, rule: str) -> None:
        """Let the server work: what a rule derives need not travel twice."""
        self.endpoint.update(forms.as_insert(with_prefixes(rule), self.mint.inferred))

    def rebuild_inferred(self) -> int:
        """Have a csgraph server run its rules itself."""
        if self.endpoint.kind.name != "csgraph":
            return super().rebuild_inferred()
        self.endpoint.refresh()
        return len(self.dump(ox.RdfFormat.N_TRIPLES, graph=self.mint.inferred).splitlines())

    def _insert(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        name = ox.NamedNode(graph)
        self._apply(Change(add=b"".join(_line(ox.Quad(t.subject, t.predicate, t.object), name) for t in triples)))

    def _apply(self, change: Change) -> None:
        change = replace(change, early=b"", add=change.early + change.add)
        if self.endpoint.kind.is_atomic and len(change.add) <= _LARGEST_UPDATE:
            text = "".join((*self._removals(change), *insert_data(change.add.decode())))
            if text:
                self.endpoint.update(text)
            return
        for some in _batches(self._removals(change), _DROPS_IN_UPDATE):
            self.endpoint.update("".join(some).removesuffix(" ;\n"))
        if self.endpoint.kind.is_atomic and self.endpoint.kind.graphs:
            self.endpoint.write_graph(change.add, _QUADS)
        else:
            self._add_piece_by_piece(change.add)

    def _removals(self, change: Change) -> list[str]:
        """A report's own graph goes first and comes last, so that a report that is listed is whole."""
        drop = sorted(change.drop, key=lambda graph: not self._is_report(graph))
        return list(removals(drop, change.forget, self.mint.entities))

    def _add_piece_by_piece(self, nquads: bytes) -> None:
        def rank(graph: str) -> int:
            return 0 if graph == self.mint.store else 2 if self._is_report(graph) else 1

        by_graph: dict[str, list[str]] = {}
        for line in filter(None, nquads.decode().split("\n")):
            triple, graph, _ = line.rsplit(" ", 2)
            by_graph.setdefault(graph[1:-1], []).append(triple)
        for _, group in groupby(sorted(by_graph, key=rank), key=rank):
            graphs = tuple(group)
            small = [graph for graph in graphs if self._fits_in_update(by_graph[graph])]
            self._insert_small([(graph, triple) for graph in small for triple in by_graph[graph]])
            for graph in graphs:
                if graph not in small:
                    self._upload(graph, by_graph[graph])

    def _fits_in_update(self, triples: list[str]) -> bool:
        """A blank node is one node within one request only."""
        return not self.endpoint.kind.graphs or (len(triples) <= _LINES_IN_UPDATE and not any(_has_blank(triple) for triple in triples))

    def _insert_small(self, lines: list[tuple[str, str]]) -> None:
        for some in _batches(lines, _LINES_IN_UPDATE):
            self.endpoint.update("".join(insert_data("".join(f"{triple} <{graph}> .\n" for graph, triple in some))))

    def _upload(self, graph: str, triples: list[str]) -> None:
        size = len(triples) if any(_has_blank(triple) for triple in triples) else _LINES_IN_UPLOAD
        for some in _batches(triples, size):
            self.endpoint.write_graph("".join(f"{triple} .\n" for triple in some).encode(), _TRIPLES, graph)

    def _is_report(self, graph: str) -> bool:
        return graph.startswith(f"{self.mint.base}report/") and "/entry/" not in graph

    def refresh_inferred(self) -> None:
        if self.may_write:
            super().refresh_inferred()

    # The whole

    def graphs(self) -> list[str]:
        """Return our graphs; a server may have others, its own among them."""
        ours = {graph for graph, _ in self.ontology.graphs}
        found = (row["g"] for row in self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))
        names = {graph.value for graph in found if isinstance(graph, ox.NamedNode)}
        return sorted(name for name in names if name.startswith(self.mint.base) or name in ours)

    def dump(self, format: ox.RdfFormat = ox.RdfFormat.N_QUADS, *, graph: str | None = None) -> bytes:
        if graph is not None:
            triples = self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
            return ox.serialize(triples, format=format, prefixes=vocab.PREFIXES) or b""
        return ox.serialize(self._quads(), format=format, prefixes=vocab.PREFIXES) or b""

    def _quads(self) -> Iterator[ox.Quad]:
        question = "SELECT ?g ?s ?p ?o { VALUES ?g { UNDEF } GRAPH ?g { ?s ?p ?o } }"
        for some in _batches(self.graphs(), _GRAPHS_IN_DUMP):
            for row in self.select(question, {"g": [ox.NamedNode(graph) for graph in some]}):
                yield ox.Quad(row["s"], row["p"], row["o"], row["g"])  # type: ignore[arg-type]

    def close(self) -> None:
        self.endpoint.close()

    def rdflib(self) -> rdflib.Dataset:
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        store = SPARQLStore(self.endpoint.query_url, method="POST_FORM", returnFormat="json")
        dataset = rdflib.Dataset(store=store, default_union=True)
        for prefix, iri in vocab.PREFIXES.items():
            dataset.bind(prefix, iri, override=True, replace=True)
        return dataset


def _solutions(json_bytes: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    try:
        return ox.parse_query_results(_as_written(json_bytes), ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as fault:
        raise StoreError(f"the server's answer is no SPARQL result: {one_line(fault)[:200]}") from fault


def _as_written(json_bytes: bytes) -> bytes:
    json_bytes = _NODE_ID.sub(rb"\1", json_bytes)
    return _NUMERIC_BOOLEAN.sub(lambda found: found.group(1) + (b'"true"' if found.group(2) == b"1" else b'"false"'), json_bytes)


def _syntax(answer: httpx.Response) -> ox.RdfFormat:
    media = answer.headers.get("content-type", _TRIPLES).split(";")[0].strip()
    return ox.RdfFormat.from_media_type(media) or ox.RdfFormat.TURTLE


def _is_empty(page: httpx.Response, accept: str) -> bool:
    if accept == _JSON:
        return next(iter(_solutions(page.content)), None) is None  # type: ignore[arg-type]
    return next(iter(ox.parse(page.content, _syntax(page))), None) is None


def _line(quad: ox.Quad, graph: ox.NamedNode | None) -> bytes:
    name = graph if isinstance(quad.graph_name, ox.DefaultGraph) or graph is not None else quad.graph_name
    if name is None:
        raise StoreError("the data name no graph for some of their triples. Say which with `graph`.")
    return f"{quad.subject} {quad.predicate} {quad.object} {name} .\n".encode()


def _has_blank(triple: str) -> bool:
    return triple.startswith("_:") or " _:" in triple.split('"', 1)[0]


def _batches(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for begin in range(0, len(items), size):
        yield items[begin : begin + size]

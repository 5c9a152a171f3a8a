"""The process that answers questions, from a snapshot or from a server elsewhere."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from csgraph.errors import QueryError
from csgraph.graph import ontology as ontologies
from csgraph.graph import sparql as forms
from csgraph.graph import vocab
from csgraph.graph.embedded import EmbeddedStore
from csgraph.graph.mint import Mint
from csgraph.graph.store import Store, open_store
from csgraph.graph.syntax import serialized
from csgraph.screens.contacts import masked, masked_nquads
from csgraph.web import negotiate
from csgraph.web.worker import Answering, Reply

_ROW_FORMATS: Final = {
    negotiate.JSON: ox.QueryResultsFormat.JSON,
    negotiate.XML: ox.QueryResultsFormat.XML,
    negotiate.CSV: ox.QueryResultsFormat.CSV,
    negotiate.TSV: ox.QueryResultsFormat.TSV,
}
_OUTGOING: Final = 5_000
_INCOMING: Final = 500
"""Of what is said about a thing elsewhere, a page shows so much."""


class Reader:
    """Answers from one state of a store."""

    def __init__(self, snapshot: str, base: str) -> None:
        self.is_remote = snapshot.startswith(("http://", "https://"))
        self.store: Store = open_store(snapshot, base=base, create=False) if self.is_remote else _opened(snapshot, base)
        self.snapshot = snapshot

    def handlers(self) -> dict[str, Answering]:
        return {"query": self.query, "thing": self.thing, "graph": self.graph, "ask": self.ask, "data": self.data, "void": self.void}

    # The endpoint

    def query(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Answer a SPARQL query in the form that `accept` wants."""
        sparql = body.decode()
        if forms.has_keyword(sparql, "SERVICE"):
            raise QueryError("SERVICE is off: this server asks no other. Ask that one yourself.")
        if request.get("default") or request.get("named"):
            sparql = forms.with_dataset(sparql, request.get("default", ()), request.get("named", ()))
        found = self.store.query(sparql)
        offered = negotiate.GRAPHS if isinstance(found, ox.QueryTriples) else negotiate.ROWS
        media = negotiate.chosen(request["accept"], offered)
        if media is None:
            reply.fail(406, f"this query can be answered as {', '.join(offered)}.")
        elif isinstance(found, ox.QueryTriples):
            _write_triples(self._shown(found), media, reply)
        else:
            self._write_rows(found, media, reply)

    def _write_rows(self, found: ox.QuerySolutions | ox.QueryBoolean, media: str, reply: Reply) -> None:
        reply.media = media + ("; charset=utf-8" if media.startswith("text/") else "")
        if self.is_remote and isinstance(found, ox.QuerySolutions):
            found = _masked_rows(found)
        found.serialize(reply, format=_ROW_FORMATS[media])  # type: ignore[arg-type]

    def graph(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Write one graph, or the whole store where none is named."""
        if request["graph"] is None:
            return self._everything(request, reply)
        media = negotiate.chosen(request["accept"], negotiate.GRAPHS)
        if media is None:
            return reply.fail(406, f"a graph can be had as {', '.join(negotiate.GRAPHS)}.")
        name = ox.NamedNode(request["graph"])
        triples = list(self.store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"))
        if not triples:
            return reply.fail(404, "there is no such graph.")
        _write_triples(self._shown(triples), media, reply)

    def _shown(self, triples: Iterable[ox.Triple]) -> Iterable[ox.Triple]:
        """Mask the texts of a server elsewhere; those of a snapshot are masked already."""
        return map(_masked_triple, triples) if self.is_remote else triples

    def _everything(self, request: dict[str, Any], reply: Reply) -> None:
        media = negotiate.chosen(request["accept"], (negotiate.N_QUADS, negotiate.TRIG, negotiate.JSON_LD))
        if media is None:
            return reply.fail(406, "the whole store can be had as application/n-quads, application/trig or application/ld+json.")
        reply.media = media
        format = ox.RdfFormat.from_media_type(media)
        if isinstance(self.store, EmbeddedStore):
            self.store.quads.dump(reply, format, prefixes=vocab.PREFIXES)  # type: ignore[arg-type]
        else:
            reply.write(masked_nquads(self.store.dump()))

    # Pages

    def thing(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Describe what an IRI names: for a graph of ours what stands in it, and what is said of the thing anywhere."""
        offered = (negotiate.HTML, *negotiate.GRAPHS)
        media = negotiate.chosen(request["accept"], offered)
        if media is None:
            return reply.fail(406, f"this can be had as {', '.join(offered)}.")
        iri = request["iri"]
        try:
            name = ox.NamedNode(iri)
        except ValueError as fault:
            raise QueryError(f'"{iri}" is no IRI.') from fault
        said = self._sorted(self.store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ {_OF.format(name=name)} }} }}"))
        more = self._sorted(
            self.store.construct(f"CONSTRUCT {{ ?s ?p {name} }} WHERE {{ SELECT ?s ?p {{ ?s ?p {name} }} LIMIT {_INCOMING} }}")
        )
        if not said and not more:
            return reply.fail(404, f"nothing is known of {iri} here.")
        if media != negotiate.HTML:
            return _write_triples(sorted({*said, *more}, key=str), media, reply)
        from csgraph.web.pages import thing_page

        reply.media = "text/html; charset=utf-8"
        reply.write(thing_page(self.store, iri, said, more, root=request["root"]).encode())

    def _sorted(self, triples: Iterable[ox.Triple]) -> list[ox.Triple]:
        return sorted(set(self._shown(triples)), key=str)

    def ask(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Answer a question of the catalogue."""
        from csgraph.answers import ask as catalogue
        from csgraph.screens.tables import rendered
        from csgraph.web.pages import answer_page

        offered = (negotiate.HTML, negotiate.CSV, "application/json", negotiate.JSON)
        media = negotiate.chosen(request["accept"], offered)
        if media is None:
            return reply.fail(406, f"an answer can be had as {', '.join(offered)}.")
        question = catalogue.question(request["name"])
        answer = catalogue.ask(self.store, question.name, **request["values"])
        rows = catalogue.cells(self.store, answer, None if request["iris"] else request["language"])
        reply.media = f"{media}; charset=utf-8"
        if media == negotiate.CSV:
            reply.write(rendered(answer.columns, rows, "csv").encode())
        elif media == negotiate.HTML:
            reply.write(answer_page(question, answer, rows, request["values"], root=request["root"]).encode())
        else:
            cells = [dict(zip(answer.columns, row, strict=True)) for row in rows]
            reply.write(json.dumps({"question": question.name, "columns": answer.columns, "rows": cells}, ensure_ascii=False).encode())

    def data(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Write a piece of the explorer's data; all pieces are made at the first, and kept beside the snapshot."""
        kept = None if self.is_remote else Path(f"{self.snapshot}.pages")
        if kept is None or not (kept / "0").is_file():
            pieces = self._pieces()
            if kept is not None:
                _keep(pieces, kept)
        if kept is not None:
            file = kept / str(int(request["piece"]))
            if not file.is_file():
                return reply.fail(404, "there is no such piece.")
            piece = gzip.decompress(file.read_bytes())
        elif request["piece"] < len(pieces):
            piece = pieces[request["piece"]]
        else:
            return reply.fail(404, "there is no such piece.")
        reply.media = "application/json"
        reply.write(piece)

    def _pieces(self) -> list[bytes]:
        from csgraph.screens import page

        pieces = list(page.served_parts(page.page_data(self.store, base=self.store.mint.base)))
        for number, piece in enumerate(pieces[:-1], start=1):
            piece["next"] = f"data/{number}"
        return [json.dumps(piece, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") for piece in pieces]

    def void(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Describe the data set (https://www.w3.org/TR/void/)."""
        from csgraph.web.pages import void_triples

        media = negotiate.chosen(request["accept"], negotiate.GRAPHS)
        if media is None:
            return reply.fail(406, f"this can be had as {', '.join(negotiate.GRAPHS)}.")
        _write_triples(void_triples(self.store, request["root"]), media, reply)


# What stands in the graph of that name, what is said of the name itself, and of its fragments.
_OF: Final = "SELECT ?s ?p ?o {{ {{ GRAPH {name} {{ ?s ?p ?o }} }} UNION {{ ?s ?p ?o FILTER(?s = {name}) }} }} LIMIT " + str(_OUTGOING)


def _opened(snapshot: str, base: str) -> EmbeddedStore:
    return EmbeddedStore(ox.Store.read_only(snapshot), Mint(base), ontologies.shipped())


def _masked_triple(triple: ox.Triple) -> ox.Triple:
    line = f"{triple.subject} {triple.predicate} {triple.object} <x:> .\n".encode()
    hidden = masked_nquads(line)
    return triple if hidden == line else next(ox.parse(hidden, ox.RdfFormat.N_QUADS)).triple


def _keep(pieces: list[bytes], folder: Path) -> None:
    """Write the first piece last: where it is, all are."""
    folder.mkdir(exist_ok=True)
    for number, piece in reversed(list(enumerate(pieces))):
        fresh = folder / f".{number}"
        fresh.write_bytes(gzip.compress(piece, 6, mtime=0))
        fresh.rename(folder / str(number))


def _write_triples(triples: Any, media: str, reply: Reply) -> None:
    format = ox.RdfFormat.from_media_type(media)
    reply.media = media + ("; charset=utf-8" if media.startswith("text/") else "")
    if media == negotiate.TURTLE and isinstance(triples, list):
        reply.write(serialized(triples, ox.RdfFormat.TURTLE))
        return
    prefixes = vocab.PREFIXES if media in (negotiate.TURTLE, negotiate.TRIG, negotiate.JSON_LD, negotiate.RDF_XML) else None
    ox.serialize(triples, reply, format, prefixes=prefixes)  # type: ignore[arg-type]


def _masked_rows(found: ox.QuerySolutions) -> ox.QuerySolutions | ox.QueryBoolean:
    """Mask the texts of rows from a server elsewhere; its data are as they are."""
    result = json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"{}")
    for row in result["results"]["bindings"]:
        for term in row.values():
            if term["type"] == "literal":
                term["value"] = masked(term["value"])
    return ox.parse_query_results(json.dumps(result), ox.QueryResultsFormat.JSON)

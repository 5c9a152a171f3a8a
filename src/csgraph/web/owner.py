"""The process that holds the store while it is served: it writes, and makes the snapshots that the readers answer from.

A snapshot of a folder is a checkpoint of hard links, made in no time whatever the size. One for the public has telephone numbers and
e-mail addresses masked in it, so that no question can draw them out.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from csgraph.errors import QueryError, StoreError, one_line
from csgraph.graph import sparql as forms
from csgraph.graph import vocab
from csgraph.graph.embedded import EmbeddedStore
from csgraph.graph.store import Change, open_store
from csgraph.screens.contacts import masked_nquads
from csgraph.web.worker import Answering, Reply

# Whatever `masked` would change matches this; it is for the store to look through its texts quickly.
_SUSPECT: Final = r"@|\\(at\\)|\\[at\\]| at |\\d[\\d ()./-]{4,}\\d"
_SUSPECTS: Final = f"""SELECT ?g ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(isLiteral(?o) && REGEX(STR(?o), "{_SUSPECT}", "i")) }}"""


class Owner:
    """The one that may write."""

    def __init__(self, place: str, folder: str, base: str) -> None:
        store = open_store(place, base=base, create=False)
        if not isinstance(store, EmbeddedStore):
            raise StoreError(f"{place}: a store on a server is served by that server.")
        store.refresh_inferred()
        self.store = store
        self.folder = Path(folder)
        # Whoever holds the store may clear away what a server that was killed has left.
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def handlers(self) -> dict[str, Answering]:
        return {"update": self.update, "graph": self.graph, "refresh": self.refresh, "snapshot": self.snapshot}

    def update(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Carry out a SPARQL update, wholly or not at all."""
        text = body.decode()
        if forms.has_keyword(text, "LOAD", "SERVICE"):
            raise QueryError("LOAD and SERVICE are off: this server fetches nothing. Send the data with the Graph Store Protocol.")
        if request.get("default") or request.get("named"):
            text = forms.with_using(text, request["default"], request["named"])
        try:
            self.store.quads.update(text, prefixes=vocab.PREFIXES)
        except (SyntaxError, ValueError) as fault:
            raise QueryError(f"the update cannot be read: {one_line(fault)}") from fault
        except (OSError, RuntimeError) as fault:
            raise StoreError(f"the update could not be carried out: {one_line(fault)}") from fault
        reply.status = 204

    def graph(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Replace, add to or delete a graph; without one, add to the graphs that the data name."""
        graph = None if request["graph"] is None else ox.NamedNode(request["graph"])
        is_new = graph is not None and not self.store.quads.contains_named_graph(graph)
        if request["method"] == "DELETE":
            if is_new or graph is None:
                reply.status, reply.media = 404, "text/plain; charset=utf-8"
                reply.write(b"there is no such graph.\n")
                return
            self.store.quads.remove_graph(graph)
        else:
            self._write(request, body, graph)
        reply.status = 201 if is_new else 204

    def _write(self, request: dict[str, Any], body: bytes, graph: ox.NamedNode | None) -> None:
        format = ox.RdfFormat.from_media_type(request["media"])
        if format is None:
            raise QueryError(f"{request['media']} is no RDF syntax that is known here.")
        try:
            quads = list(ox.parse(body, format, base_iri=request["graph"], without_named_graphs=graph is not None, rename_blank_nodes=True))
        except (SyntaxError, ValueError) as fault:
            raise QueryError(f"the data cannot be read: {one_line(fault)}") from fault
        if graph is None and any(isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads):
            raise QueryError("some triples have no graph. Say which with ?graph=, or send N-Quads or TriG.")
        lines = "".join(f"{q.subject} {q.predicate} {q.object} {graph or q.graph_name} .\n" for q in quads)
        drop = (graph.value,) if graph is not None and request["method"] == "PUT" else ()
        self.store._apply(Change(drop=drop, add=lines.encode()))
        if graph is not None:
            self.store.quads.add_graph(graph)

    def refresh(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Run the rules."""
        self.store.rebuild_inferred()
        reply.status = 204

    def snapshot(self, request: dict[str, Any], body: bytes, reply: Reply) -> None:
        """Make a snapshot called `name`, masked unless `keep_contacts`."""
        target = self.folder / request["name"]
        if target.exists():
            shutil.rmtree(target)
        if request["fresh"]:
            self.store.refresh_inferred()
        self.store.quads.flush()
        self.store.quads.backup(target)
        if not request["keep_contacts"]:
            _mask(ox.Store(target))
        reply.write(str(target).encode())


def _mask(quads: ox.Store) -> None:
    found = quads.query(_SUSPECTS)
    assert isinstance(found, ox.QuerySolutions)
    suspects = [ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in found]
    for quad in suspects:
        line = f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} .\n".encode()
        masked = masked_nquads(line)
        if masked != line:
            quads.remove(quad)
            quads.extend(ox.parse(masked, ox.RdfFormat.N_QUADS))
    quads.flush()

"""The store inside this process: Oxigraph, in memory or in a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakValueDictionary

import pyoxigraph as ox

from csgraph.errors import QueryError, StoreError, one_line
from csgraph.graph import derive, vocab
from csgraph.graph import sparql as forms
from csgraph.graph.bind import Bindings, bound
from csgraph.graph.mint import Mint
from csgraph.graph.ontology import Ontology
from csgraph.graph.store import Answer, Change, Store
from csgraph.graph.syntax import insert_data, removals

if TYPE_CHECKING:
    import rdflib


_BULK_FROM: Final = 1 << 20
"""Bytes; loading less in bulk would cost more than it saves."""

_REPORT: Final = re.compile(rf"^<([^>]*)> <{re.escape(vocab.TYPE)}> <{re.escape(vocab.REPORT)}> ".encode(), re.MULTILINE)
"""In N-Quads: a report."""

_LONGEST_LIST: Final = 80

_QUADS_AT_ONCE: Final = 100_000
_SUBJECTS_AT_ONCE: Final = 2_000


class EmbeddedStore(Store):
    """Oxigraph. A change is one SPARQL update, which Oxigraph carries out wholly or not at all; see `_add_in_bulk` for the exception."""

    at_once = os.cpu_count() or 1

    def __init__(self, quads: ox.Store, mint: Mint, ontology: Ontology) -> None:
        super().__init__(mint, ontology)
        self._quads: ox.Store | None = quads
        self.is_on_disk = False

    @classmethod
    def opened(cls, folder: Path | None, mint: Mint, ontology: Ontology, *, create: bool) -> EmbeddedStore:
        """Open the store of a folder, or one in memory."""
        quads = ox.Store() if folder is None else _opened_folder(folder, create=create)
        store = cls(quads, mint, ontology)
        store.is_on_disk = folder is not None
        if folder is not None:
            _WRITERS[str(folder.resolve())] = store
        try:
            store._take_out_what_was_interrupted()
            store._prepare(is_new=next(quads.quads_for_pattern(None, None, None, None), None) is None)
        except StoreError as fault:
            store.close()
            raise StoreError(f"{folder}: {fault}") from None
        return store

    @property
    def is_open(self) -> bool:
        """Whether it can still be used."""
        return self._quads is not None

    @property
    def quads(self) -> ox.Store:
        """The Oxigraph store itself, for those who want its own calls."""
        if self._quads is None:
            raise StoreError("this store has been closed. Open it again.")
        return self._quads

    def query(self, sparql: str, bindings: Bindings | None = None) -> Answer:
        if bindings:
            sparql = bound(sparql, bindings)
        lowered = sparql.lower()
        if "describe" in lowered and forms.query_form(sparql) == "DESCRIBE":
            sparql = forms.described(sparql)
        # Oxigraph's union would otherwise win over the graphs that a query names.
        names_graphs = "from" in lowered and forms.has_keyword(sparql, "FROM")
        try:
            return self.quads.query(sparql, prefixes=vocab.PREFIXES, use_default_graph_as_union=not names_graphs)
        except (SyntaxError, ValueError) as fault:
            raise QueryError(f"the query cannot be read: {_short(one_line(fault))}") from fault
        except (OSError, RuntimeError) as fault:
            raise QueryError(f"the query could not be answered: {one_line(fault)}") from fault

    def dump(self, format: ox.RdfFormat = ox.RdfFormat.N_QUADS, *, graph: str | None = None) -> bytes:
        from_graph = ox.NamedNode(graph) if graph is not None else None
        return self.quads.dump(format=format, from_graph=from_graph, prefixes=vocab.PREFIXES) or b""

    def load(self, data: bytes, format: ox.RdfFormat = ox.RdfFormat.N_QUADS, *, graph: str | None = None) -> None:
        to_graph = ox.NamedNode(graph) if graph is not None else None
        try:
            self.quads.load(data, format, to_graph=to_graph)
        except SyntaxError as fault:
            raise StoreError(f"the data cannot be read as {format.name}: {one_line(fault)}") from fault

    def close(self) -> None:
        if self.is_on_disk and self._quads is not None:
            # What stands in the log only is read through by everybody who opens the store.
            self._quads.flush()
        # Oxigraph lets go of a folder when its last reference does.
        self._quads = None

    def graphs(self) -> list[str]:
        return sorted(graph.value for graph in self.quads.named_graphs())

    def rdflib(self) -> rdflib.Dataset:
        import rdflib
        from oxrdflib import OxigraphStore

        dataset = rdflib.Dataset(store=OxigraphStore(store=self.quads), default_union=True)
        for prefix, iri in vocab.PREFIXES.items():
            dataset.bind(prefix, iri, override=True, replace=True)
        return dataset

    def _apply(self, change: Change) -> None:
        try:
            if self.is_on_disk and not change.drop and len(change.early) > _BULK_FROM:
                self._add_in_bulk(change)
            else:
                self.quads.update("".join(self._operations(change)))
        except OSError as fault:
            raise StoreError(f"the store could not be written: {one_line(fault)}. It is as it was.") from fault

    def _add_in_bulk(self, change: Change) -> None:
        """Add new reports three times as fast as a transaction would: what they say in bulk, then in one transaction that they are reports.

        What a run that was killed has left is taken out when the store is opened.
        """
        reports = sorted({report.decode() for report in _REPORT.findall(change.add)})
        marks = "".join(f"<{self.mint.store}> <{vocab.BEING_ADDED}> <{report}> .\n" for report in reports)
        marked = f"DATA {{ GRAPH <{self.mint.store}> {{\n{marks}}} }}"
        self.quads.update(f"INSERT {marked}")
        # Our own lines: `write` has made them well, and checking each IRI again takes as long as the rest.
        self.quads.bulk_load(change.early, ox.RdfFormat.N_QUADS, lenient=True)
        self.quads.update("".join(self._operations(Change(forget=change.forget, add=change.add))) + f" ;\nDELETE {marked}")

    # What rules derive, in parts

    def _marks(self, reports: Sequence[str], change: Change) -> bytes:
        return derive.mark_lines(self, derive.marks(self, reports, change))

    def refresh_inferred(self) -> None:
        if self.is_stale and not derive.refreshed(self):
            self.rebuild_inferred()

    def rebuild_inferred(self) -> int:
        self._apply(Change(add=self._stale_line()))
        self._clear_inferred()
        derive.everything(self)
        self.nothing_is_stale()
        inferred = ox.NamedNode(self.mint.inferred)
        derived = sum(1 for _ in self.quads.quads_for_pattern(None, None, None, inferred))
        if self.is_on_disk:
            # So much was written that the files are worth merging: answers are four times as fast then.
            self.quads.optimize()
        return derived

    def derive(self, rule: str) -> None:
        """Add what a CONSTRUCT gives to the inferred graph."""
        self.add_inferred(self.construct(rule))

    def add_inferred(self, triples: Iterable[ox.Triple]) -> None:
        """Add triples to the inferred graph."""
        self._insert(self.mint.inferred, triples)

    def _clear_inferred(self) -> None:
        """Delete what was derived, a piece at a time: dropping the graph in one transaction would hold all of it in memory."""
        graph = self.mint.inferred
        subjects = (quad.subject for quad in self.quads.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        distinct = (str(subject) for subject, _ in groupby(subjects))
        while some := " ".join(islice(distinct, _SUBJECTS_AT_ONCE)):
            self.quads.update(
                f"DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{ VALUES ?s {{ {some} }} GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            )

    def update(self, sparql: str) -> None:
        """Carry out a SPARQL update in one transaction; the prefixes of the vocabulary are declared."""
        self.quads.update(sparql, prefixes=vocab.PREFIXES)

    def _take_out_what_was_interrupted(self) -> None:
        found = self.select(f"SELECT ?report {{ GRAPH <{self.mint.store}> {{ ?store <{vocab.BEING_ADDED}> ?report }} }}")
        reports = {row["report"].value for row in found}  # type: ignore[union-attr]
        if reports:
            left = [graph for graph in self.graphs() if graph.partition("/entry/")[0] in reports]
            drops = "".join(removals(left, (), self.mint.entities))
            mark = f"<{self.mint.store}> <{vocab.BEING_ADDED}> ?report"
            self.quads.update(f"{drops}DELETE WHERE {{ GRAPH <{self.mint.store}> {{ {mark} }} }}")

    def _operations(self, change: Change) -> Iterator[str]:
        yield from removals(change.drop, change.forget, self.mint.entities)
        yield from insert_data((change.early + change.add).decode())

    def _insert(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        name = ox.NamedNode(graph)
        quads = (ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)
        # What is derived can be derived again, so it need not be one transaction: that would hold all of it in memory.
        while chunk := list(islice(quads, _QUADS_AT_ONCE)):
            if self.is_on_disk and len(chunk) == _QUADS_AT_ONCE:
                self.quads.bulk_extend(chunk)
            else:
                self.quads.extend(chunk)


def is_taken(place: Path) -> bool:
    """Say whether there is something in a place: a file, or a folder that is not empty."""
    return place.exists() and (not place.is_dir() or any(place.iterdir()))


def _opened_folder(folder: Path, *, create: bool) -> ox.Store:
    is_store = (folder / "CURRENT").is_file()
    if not is_store and not create:
        raise StoreError(f"{folder}: no store is here. `csgraph add REPORT --store {folder}` or `csgraph demo` makes one.")
    if not is_store and is_taken(folder):
        raise StoreError(f"{folder}: there are other files in this place, and no csgraph store. Name another place with --store.")
    try:
        return ox.Store(folder)
    except OSError as fault:
        if "lock" in str(fault).lower():
            raise is_held(folder) from fault
        raise StoreError(f"{folder}: the store cannot be opened: {one_line(fault)}") from fault


_WRITERS: Final[WeakValueDictionary[str, EmbeddedStore]] = WeakValueDictionary()
"""By folder the stores that this process has open to write."""


def is_written_here(folder: Path) -> bool:
    """Say whether this very process has the store of a folder open to write."""
    store = _WRITERS.get(str(folder.resolve()))
    return store is not None and store.is_open


def is_held(folder: Path) -> StoreError:
    """Return the error of a folder that cannot be opened now."""
    return StoreError(
        f"{folder}: another process has this store open. Wait for it, or reach it through `csgraph serve` with --store http://…"
    )


def _short(message: str) -> str:
    """Oxigraph lists every character that might stand there; where it is says more."""
    place, expected, tokens = message.partition(": expected ")
    return f"{place}: something else is expected here." if len(tokens) > _LONGEST_LIST else place + expected + tokens

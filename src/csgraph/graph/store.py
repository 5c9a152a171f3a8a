"""A place where graphs are kept: in memory, in a folder, or on a SPARQL server, with the same calls.

What a kind of store must be able to do is small (`query`, `_apply`, `_insert`, `dump`, `load`); all else is built on it here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import pyoxigraph as ox

from csgraph.errors import QueryError, StoreError
from csgraph.graph import ontology as ontologies
from csgraph.graph import vocab
from csgraph.graph.bind import Bindings, unbound
from csgraph.graph.mint import BASE, Mint
from csgraph.graph.ontology import Ontology

if TYPE_CHECKING:
    import rdflib

_ENTITIES_AT_ONCE: Final = 1_000

FORMAT: Final = "1"
"""Of the graphs in a store; rises when an older store has to be rebuilt or migrated."""

Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Row: TypeAlias = dict[str, ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple]
"""A solution: a variable that is not bound is not in it."""


@dataclass(frozen=True, slots=True)
class StoredReport:
    """What a store says about one of its reports."""

    iri: str
    id: str
    title: str
    language: str
    publisher: str
    """Its name, or empty."""
    year: str
    source: str
    sha256: str
    entries: int
    findings: int


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to a store at once, or not at all."""

    drop: tuple[str, ...] = ()
    """Graphs that go."""
    forget: tuple[str, ...] = ()
    """Entities whose descriptions in the graph of entities go."""
    early: bytes = b""
    """N-Quads as `write` makes them, one space between terms: what reports say, without the lines that make them count as reports."""
    add: bytes = b""
    """N-Quads as `write` makes them; written after the rest."""


class Store(ABC):
    """Graphs, and questions to them. Open one with `open_store`; it is a context manager."""

    at_once = 1
    """How many threads may ask it something at the same time, to be done sooner."""

    def __init__(self, mint: Mint, ontology: Ontology) -> None:
        self.mint = mint
        self.ontology = ontology
        self._descriptions: dict[str, bytes] = {}
        """What was last written of each known entity: every report brings the same few hundred descriptions."""

    # What a kind of store provides

    @abstractmethod
    def query(self, sparql: str, bindings: Bindings | None = None) -> Answer:
        """Answer a SPARQL query over the union of all graphs; the prefixes of the vocabulary are declared."""

    @abstractmethod
    def dump(self, format: ox.RdfFormat = ox.RdfFormat.N_QUADS, *, graph: str | None = None) -> bytes:
        """Return the whole store, or one graph of it, written down."""

    @abstractmethod
    def load(self, data: bytes, format: ox.RdfFormat = ox.RdfFormat.N_QUADS, *, graph: str | None = None) -> None:
        """Add what `data` says; all of it or nothing."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the place; the store cannot be used afterwards."""

    @abstractmethod
    def _apply(self, change: Change) -> None:
        """Carry out a change in one transaction."""

    @abstractmethod
    def _insert(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph."""

    @abstractmethod
    def graphs(self) -> list[str]:
        """Return the IRIs of all named graphs, sorted."""

    @abstractmethod
    def rdflib(self) -> rdflib.Dataset:
        """Return an rdflib Dataset over the same data; its default graph is the union."""

    # Questions

    def select(self, sparql: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the solutions of a SELECT, each a dict of the variables that are bound."""
        found = self.query(sparql, bindings)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("a SELECT query was expected here.")
        return solutions(found)

    def ask(self, sparql: str, bindings: Bindings | None = None) -> bool:
        """Answer an ASK."""
        found = self.query(sparql, bindings)
        if not isinstance(found, ox.QueryBoolean):
            raise QueryError("an ASK query was expected here.")
        return bool(found)

    def construct(self, sparql: str, bindings: Bindings | None = None) -> Iterator[ox.Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE."""
        found = self.query(sparql, bindings)
        if not isinstance(found, ox.QueryTriples):
            raise QueryError("a CONSTRUCT query was expected here.")
        yield from found

    # Reports

    def reports(self) -> tuple[StoredReport, ...]:
        """Return what is known of each report, in order of their ids."""
        return tuple(_stored_report(row, self.mint) for row in self.select(_REPORTS))

    def has_report(self, iri: str) -> bool:
        """Say whether the report is in the store."""
        return self.ask("ASK { GRAPH ?report { ?report a csg:Report } VALUES ?report { UNDEF } }", {"report": ox.NamedNode(iri)})

    def replace_report(self, iri: str, nquads: bytes) -> None:
        """Put a report in the place of what the store had of it, if anything, in one transaction.

        `nquads` are the lines of `write.report_nquads`. Known entities that no report mentions any more go as well.
        """
        self.replace_reports(((iri, nquads),))

    def replace_reports(self, reports: Sequence[tuple[str, bytes]]) -> None:
        """Replace several reports in one transaction, which is faster than one for each."""
        drop: list[str] = []
        early: list[bytes] = []
        pieces: list[bytes] = []
        described: dict[str, bytes] = {}
        for iri, nquads in dict(reports).items():
            drop += self._report_graphs(iri)
            own, descriptions = self.parted(nquads)
            said, it_counts = _parted_report(own, iri)
            early.append(said)
            pieces.append(it_counts)
            described |= descriptions
        new = self._described_otherwise(described)
        leaving = self._only_mentioned_by({iri for iri, _ in reports})
        forget = dict.fromkeys([*new, *(entity for entity in leaving if entity not in described)])
        quads = b"".join([*pieces, *(new[entity] for entity in sorted(new))])
        change = Change(tuple(drop), tuple(forget), b"".join(early), quads)
        self._apply(replace(change, add=quads + self._stale_line() + self._marks([iri for iri, _ in reports], change)))
        for entity in forget:
            self._descriptions.pop(entity, None)
        self._descriptions |= new

    def remove_report(self, iri: str) -> None:
        """Take a report back, with the known entities that only it mentioned."""
        graphs = self._report_graphs(iri)
        if not graphs:
            raise StoreError(f"{self.mint.report_id(iri)}: this report is not in the store. `csgraph reports` lists those that are.")
        leaving = self._only_mentioned_by({iri})
        change = Change(tuple(graphs), tuple(leaving))
        self._apply(replace(change, add=self._stale_line() + self._marks([], change)))
        for entity in leaving:
            self._descriptions.pop(entity, None)

    def _marks(self, reports: Sequence[str], change: Change) -> bytes:
        """Return what to write down, as N-Quads, of the reports that come and of all else in a change, so that not everything has to be derived anew."""
        return b""

    def _report_graphs(self, iri: str) -> list[str]:
        found = self.select("SELECT ?entry { VALUES ?report { UNDEF } ?entry dct:isPartOf ?report }", {"report": ox.NamedNode(iri)})
        graphs = sorted(row["entry"].value for row in found)  # type: ignore[union-attr]
        return [*graphs, iri] if graphs or self.has_report(iri) else []

    def _only_mentioned_by(self, reports: set[str]) -> list[str]:
        """Return the entities that these reports mention now, and no other does."""
        found = self.select(
            "SELECT ?entity { VALUES ?report { UNDEF } ?report schema:mentions ?entity }",
            {"report": [ox.NamedNode(iri) for iri in sorted(reports)]},
        )
        entities = sorted({row["entity"].value for row in found})  # type: ignore[union-attr]
        return [entity for entity in entities if not self._is_mentioned_elsewhere(entity, reports)]

    def _is_mentioned_elsewhere(self, entity: str, reports: set[str]) -> bool:
        rows = self.select(
            "SELECT ?report { VALUES ?entity { UNDEF } ?report schema:mentions ?entity } LIMIT " + str(len(reports) + 1),
            {"entity": ox.NamedNode(entity)},
        )
        return any(row["report"].value not in reports for row in rows)  # type: ignore[union-attr]

    def parted(self, nquads: bytes) -> tuple[bytes, dict[str, bytes]]:
        """Part the quads of a report from the descriptions of known entities, which are kept by entity."""
        end = f" <{self.mint.entities}> .\n".encode()
        found = nquads.find(end)
        first = nquads.rfind(b"\n", 0, found) + 1 if found >= 0 else len(nquads)
        own, rest = nquads[:first], nquads[first:]
        if rest.count(end) != rest.count(b"\n") or not nquads.endswith(b"\n"):
            # Not as `write` puts them, with the descriptions last.
            lines = [line + b"\n" for line in nquads.split(b"\n") if line]
            own = b"".join(line for line in lines if not line.endswith(end))
            rest = b"".join(line for line in lines if line.endswith(end))
        descriptions: dict[str, list[bytes]] = {}
        for line in rest.splitlines(keepends=True):
            descriptions.setdefault(line[1 : line.index(b">")].decode(), []).append(line)
        return own, {entity: b"".join(lines) for entity, lines in descriptions.items()}

    def _described_otherwise(self, described: dict[str, bytes]) -> dict[str, bytes]:
        """Return those descriptions that the store does not have just so (it may have another version of the gazetteer's)."""
        unsure = sorted(entity for entity, lines in described.items() if self._descriptions.get(entity) != lines)
        said: defaultdict[str, set[ox.Triple]] = defaultdict(set)
        question = f"CONSTRUCT {{ ?entity ?p ?o }} WHERE {{ VALUES ?entity {{ UNDEF }} GRAPH <{self.mint.entities}> {{ ?entity ?p ?o }} }}"
        for begin in range(0, len(unsure), _ENTITIES_AT_ONCE):
            some = [ox.NamedNode(entity) for entity in unsure[begin : begin + _ENTITIES_AT_ONCE]]
            for triple in self.construct(question, {"entity": some}):
                said[triple.subject.value].add(triple)  # type: ignore[union-attr]
        same = {
            entity
            for entity, triples in said.items()
            if triples == {quad.triple for quad in ox.parse(described[entity], ox.RdfFormat.N_QUADS)}
        }
        self._descriptions |= {entity: described[entity] for entity in same}
        return {entity: described[entity] for entity in unsure if entity not in same}

    # What rules derive

    @property
    def is_stale(self) -> bool:
        """Whether reports came or went since the rules were run."""
        return self.ask(f"ASK {{ GRAPH <{self.mint.store}> {{ <{self.mint.store}> csg:inferredIsStale true }} }}")

    def rebuild_inferred(self) -> int:
        """Run the rules in their order and return the number of derived triples."""
        self._apply(Change(drop=(self.mint.inferred,), add=self._stale_line()))
        for _, rule in self.ontology.rules:
            self._infer(unbound(rule))
        self.nothing_is_stale()
        found = self.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{self.mint.inferred}> {{ ?s ?p ?o }} }}")
        return int(found[0]["n"].value)  # type: ignore[union-attr]

    def nothing_is_stale(self) -> None:
        """Note that all is derived that can be."""
        self._apply(Change(drop=(self.mint.store,), add=self._self_lines()))

    def _infer(self, rule: str) -> None:
        """Add what a rule derives; a server may do it where the data are."""
        self._insert(self.mint.inferred, self.construct(rule))

    def refresh_inferred(self) -> None:
        """Run the rules if reports came or went since."""
        if self.is_stale:
            self.rebuild_inferred()

    # The store about itself

    def _prepare(self, *, is_new: bool) -> None:
        """Put the ontology in, or check that the store is one that we can use."""
        if is_new:
            # The rules run on what is there already (the scheme), so that a store without reports is the same before and after one.
            self._load_ontology()
            self.rebuild_inferred()
            return
        found = self.select(
            f"SELECT ?format ?digest ?rules {{ GRAPH <{self.mint.store}> {{"
            " ?store csg:storeFormat ?format ; csg:ontologyDigest ?digest OPTIONAL { ?store csg:rulesDigest ?rules } } }"
        )
        if not found:
            raise StoreError("there is other data in this place, and no csgraph store. Name another place with --store.")
        version = found[0]["format"].value  # type: ignore[union-attr]
        if version != FORMAT:
            raise StoreError(f"the store is of format {version}, this csgraph reads format {FORMAT}. Add the reports again to a new store.")
        if found[0]["digest"].value != self.ontology.digest:  # type: ignore[union-attr]
            is_same = "rules" in found[0] and found[0]["rules"].value == self.ontology.rules_digest  # type: ignore[union-attr]
            self._load_ontology(keep=self._notes() if is_same else self._stale_line())
            if not is_same:
                self.rebuild_inferred()

    def is_current(self) -> bool:
        """Say whether the store is of this csgraph's ontology, and has nothing left to derive or to tidy up."""
        me = self.mint.store
        return self.ask(
            f'ASK {{ GRAPH <{me}> {{ <{me}> csg:storeFormat "{FORMAT}" ; csg:ontologyDigest "{self.ontology.digest}" }}'
            f" FILTER NOT EXISTS {{ GRAPH <{me}> {{ <{me}> csg:inferredIsStale|csg:rederive|csg:beingAdded ?any }} }} }}"
        )

    def _notes(self) -> bytes:
        """Return what the store says of itself, without which store it is: that something is stale, or still to be derived."""
        me = self.mint.store
        own = {vocab.STORE_FORMAT, vocab.ONTOLOGY_DIGEST, vocab.RULES_DIGEST}
        rows = self.select(f"SELECT ?property ?value {{ GRAPH <{me}> {{ <{me}> ?property ?value }} }}")
        notes = (f"<{me}> {row['property']} {row['value']} <{me}> .\n" for row in rows if row["property"].value not in own)  # type: ignore[union-attr]
        return "".join(notes).encode()

    def _load_ontology(self, keep: bytes = b"") -> None:
        """Put the ontology in at once with the mark of a store, so that what was interrupted is no half store."""
        quads = (
            f"{quad.subject} {quad.predicate} {quad.object} <{graph}> .\n"
            for graph, turtle in self.ontology.graphs
            for quad in ox.parse(turtle, ox.RdfFormat.TURTLE, base_iri=graph, rename_blank_nodes=True)
        )
        drop = (self.mint.store, *(graph for graph, _ in self.ontology.graphs))
        self._apply(Change(drop=drop, add="".join(quads).encode() + self._self_lines() + keep))

    def _self_lines(self) -> bytes:
        """Say which store this is; by saying no more, that nothing is stale."""
        me = self.mint.store
        said = (
            (vocab.STORE_FORMAT, FORMAT),
            (vocab.ONTOLOGY_DIGEST, self.ontology.digest),
            (vocab.RULES_DIGEST, self.ontology.rules_digest),
        )
        return "".join(f'<{me}> <{name}> "{value}" <{me}> .\n' for name, value in said).encode()

    def _stale_line(self) -> bytes:
        me = self.mint.store
        return f'<{me}> <{vocab.STALE}> "true"^^<{vocab.XSD}boolean> <{me}> .\n'.encode()

    def canonical_nquads(self, *, inferred: bool = True) -> bytes:
        """Return what the reports say (and what rules derived), as canonical N-Quads (RDFC-1.0).

        No graph of ours has blank nodes, so that sorting the lines is all that the canonical form asks for.
        """
        left_out = {self.mint.store, *(graph for graph, _ in self.ontology.graphs), *(() if inferred else (self.mint.inferred,))}
        ends = tuple(f" <{graph}> .".encode() for graph in left_out)
        lines = (line for line in self.dump().split(b"\n") if line and not line.endswith(ends))
        return b"".join(line + b"\n" for line in sorted(lines))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def solutions(found: ox.QuerySolutions) -> list[Row]:
    """Return solutions as dicts of the variables that are bound."""
    names = [variable.value for variable in found.variables]
    return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in found]


def _parted_report(own: bytes, report: str) -> tuple[bytes, bytes]:
    """Part from what a report says the one line that makes it count as a report; there is nothing to part if it has none."""
    line = f"<{report}> <{vocab.TYPE}> <{vocab.REPORT}> <{report}> .\n".encode()
    before, found, after = own.partition(line)
    return (before + after, found) if found else (b"", own)


def open_store(
    place: str | Path | None = None, *, base: str = BASE, ontology: Ontology | None = None, create: bool = True, to_read: bool = False
) -> Store:
    """Open a store: in memory (None), in a folder, or on a SPARQL server (``http://…``).

    Without `create` a folder that is no store yet is an error, and not a new store. `to_read` is for questions only: what rules
    derive is up to date, and others may read the same folder.
    """
    mint, ontology = Mint(base), ontology or ontologies.shipped()
    if isinstance(place, str) and place.startswith(("http://", "https://")):
        from csgraph.graph.remote import RemoteStore

        remote = RemoteStore.opened(place, mint, ontology, create=create and not to_read)
        if to_read:
            remote.refresh_inferred()
        return remote
    from csgraph.graph.embedded import EmbeddedStore

    if to_read and place is not None:
        from csgraph.graph.read_only import opened_to_read

        return opened_to_read(Path(place), mint, ontology)
    return EmbeddedStore.opened(None if place is None else Path(place), mint, ontology, create=create)


_REPORTS: Final = """
SELECT ?report ?title ?language ?publisher ?year ?source ?sha256 ?entries ?findings {
  GRAPH ?report { ?report a csg:Report ; dct:title ?title ; dct:language ?language ; dct:source ?source ; schema:sha256 ?sha256 }
  OPTIONAL { ?report dct:temporal ?year }
  OPTIONAL {
    SELECT ?report (SAMPLE(?label) AS ?publisher) { ?report dct:publisher/skos:prefLabel ?label FILTER(LANG(?label) IN ("en", "")) } GROUP BY ?report
  }
  OPTIONAL { SELECT ?report (COUNT(?entry) AS ?entries) { ?entry dct:isPartOf ?report } GROUP BY ?report }
  OPTIONAL { SELECT ?report (COUNT(?finding) AS ?findings) { ?report csg:finding ?finding } GROUP BY ?report }
} ORDER BY ?report
"""


def _stored_report(row: Row, mint: Mint) -> StoredReport:
    def value(name: str) -> str:
        term = row.get(name)
        return "" if term is None else term.value  # type: ignore[union-attr]

    iri = value("report")
    return StoredReport(
        iri,
        mint.report_id(iri),
        value("title"),
        value("language"),
        value("publisher"),
        value("year"),
        value("source"),
        value("sha256"),
        int(value("entries") or 0),
        int(value("findings") or 0),
    )

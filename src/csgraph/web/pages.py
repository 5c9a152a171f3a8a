"""Pages about things and answers, for a reader with a browser. All text is escaped by the templates; none of it is trusted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import pyoxigraph as ox

from csgraph import resources
from csgraph.answers.labels import local_name, names
from csgraph.graph import vocab
from csgraph.graph.mint import BASE
from csgraph.graph.store import Store

if TYPE_CHECKING:
    import jinja2

    from csgraph.answers.ask import Answer, Question

_VOID: Final = "http://rdfs.org/ns/void#"
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"


@dataclass(frozen=True, slots=True)
class Shown:
    """A term as a page shows it."""

    text: str
    href: str = ""
    language: str = ""
    note: str = ""


def href_of(iri: str, root: str, base: str = BASE) -> str:
    """Return where a browser finds out about an IRI: here if it is ours, else at its own address; never an address that runs.

    >>> href_of(BASE + "organization/oecd", ""), href_of("javascript:alert(1)", ""), href_of(vocab.CSG + "Event", "/graph")
    ('/id/organization/oecd', '', '/graph/ontology#Event')
    """
    for start, path in ((base, "/id/"), (vocab.CRIME, "/crime/"), (vocab.ONTOLOGY_GRAPH, "/ontology")):
        if iri.startswith(start):
            return root + path + iri.removeprefix(start)
    return iri if iri.startswith(("https://", "http://")) else ""


def thing_page(store: Store, iri: str, said: Sequence[ox.Triple], more: Sequence[ox.Triple], *, root: str) -> str:
    """Return the page about what `iri` names: what is said of it, and where it is spoken of."""
    shown = _Terms(store, said, more, root)
    of: dict[str, dict[str, list[Shown]]] = {}
    for triple in sorted(said, key=lambda t: (_value(t.subject) != iri, str(t))):
        of.setdefault(_value(triple.subject), {}).setdefault(_value(triple.predicate), []).append(shown.term(triple.object))
    subjects = [
        {
            "id": name.partition("#")[2],
            "title": "" if name == iri else shown.name(name),
            "rows": [{"predicate": shown.iri(predicate), "values_": values} for predicate, values in rows.items()],
        }
        for name, rows in of.items()
    ]
    incoming = [{"subject": shown.term(triple.subject), "predicate": shown.term(triple.predicate)} for triple in more]
    here = href_of(iri, root, store.mint.base) or root
    return rendered("thing.html", title=shown.name(iri), iri=iri, here=here, subjects=subjects, incoming=incoming, root=root)


class _Terms:
    """Terms with the names that people gave to things; a phrase is named by its words."""

    def __init__(self, store: Store, said: Iterable[ox.Triple], more: Iterable[ox.Triple], root: str) -> None:
        triples = [*said, *more]
        terms = {term for triple in triples for term in (triple.subject, triple.predicate, triple.object)}
        self._names = names(store, {term.value for term in terms if isinstance(term, ox.NamedNode)})
        self._names |= {_value(t.subject): f"“{_value(t.object)}”" for t in triples if t.predicate.value == vocab.NIF + "anchorOf"}
        self._root, self._base = root, store.mint.base

    def name(self, iri: str) -> str:
        return self._names.get(iri) or local_name(iri)

    def iri(self, iri: str) -> Shown:
        compact = vocab.compact(iri)
        return Shown(self.name(iri), href_of(iri, self._root, self._base), note=compact if compact != iri else "")

    def term(self, term: object) -> Shown:
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        if isinstance(term, ox.Literal):
            kind = vocab.compact(term.datatype.value)
            return Shown(term.value, language=term.language or "", note=term.language or ("" if kind == "xsd:string" else kind))
        return Shown(str(term))


def answer_page(question: Question, answer: Answer, rows: list[list[Any]], values: Mapping[str, str], *, root: str) -> str:
    """Return the page of a question with its answer."""
    links = [
        [href_of(_value(row.get(column)), root) if isinstance(row.get(column), ox.NamedNode) else "" for column in answer.columns]
        for row in answer.rows
    ]
    cells = [
        [Shown("" if cell is None else str(cell), href) for cell, href in zip(*pair, strict=True)] for pair in zip(rows, links, strict=True)
    ]
    query = urlencode(values) + "&" if values else ""
    return rendered(
        "answer.html",
        title=question.title,
        here=f"{root}/ask/{question.name}",
        question=question,
        values=values,
        columns=answer.columns,
        rows=cells,
        query=query,
        root=root,
    )


def questions_page(*, root: str) -> str:
    """Return the page that lists the questions."""
    from csgraph.answers.ask import questions

    return rendered("questions.html", title="Questions", questions=questions(), root=root)


def editor_page(*, root: str, base: str = BASE) -> str:
    """Return the page with the SPARQL editor."""
    from csgraph.answers.ask import questions

    terms = json.dumps({"prefixes": vocab.PREFIXES, "terms": _terms()}).replace("<", "\\u003c")
    return rendered("editor.html", title="SPARQL", questions=questions(), terms=terms, base=base, root=root)


@cache
def _terms() -> list[str]:
    """The names that an editor can complete: those of the ontology."""
    text = resources.path("ontology", "csgraph.ttl").read_bytes()
    named = {quad.subject.value for quad in ox.parse(text, ox.RdfFormat.TURTLE) if isinstance(quad.subject, ox.NamedNode)}
    return sorted(vocab.compact(iri) for iri in named if iri.startswith(vocab.CSG))


def rendered(template: str, **values: Any) -> str:
    """Return a template filled in."""
    text: str = _environment().get_template(template).render(**values)
    return text


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    folder = resources.package_path("web", "assets")
    return jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined)


def void_triples(store: Store, root: str) -> list[ox.Triple]:
    """Return a description of the data set: what it is, how large, where to ask."""
    me = ox.NamedNode(f"{root}/.well-known/void")
    counts = {name: _count(store, pattern) for name, pattern in _COUNTS.items()}
    about: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (vocab.TYPE, ox.NamedNode(_VOID + "Dataset")),
        (vocab.DCT + "title", ox.Literal("csgraph: who works with whom against which crime", language="en")),
        (_VOID + "sparqlEndpoint", ox.NamedNode(f"{root}/sparql")),
        (_VOID + "dataDump", ox.NamedNode(f"{root}/store")),
        (_VOID + "uriSpace", ox.Literal(store.mint.base)),
        *((_VOID + "vocabulary", ox.NamedNode(iri)) for iri in sorted(vocab.PREFIXES.values())),
        *((_VOID + name, ox.Literal(count)) for name, count in counts.items()),
    ]
    return [ox.Triple(me, ox.NamedNode(predicate), value) for predicate, value in about]


_COUNTS: Final = {
    "triples": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "documents": "SELECT (COUNT(*) AS ?n) { ?report a csg:Report }",
    "entities": "SELECT (COUNT(DISTINCT ?thing) AS ?n) { VALUES ?class { org:Organization csg:Region schema:Place } ?thing a ?class }",
}


def _count(store: Store, question: str) -> int:
    return int(store.select(question)[0]["n"].value)  # type: ignore[union-attr]


def service_description(root: str, *, may_update: bool) -> list[ox.Triple]:
    """Return what the endpoint can do (https://www.w3.org/TR/sparql11-service-description/)."""
    me, endpoint = ox.BlankNode("service"), ox.NamedNode(f"{root}/sparql")
    formats = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")  # fmt: skip
    languages = ("SPARQL10Query", "SPARQL11Query", *(("SPARQL11Update",) if may_update else ()))
    facts = [
        (vocab.TYPE, ox.NamedNode(_SD + "Service")),
        (_SD + "endpoint", endpoint),
        (_SD + "feature", ox.NamedNode(_SD + "UnionDefaultGraph")),
        *((_SD + "supportedLanguage", ox.NamedNode(_SD + language)) for language in languages),
        *((_SD + "resultFormat", ox.NamedNode("http://www.w3.org/ns/formats/" + name)) for name in formats),
    ]
    return [ox.Triple(me, ox.NamedNode(predicate), value) for predicate, value in facts]


def _value(term: object) -> str:
    return str(getattr(term, "value", term))

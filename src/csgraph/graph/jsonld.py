"""Quads as compact JSON-LD 1.1: the short names of ``ontology/context.jsonld``, one node an object, one named graph an object.

The context stands in the document, so nothing has to be fetched to read it. Only those terms of it are kept that are used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from csgraph import resources
from csgraph.graph import vocab

_XSD_STRING: Final = vocab.XSD + "string"


def compact_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """Return quads as one JSON-LD document, sorted: the same statements give the same bytes."""
    context = _Context()
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in sorted(set(quads), key=str):
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else context.reference(quad.graph_name)
        subject = context.reference(quad.subject)
        node = graphs.setdefault(graph, {}).setdefault(subject, {"id": subject})
        if quad.predicate.value == vocab.TYPE:
            _add(node, "type", context.type_name(quad.object))
        else:
            term, value = context.statement(quad.predicate.value, quad.object)
            _add(node, term, value, is_set=context.is_set(term))
    listed: list[Any] = list(graphs.pop("", {}).values())
    listed += [{"id": graph, "@graph": list(nodes.values())} for graph, nodes in graphs.items()]
    document = {"@context": context.used(), "@graph": listed}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _add(node: dict[str, Any], name: str, value: Any, *, is_set: bool = False) -> None:
    known = node.get(name)
    if known is None:
        node[name] = [value] if is_set else value
    elif isinstance(known, list):
        known.append(value)
    else:
        node[name] = [known, value]


def _native(value: ox.Literal) -> bool | int | None:
    """Return a number or boolean as JSON has it, where reading it gives the same literal again (JSON-LD 1.1 API, 8.2.2)."""
    text = value.value
    if value.datatype.value == vocab.XSD + "boolean":
        return {"true": True, "false": False}.get(text)
    if value.datatype.value == vocab.XSD + "integer" and text.lstrip("-").isdecimal() and len(text) < 16 and str(int(text)) == text:
        return int(text)
    return None


class _Context:
    """Short names, and which of them a document has used."""

    def __init__(self) -> None:
        self._terms: dict[str, Any] = json.loads(resources.text("ontology", "context.jsonld"))["@context"]
        self._prefixes = {name: iri for name, iri in self._terms.items() if isinstance(iri, str) and iri.endswith(("#", "/"))}
        self._by_iri: dict[str, list[tuple[str, str]]] = {}
        for name, definition in self._terms.items():
            if isinstance(definition, str | dict) and not name.startswith("@") and name not in self._prefixes:
                iri, kind = (definition, "") if isinstance(definition, str) else (definition["@id"], definition.get("@type", ""))
                plain = isinstance(definition, str) or (
                    set(definition) <= {"@id", "@type", "@container"} and definition.get("@container", "@set") == "@set"
                )
                if plain and not iri.startswith("@"):
                    self._by_iri.setdefault(self._expanded(iri), []).append((name, self._expanded(kind)))
        self._used = {"@version", "id", "type"}

    def used(self) -> dict[str, Any]:
        """Return the context of what was used, in the order of the whole."""
        for name in tuple(self._used):
            definition = self._terms.get(name)
            for iri in (
                [definition] if isinstance(definition, str) else list((definition or {}).values()) if isinstance(definition, dict) else []
            ):
                if isinstance(iri, str) and iri.partition(":")[0] in self._prefixes:
                    self._used.add(iri.partition(":")[0])
        return {name: definition for name, definition in self._terms.items() if name in self._used}

    def is_set(self, name: str) -> bool:
        """Say whether a name always has a list of values."""
        definition = self._terms.get(name)
        return isinstance(definition, dict) and "@container" in definition

    def reference(self, term: object) -> str:
        """Return a node as a value of ``id``."""
        return self._shortened(term.value) if isinstance(term, ox.NamedNode) else str(term)

    def type_name(self, term: object) -> str:
        """Return a class by its short name."""
        if isinstance(term, ox.NamedNode):
            for name, kind in self._by_iri.get(term.value, ()):
                if not kind:
                    return self._use(name)
        return self.reference(term)

    def statement(self, predicate: str, value: object) -> tuple[str, Any]:
        """Return the name of a property, and its value as short as that name allows."""
        names = self._by_iri.get(predicate, [])
        wanted = value.datatype.value if isinstance(value, ox.Literal) else "@id"
        if isinstance(value, ox.Literal) and value.language:
            wanted = "@language"
        for name, kind in names:
            if kind == wanted:
                self._use(name)
                return name, self.reference(value) if wanted == "@id" else value.value  # type: ignore[attr-defined]
        name = next((self._use(name) for name, kind in names if not kind), None) or self._shortened(predicate)
        return name, self._object(value)

    def _object(self, value: object) -> Any:
        if not isinstance(value, ox.Literal):
            return {"id": self.reference(value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == _XSD_STRING:
            return value.value
        native = _native(value)
        return {"@value": value.value, "@type": self._shortened(value.datatype.value)} if native is None else native

    def _use(self, name: str) -> str:
        self._used.add(name)
        return name

    def _expanded(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else name

    def _shortened(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            local = iri[len(namespace) :]
            # "//" after a colon is never taken for a prefix (JSON-LD 1.1 API, 5.2), and a short name must not hide a scheme.
            if local and iri.startswith(namespace) and not local.startswith("//"):
                self._used.add(prefix)
                return f"{prefix}:{local}"
        return iri

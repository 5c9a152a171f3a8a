"""SHACL shapes as SPARQL: each constraint becomes one SELECT that finds what breaks it.

On ten thousand entries the queries need two seconds where a general validator needs half a minute: most constraints are first put to
a probe, which looks at a property wherever it stands. It costs a scan in place of a join, and where it finds nothing, nothing breaks. Only the parts of SHACL Core that
are written here are understood; any other is an error, so that no constraint is passed over in silence. Section numbers
are those of the Recommendation (W3C, 2017).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from csgraph.errors import StoreError
from csgraph.graph import vocab
from csgraph.graph.vocab import RDF, SH

Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
SubclassesOf: TypeAlias = Callable[[str], list[str]]
"""From the IRI of a class to those of its subclasses, itself among them."""

_WELL_FORMED: Final = {
    vocab.XSD + "integer": r"^[+-]?[0-9]+$",
    vocab.XSD + "decimal": r"^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)$",
    vocab.XSD + "boolean": r"^(true|false|0|1)$",
    vocab.XSD + "gYear": r"^-?[0-9]{4,}(Z|[+-][0-9]{2}:[0-9]{2})?$",
    vocab.XSD + "gYearMonth": r"^-?[0-9]{4,}-(0[1-9]|1[0-2])(Z|[+-][0-9]{2}:[0-9]{2})?$",
    vocab.XSD + "date": r"^-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(Z|[+-][0-9]{2}:[0-9]{2})?$",
}
_NOT_CONSTRAINTS: Final = {"path", "message", "severity", "name", "description", "order", "group", "deactivated", "flags"}
_PART_OF_ANOTHER: Final = {"qualifiedMinCount", "qualifiedMaxCount"}


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint: who breaks it, and what to say of them."""

    shape: str
    path: str
    """As a SPARQL property path."""
    path_iri: str
    """The path if it is a single property, else empty."""
    component: str
    severity: str
    messages: tuple[tuple[str, str], ...]
    """(language, message)."""
    sparql: str
    """Selects ?focus, and ?value where a value is what breaks it."""
    probe: str = ""
    """An ASK that is false only if nothing breaks it, and quick to answer; empty if there is none."""

    def message(self, language: str = "en") -> str:
        """Return what to say, in this language or else in any."""
        said = dict(self.messages)
        return said.get(language) or said.get("en") or next(iter(said.values()), f"{vocab.compact(self.component)} is not met")


@dataclass(frozen=True, slots=True)
class _Conforming:
    """When a value meets a constraint: an expression over ?value, or a pattern that binds it."""

    expression: str = ""
    pattern: str = ""

    def broken(self) -> str:
        """Return what keeps only the values that do not conform; an expression that fails is not met."""
        return f"MINUS {{ {self.pattern} }}" if self.pattern else f"FILTER(!COALESCE({self.expression}, false))"

    def met(self) -> str:
        return self.pattern or f"FILTER(COALESCE({self.expression}, false))"


def checks(turtle: bytes, subclasses: SubclassesOf) -> tuple[Check, ...]:
    """Return the constraints of the node shapes in `turtle`, in the order of their names and paths."""
    shapes = _Graph(turtle)
    found: list[Check] = []
    for shape in shapes.subjects(RDF + "type", SH + "NodeShape"):
        target = _target(shapes, shape, subclasses)
        for property_shape in shapes.objects(shape, SH + "property"):
            found += _property_checks(shapes, shape, property_shape, target, subclasses)
    return tuple(sorted(found, key=lambda check: (check.shape, check.path, check.component, check.sparql)))


class _Graph:
    """Triples by subject, for walking."""

    def __init__(self, turtle: bytes) -> None:
        self._facts: defaultdict[Node, defaultdict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for quad in ox.parse(turtle, ox.RdfFormat.TURTLE):
            self._facts[quad.subject][quad.predicate.value].append(quad.object)

    def subjects(self, predicate: str, value: str) -> list[Node]:
        term = ox.NamedNode(value)
        return sorted((subject for subject, facts in self._facts.items() if term in facts.get(predicate, ())), key=str)

    def objects(self, subject: Node, predicate: str) -> list[Node]:
        return self._facts[subject].get(predicate, []) if subject in self._facts else []

    def first(self, subject: Node, predicate: str) -> Node | None:
        return next(iter(self.objects(subject, predicate)), None)

    def predicates(self, subject: Node) -> list[str]:
        return sorted(self._facts[subject]) if subject in self._facts else []

    def items(self, head: Node) -> list[Node]:
        """Return the members of an RDF list."""
        members = []
        while (member := self.first(head, RDF + "first")) is not None:
            members.append(member)
            head = self.objects(head, RDF + "rest")[0]
        return members


def _target(shapes: _Graph, shape: Node, subclasses: SubclassesOf) -> str:
    """The focus nodes of a shape (2.1.3), as a pattern that binds ?focus."""
    patterns = []
    for target in shapes.objects(shape, SH + "targetClass"):
        patterns.append(_instance("?focus", subclasses(target.value)))
    for target in shapes.objects(shape, SH + "targetSubjectsOf"):
        patterns.append(f"{{ SELECT DISTINCT ?focus {{ ?focus {target} ?any }} }}")
    if len(patterns) != 1:
        raise StoreError(f"{shape}: a shape needs one sh:targetClass or sh:targetSubjectsOf.")
    return patterns[0]


def _instance(variable: str, classes: list[str]) -> str:
    if len(classes) == 1:
        return f"{variable} a <{classes[0]}> ."
    listed = " ".join(f"<{iri}>" for iri in classes)
    # Distinct, for a thing of a class and its subclass would break a constraint twice.
    return f"{{ SELECT DISTINCT {variable} {{ VALUES ?class {{ {listed} }} {variable} a ?class }} }}"


def _property_checks(shapes: _Graph, shape: Node, property_shape: Node, target: str, subclasses: SubclassesOf) -> Iterator[Check]:
    head = shapes.first(property_shape, SH + "path")
    if head is None:
        raise StoreError(f"{shape}: a property shape has no sh:path.")
    path = _path(shapes, head)
    severity = shapes.first(property_shape, SH + "severity")
    messages = tuple(
        (term.language or "", term.value) for term in shapes.objects(property_shape, SH + "message") if isinstance(term, ox.Literal)
    )
    for predicate in shapes.predicates(property_shape):
        name = predicate.removeprefix(SH)
        if not predicate.startswith(SH) or name in _NOT_CONSTRAINTS | _PART_OF_ANOTHER:
            continue
        for value in shapes.objects(property_shape, predicate):
            for component, sparql, probe in _compiled(shapes, property_shape, name, value, target, path, subclasses):
                yield Check(
                    shape=_text(shape),
                    path=path,
                    path_iri=head.value if isinstance(head, ox.NamedNode) else "",
                    component=SH + component,
                    severity=severity.value if isinstance(severity, ox.NamedNode) else SH + "Violation",
                    messages=messages,
                    sparql=sparql,
                    probe=probe,
                )


def _path(shapes: _Graph, head: Node) -> str:
    """A property path (2.3.1)."""
    if isinstance(head, ox.NamedNode):
        return str(head)
    inverse, alternative = shapes.first(head, SH + "inversePath"), shapes.first(head, SH + "alternativePath")
    if inverse is not None:
        return f"^({_path(shapes, inverse)})"
    members = [_path(shapes, member) for member in shapes.items(alternative if alternative is not None else head)]
    if not members:
        raise StoreError(f"sh:path {head}: only a property, an inverse, an alternative or a sequence is understood.")
    return "(" + ("|" if alternative is not None else "/").join(members) + ")"


def _compiled(
    shapes: _Graph, property_shape: Node, name: str, value: Node, target: str, path: str, subclasses: SubclassesOf
) -> Iterator[tuple[str, str, str]]:
    """Yield (component, query, probe) for a constraint; most give one query."""
    of_value = f"{target} ?focus {path} ?value ."
    match name:
        case "minCount":
            yield "MinCountConstraintComponent", _fewer_than(int(_text(value)), target, f"?focus {path} ?value ."), ""
        case "maxCount":
            most = int(_text(value))
            yield "MaxCountConstraintComponent", _more_than(most, target, path, ""), _several(path) if most == 1 else ""
        case "uniqueLang":
            yield (
                "UniqueLangConstraintComponent",
                _select(
                    f"{target} ?focus {path} ?value, ?other .",
                    'FILTER(!sameTerm(?value, ?other) && LANG(?value) = LANG(?other) && LANG(?value) != "")',
                    value="",
                ),
                "",
            )
        case "lessThan" | "lessThanOrEquals":
            broken = f"FILTER(!COALESCE(?value {'<' if name == 'lessThan' else '<='} ?other, false))"
            # Two sub-selects are joined by hashing, two patterns one row at a time.
            probe = f"ASK {{ {{ SELECT ?focus ?value {{ ?focus {path} ?value }} }} {{ SELECT ?focus ?other {{ ?focus {value} ?other }} }} {broken} }}"
            yield _component(name), _select(f"{of_value} ?focus {value} ?other .", broken), probe
        case "equals":
            for one, other in ((path, str(value)), (str(value), path)):
                pattern, without = f"?focus {one} ?value .", f"MINUS {{ ?focus {other} ?value }}"
                yield "EqualsConstraintComponent", _select(f"{target} {pattern}", without), f"ASK {{ {pattern} {without} }}"
        case "disjoint":
            yield "DisjointConstraintComponent", _select(of_value, f"?focus {value} ?value ."), ""
        case "qualifiedValueShape":
            yield from _qualified(shapes, property_shape, value, target, path, subclasses)
        case "or":
            broken = " ".join(_conforming_to(shapes, member, subclasses).broken() for member in shapes.items(value))
            yield "OrConstraintComponent", _select(of_value, broken), _any_value(path, broken)
        case _:
            broken = _conforming(shapes, name, value, subclasses).broken()
            yield _component(name), _select(of_value, broken), _any_value(path, broken)


def _several(path: str) -> str:
    """Ask whether there are more values than things that have one."""
    counts = f"SELECT (COUNT(*) AS ?values) (COUNT(DISTINCT ?any) AS ?things) {{ ?any {path} ?value }}"
    return f"ASK {{ {{ {counts} }} FILTER(?values > ?things) }}"


def _any_value(path: str, broken: str) -> str:
    """Ask whether a value anywhere does not conform. Grouping looks at each value once; what DISTINCT gives would be filtered before it."""
    return f"ASK {{ {{ SELECT ?value {{ ?any {path} ?value }} GROUP BY ?value }} {broken} }}"


def _component(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}ConstraintComponent"


def _select(body: str, condition: str, *, value: str = "?value") -> str:
    return f"SELECT DISTINCT ?focus {value} {{ {body} {condition} }}"


def _fewer_than(least: int, target: str, pattern: str) -> str:
    if least == 1:
        return f"SELECT DISTINCT ?focus {{ {target} MINUS {{ {pattern} }} }}"
    return f"SELECT ?focus {{ {target} OPTIONAL {{ {pattern} }} }} GROUP BY ?focus HAVING(COUNT(DISTINCT ?value) < {least})"


def _more_than(most: int, target: str, path: str, conforming: str) -> str:
    if most == 1 and not conforming:
        # Two that differ: Oxigraph answers that ten times as fast as it groups and counts.
        return f"SELECT DISTINCT ?focus {{ {target} ?focus {path} ?value, ?other . FILTER(!sameTerm(?value, ?other)) }}"
    return f"SELECT ?focus {{ {target} ?focus {path} ?value . {conforming} }} GROUP BY ?focus HAVING(COUNT(DISTINCT ?value) > {most})"


def _qualified(
    shapes: _Graph, property_shape: Node, value: Node, target: str, path: str, subclasses: SubclassesOf
) -> Iterator[tuple[str, str, str]]:
    """How many values are of a shape (4.7.3)."""
    conforming = _conforming_to(shapes, value, subclasses).met()
    for name, made in (("qualifiedMinCount", "Min"), ("qualifiedMaxCount", "Max")):
        count = shapes.first(property_shape, SH + name)
        if count is None:
            continue
        number = int(_text(count))
        query = (
            _fewer_than(number, target, f"?focus {path} ?value . {conforming}")
            if made == "Min"
            else _more_than(number, target, path, conforming)
        )
        yield f"Qualified{made}CountConstraintComponent", query, ""


def _conforming_to(shapes: _Graph, shape: Node, subclasses: SubclassesOf) -> _Conforming:
    """Read a shape that stands inside another; it may have one constraint."""
    constraints = [
        (predicate.removeprefix(SH), value) for predicate in shapes.predicates(shape) for value in shapes.objects(shape, predicate)
    ]
    if len(constraints) != 1:
        raise StoreError(f"{shape}: a shape inside sh:or or sh:qualifiedValueShape may have one constraint here.")
    return _conforming(shapes, *constraints[0], subclasses)


def _conforming(shapes: _Graph, name: str, value: Node, subclasses: SubclassesOf) -> _Conforming:
    match name:
        case "class":
            listed = " ".join(f"<{iri}>" for iri in subclasses(_text(value)))
            return _Conforming(pattern=f"VALUES ?class {{ {listed} }} ?value a ?class .")
        case "datatype":
            form = _WELL_FORMED.get(_text(value))
            is_well_formed = f' && REGEX(STR(?value), "{form}")' if form else ""
            return _Conforming(f"DATATYPE(?value) = {value}{is_well_formed}")
        case "nodeKind":
            test = {"IRI": "isIRI(?value)", "Literal": "isLiteral(?value)", "BlankNode": "isBlank(?value)"}.get(
                _text(value).removeprefix(SH)
            )
            if test is not None:
                return _Conforming(test)
        case "in":
            return _Conforming(pattern=f"VALUES ?value {{ {' '.join(str(member) for member in shapes.items(value))} }}")
        case "hasValue":
            return _Conforming(f"sameTerm(?value, {value})")
        case "pattern":
            return _Conforming(f"!isBlank(?value) && REGEX(STR(?value), {value})")
        case "minLength":
            return _Conforming(f"!isBlank(?value) && STRLEN(STR(?value)) >= {_text(value)}")
        case "maxLength":
            return _Conforming(f"!isBlank(?value) && STRLEN(STR(?value)) <= {_text(value)}")
        case "minInclusive":
            return _Conforming(f"?value >= {value}")
        case "maxInclusive":
            return _Conforming(f"?value <= {value}")
        case "minExclusive":
            return _Conforming(f"?value > {value}")
        case "maxExclusive":
            return _Conforming(f"?value < {value}")
    raise StoreError(
        f"ontology/shapes.ttl: sh:{name} {value} is not understood by `csgraph check`. Write it otherwise, or teach it to graph/shapes.py."
    )


def _text(node: Node) -> str:
    return str(node.value)

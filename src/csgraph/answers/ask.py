"""The catalogue: named questions, each a file in ``queries/``, whose head comment is its documentation.

The head says what is asked, one line for each parameter (``# crime (crime): the crime type``), and an example. The default
of a parameter is what stands in its ``VALUES`` block.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox

from csgraph import resources
from csgraph.answers.crimes import found_crime
from csgraph.answers.entities import found_entity
from csgraph.answers.labels import names
from csgraph.answers.reports import found_report
from csgraph.errors import QueryError
from csgraph.graph import mint, vocab
from csgraph.graph.bind import Term
from csgraph.graph.store import Row, Store, solutions

_PARAMETER: Final = re.compile(r"(\w+) \((crime|organization|region|place|report|term|text|date)\): (.+)")

_WHOLE: Final = {vocab.XSD + "integer"}
_BROKEN: Final = {vocab.XSD + "decimal", vocab.XSD + "double"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about."""

    name: str
    kind: str
    """``crime organization region place report``: a name that is looked up; ``term text date``: taken as it is."""
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named query."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, under the names that the query gives its columns."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@cache
def questions() -> tuple[Question, ...]:
    """Return the catalogue, in order of names."""
    files = sorted(resources.package_path("answers", "queries").glob("*.rq"))
    return tuple(parsed(file.stem, file.read_text(encoding="utf-8")) for file in files)


def question(name: str) -> Question:
    """Return the question of that name; an unknown one gets the nearest."""
    by_name = {one.name: one for one in questions()}
    if name in by_name:
        return by_name[name]
    near = difflib.get_close_matches(name, by_name, n=3, cutoff=0.4)
    hint = f"Nearest: {', '.join(near)}." if near else "`csgraph ask` lists them."
    raise QueryError(f'no question is called "{name}". {hint}')


def ask(store: Store, name: str, **values: str | Term) -> Answer:
    """Answer a question of the catalogue; names of crime types and organizations are looked up in the store."""
    asked = question(name)
    bindings = {key: _term(store, _parameter(asked, key), value) for key, value in values.items()}
    found = store.query(asked.sparql, bindings)
    if not isinstance(found, ox.QuerySolutions):
        raise QueryError(f"{name}: a question of the catalogue is a SELECT.")
    return Answer(tuple(variable.value for variable in found.variables), tuple(solutions(found)))


def parsed(name: str, text: str) -> Question:
    """Return the question that a file holds."""
    head = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#")]
    found = [_PARAMETER.fullmatch(line) for line in head]
    parameters = tuple(Parameter(*match.groups()) for match in found if match)
    example = next((line.removeprefix("Example:").strip() for line in head if line.startswith("Example:")), "")
    prose = [line for line, match in zip(head, found, strict=True) if line and not match and not line.startswith("Example:")]
    return Question(name, prose[0] if prose else name, " ".join(prose[1:]), parameters, example, text)


def _parameter(asked: Question, name: str) -> Parameter:
    for parameter in asked.parameters:
        if parameter.name == name:
            return parameter
    known = ", ".join(parameter.name for parameter in asked.parameters) or "no parameters"
    raise QueryError(f"{asked.name}: there is no parameter {name}. It takes {known}.")


def _term(store: Store, parameter: Parameter, value: str | Term) -> Term:
    if not isinstance(value, str):
        return value
    return ox.NamedNode(_iri(store, parameter.kind, value)) if parameter.kind not in ("text", "date") else ox.Literal(value)


def _iri(store: Store, kind: str, value: str) -> str:
    match kind:
        case "crime":
            return found_crime(store, value).iri
        case "report":
            return found_report(store, value).iri
        case "region":
            return found_entity(store, value, "region")
        case "place":
            return found_entity(store, value, "place")
        case "term":
            return mint.term(value.removeprefix("csg:"))
        case _:
            return found_entity(store, value, "organization", "region")


def cells(store: Store, answer: Answer, language: str | None = "en") -> list[list[str | int | float | None]]:
    """Return the rows of an answer to show: names in the place of IRIs (unless `language` is None), numbers as numbers."""
    terms = [[row.get(column) for column in answer.columns] for row in answer.rows]
    iris = {term.value for row in terms for term in row if isinstance(term, ox.NamedNode)}
    shown = names(store, iris, language) if language is not None else {iri: iri for iri in iris}
    return [[_cell(term, shown) for term in row] for row in terms]


def _cell(term: object, shown: Mapping[str, str]) -> str | int | float | None:
    if isinstance(term, ox.NamedNode):
        return shown[term.value]
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term)
    datatype = term.datatype.value
    try:
        if datatype in _WHOLE or (datatype in _BROKEN and "." not in term.value):
            return int(term.value)
        return float(term.value) if datatype in _BROKEN else term.value
    except ValueError:
        return term.value

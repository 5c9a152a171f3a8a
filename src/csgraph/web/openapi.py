"""The server described for programs (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any, Final

from csgraph.answers.ask import Question, questions
from csgraph.web import negotiate

_TEXT: Final = {"type": "string"}


def description(root: str) -> dict[str, Any]:
    """Return the OpenAPI document of the server at `root`."""
    paths = {
        "/sparql": {"get": _query("query"), "post": _posted()},
        "/store": {"get": _graph()},
        "/id/{path}": {"get": _thing()},
        "/.well-known/void": {"get": _operation("void", "Describe the data set.", negotiate.GRAPHS)},
    }
    paths |= {f"/ask/{question.name}": {"get": _question(question)} for question in questions()}
    security = {"token": {"type": "http", "scheme": "bearer"}}
    about = {"title": "csgraph", "version": "1", "description": "Who works with whom against which crime, with the words that say so."}
    return {"openapi": "3.1.0", "info": about, "servers": [{"url": root}], "paths": paths, "components": {"securitySchemes": security}}


def _operation(name: str, summary: str, media: tuple[str, ...], parameters: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    content = {kind: {"schema": _TEXT} for kind in media}
    refused = {"description": "What was wrong, in one line", "content": {"text/plain": {"schema": _TEXT}}}
    responses = {"200": {"description": "The answer", "content": content}, "4XX": refused, "503": refused}
    return {"operationId": name, "summary": summary, "parameters": list(parameters), "responses": responses}


def _parameter(name: str, about: str, *, where: str = "query", required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": where, "description": about, "required": required, "schema": _TEXT}


def _query(name: str) -> dict[str, Any]:
    graphs = (_parameter("default-graph-uri", "A graph of the default graph"), _parameter("named-graph-uri", "A graph for GRAPH"))
    asked = _parameter("query", "A SPARQL 1.1 query; without one, the service describes itself")
    return _operation(name, "Answer a SPARQL query.", (*negotiate.ROWS, *negotiate.GRAPHS), (asked, *graphs))


def _posted() -> dict[str, Any]:
    media = ("application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update")
    operation = _operation("post", "Answer a query, or carry out an update (with the token).", (*negotiate.ROWS, *negotiate.GRAPHS))
    return operation | {"requestBody": {"content": {kind: {"schema": _TEXT} for kind in media}}, "security": [{}, {"token": []}]}


def _graph() -> dict[str, Any]:
    return _operation("graph", "Return a graph, or all of them.", negotiate.GRAPHS, (_parameter("graph", "The IRI of the graph"),))


def _thing() -> dict[str, Any]:
    path = _parameter("path", "What follows the base in the IRI of the thing", where="path", required=True)
    return _operation("thing", "Describe a thing.", (negotiate.HTML, *negotiate.GRAPHS), (path,))


def _question(question: Question) -> dict[str, Any]:
    parameters = tuple(_parameter(one.name, one.description) for one in question.parameters)
    return _operation(f"ask-{question.name}", question.title, (negotiate.HTML, negotiate.CSV, "application/json"), parameters)

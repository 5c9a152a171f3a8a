"""The SPARQL 1.1 Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/)."""

from __future__ import annotations

import httpx
import pytest

from tests.web.conftest import TOKEN, Server

pytestmark = pytest.mark.xdist_group("web")

BEARER = {"authorization": f"Bearer {TOKEN}"}
GRAPH = "http://example.org/graph"
TURTLE = {"content-type": "text/turtle"}


def send(server: Server, method: str, graph: str | None = GRAPH, content: str = "", **headers: str) -> httpx.Response:
    parameters = {"graph": graph} if graph else {}
    return httpx.request(method, server.url + "/store", params=parameters, content=content, headers={**BEARER, **headers}, timeout=30)


def lines(server: Server, graph: str = GRAPH) -> set[str]:
    answer = server.get("/store", params={"graph": graph}, headers={"accept": "application/n-triples"})
    return set(answer.text.splitlines()) if answer.status_code == 200 else set()


def test_a_graph_is_put_added_to_and_deleted(server: Server) -> None:
    assert send(server, "PUT", content="<x:s> <x:p> 1 .", **TURTLE).status_code == 201
    assert send(server, "PUT", content="<x:s> <x:p> 2 .", **TURTLE).status_code == 204
    assert send(server, "POST", content='<x:s> <x:p> "ø"@da .', **TURTLE).status_code == 204
    assert lines(server) == {'<x:s> <x:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .', '<x:s> <x:p> "ø"@da .'}
    assert send(server, "DELETE").status_code == 204
    assert send(server, "DELETE").status_code == 404
    assert server.get("/store", params={"graph": GRAPH}).status_code == 404


def test_many_graphs_come_in_one_request(server: Server) -> None:
    assert (
        send(
            server, "POST", None, "<x:s> <x:p> <x:o> <x:g1> .\n<x:s> <x:p> <x:o> <x:g2> .\n", **{"content-type": "application/n-quads"}
        ).status_code
        == 204
    )
    assert lines(server, "x:g1") == lines(server, "x:g2") == {"<x:s> <x:p> <x:o> ."}
    assert b"<x:g1>" in server.get("/store", headers={"accept": "application/n-quads"}).content
    for graph in ("x:g1", "x:g2"):
        assert send(server, "DELETE", graph).status_code == 204


@pytest.mark.parametrize(
    ("method", "request_", "status"),
    [
        ("PUT", {"params": {"graph": GRAPH}, "content": "<x:s> <x:p> .", "headers": BEARER | TURTLE}, 400),
        ("PUT", {"params": {"graph": "no iri"}, "content": "", "headers": BEARER | TURTLE}, 400),
        ("PUT", {"params": {"graph": ["x:a", "x:b"]}, "content": "", "headers": BEARER | TURTLE}, 400),
        ("PUT", {"params": {"default": ""}, "content": "", "headers": BEARER | TURTLE}, 400),
        ("PUT", {"content": "", "headers": BEARER | TURTLE}, 400),
        ("POST", {"content": "<x:s> <x:p> 1 .", "headers": BEARER | TURTLE}, 400),
        ("PUT", {"params": {"graph": GRAPH}, "content": "", "headers": BEARER | {"content-type": "image/png"}}, 415),
        ("PUT", {"params": {"graph": GRAPH}, "content": "", "headers": TURTLE}, 401),
        ("DELETE", {"params": {"graph": GRAPH}}, 401),
        ("PATCH", {"params": {"graph": GRAPH}, "headers": BEARER}, 405),
        ("GET", {"params": {"graph": "x:nowhere"}}, 404),
        ("GET", {"params": {"default": ""}, "headers": {"accept": "application/n-triples"}}, 200),
        ("GET", {"params": {"default": ""}, "headers": {"accept": "image/png"}}, 406),
    ],
)
def test_what_is_wrong_is_refused(server: Server, method: str, request_: dict[str, object], status: int) -> None:
    assert httpx.request(method, server.url + "/store", timeout=30, **request_).status_code == status  # type: ignore[arg-type]

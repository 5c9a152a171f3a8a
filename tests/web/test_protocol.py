"""The request forms of the SPARQL 1.1 Protocol, written from the standard (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from tests.web.conftest import TOKEN, Server

pytestmark = pytest.mark.xdist_group("web")

ASK = "ASK { ?s ?p ?o }"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON = "application/sparql-results+json"
BEARER = {"authorization": f"Bearer {TOKEN}"}
INSERT = "INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/s> <http://example.org/p> 1 } }"
DROP = "DROP SILENT GRAPH <http://example.org/g>"


def form(**fields: str | list[str]) -> dict[str, Any]:
    return {"data": fields}


def body(text: str | bytes, media: str | None, **more: Any) -> dict[str, Any]:
    headers = {"content-type": media} if media else {}
    return {"content": text.encode() if isinstance(text, str) else text, "headers": headers, **more}


# (what is tried, method, request, status)
FORMS: list[tuple[str, str, dict[str, Any], int]] = [
    # 2.1.1 to 2.1.3: the three ways to send a query
    ("query via GET", "GET", {"params": {"query": ASK}}, 200),
    ("query via HEAD", "HEAD", {"params": {"query": ASK}}, 200),
    ("query via POST form", "POST", form(query=ASK), 200),
    ("query via POST body", "POST", body(ASK, QUERY), 200),
    ("query via POST body with a charset", "POST", body(ASK, f"{QUERY}; charset=UTF-8"), 200),
    ("query with characters beyond ASCII", "POST", body('ASK { ?s ?p "ø😀" }', QUERY), 200),
    ("graphs in the address beside a body", "POST", body(ASK, QUERY, params={"default-graph-uri": "http://example.org/g"}), 200),
    ("several graphs", "GET", {"params": {"query": ASK, "default-graph-uri": ["x:a", "x:b"], "named-graph-uri": ["x:c", "x:d"]}}, 200),
    ("parameters of others are ignored", "GET", {"params": {"query": ASK, "format": "json"}}, 200),
    ("no query describes the service", "GET", {}, 200),
    # Malformed queries: 400
    ("syntax error", "POST", form(query="ASK { ?s ?p }"), 400),
    ("no form", "GET", {"params": {"query": "hello"}}, 400),
    ("empty query", "GET", {"params": {"query": ""}}, 400),
    ("two queries in the address", "GET", {"params": {"query": [ASK, ASK]}}, 400),
    ("two queries in the form", "POST", form(query=[ASK, ASK]), 400),
    ("a query and an update", "POST", form(query=ASK, update=INSERT), 400),
    ("an empty form", "POST", body("", FORM), 400),
    ("a query in the body and in the address", "POST", body(ASK, QUERY, params={"query": ASK}), 400),
    ("an update as a query", "GET", {"params": {"query": INSERT}}, 400),
    ("a graph that is no IRI", "GET", {"params": {"query": ASK, "default-graph-uri": "no iri"}}, 400),
    ("graphs of an update for a query", "GET", {"params": {"query": ASK, "using-graph-uri": "x:a"}}, 400),
    ("a body that is not UTF-8", "POST", body(b"ASK { ?s ?p '\xff' }", QUERY), 400),
    ("an address that is not UTF-8", "GET", {"raw": "query=ASK%20%7B%7D%FF"}, 400),
    ("a call to another server", "POST", form(query="SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), 400),
    # Wrong methods and media types
    ("query via PUT", "PUT", {"params": {"query": ASK}}, 405),
    ("query via DELETE", "DELETE", {"params": {"query": ASK}}, 405),
    ("a body of text", "POST", body(ASK, "text/plain"), 415),
    ("a body without its type", "POST", body(ASK, None), 415),
    ("a form without its type", "POST", body("query=ASK%20%7B%7D", None), 415),
    ("a body in UTF-16", "POST", body(ASK.encode("utf-16"), f"{QUERY}; charset=UTF-16"), 415),
    ("a query too long", "POST", body(ASK + "#" + "x" * (1 << 20), QUERY), 413),
    # Accept
    ("rows as nothing that there is", "GET", {"params": {"query": ASK}, "headers": {"accept": "image/png"}}, 406),
    ("rows as a graph", "GET", {"params": {"query": ASK}, "headers": {"accept": "text/turtle"}}, 406),
    ("anything", "GET", {"params": {"query": ASK}, "headers": {"accept": "*/*"}}, 200),
    ("nothing", "GET", {"params": {"query": ASK}, "headers": {"accept": f"{JSON};q=0"}}, 406),
    # 2.2: updates
    ("update via GET", "GET", {"params": {"update": INSERT}, "headers": BEARER}, 400),
    ("update without the token", "POST", form(update=INSERT), 401),
    ("update with a wrong token", "POST", form(update=INSERT) | {"headers": {"authorization": "Bearer no"}}, 401),
    ("query with a wrong token", "POST", form(query=ASK) | {"headers": {"authorization": "Bearer no"}}, 401),
    ("update via PUT", "PUT", {"params": {"update": INSERT}, "headers": BEARER}, 405),
    ("update via POST form", "POST", form(update=INSERT) | {"headers": BEARER}, 204),
    ("update via POST body", "POST", body(DROP, UPDATE) | {"headers": BEARER | {"content-type": UPDATE}}, 204),
    ("two updates", "POST", form(update=[INSERT, INSERT]) | {"headers": BEARER}, 400),
    ("update with a syntax error", "POST", form(update="INSERT {") | {"headers": BEARER}, 400),
    ("a query as an update", "POST", form(update=ASK) | {"headers": BEARER}, 400),
    ("graphs named twice", "POST", form(**{"update": "DELETE { ?s ?p ?o } USING <x:a> WHERE { ?s ?p ?o }", "using-graph-uri": "x:b"}) | {"headers": BEARER}, 400),
    ("graphs of a query for an update", "POST", form(**{"update": INSERT, "default-graph-uri": "x:b"}) | {"headers": BEARER}, 400),
    ("an update that fetches", "POST", form(update="LOAD <http://127.0.0.1/>") | {"headers": BEARER}, 400),
]  # fmt: skip


@pytest.mark.parametrize(("method", "request_", "status"), [pytest.param(*case[1:], id=case[0]) for case in FORMS])
def test_every_form_of_a_request_gets_the_right_status(server: Server, method: str, request_: dict[str, Any], status: int) -> None:
    raw = request_.get("raw")
    url = f"{server.url}/sparql" + (f"?{raw}" if raw else "")
    answer = httpx.request(method, url, timeout=30, **{key: value for key, value in request_.items() if key != "raw"})
    assert answer.status_code == status, answer.text
    if status >= 400 and status != 405:
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert len(answer.text.strip().splitlines()) == 1
    if status == 401:
        assert answer.headers["www-authenticate"].startswith("Bearer")


SELECT, CONSTRUCT = "SELECT ?s { ?s a csg:Report }", "CONSTRUCT { ?s a csg:Report } WHERE { ?s a csg:Report }"


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (SELECT, "", JSON),
        (SELECT, "application/json", JSON),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/csv;q=0.1, application/xml", "application/sparql-results+xml"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/n-quads", "application/n-quads"),
        (CONSTRUCT, "application/trig", "application/trig"),
        ("DESCRIBE <https://w3id.org/csgraph/id/organization/oecd>", "text/turtle", "text/turtle; charset=utf-8"),
    ],
)
def test_the_form_of_an_answer_is_what_accept_says(server: Server, query: str, accept: str, media: str) -> None:
    answer = server.sparql(query, accept)
    assert answer.headers["content-type"] == media
    kind = media.split(";")[0]
    rows = ox.QueryResultsFormat.from_media_type(kind)
    if rows is None:
        assert list(ox.parse(answer.content, ox.RdfFormat.from_media_type(kind)))
    elif kind != "text/csv":
        assert ox.parse_query_results(answer.content, rows)
    else:
        assert len(answer.text.splitlines()) == 3


def counted(server: Server, query: str, **graphs: Any) -> int:
    answer = server.get("/sparql", params={"query": query, **graphs}, headers={"accept": "text/csv"})
    return int(answer.text.splitlines()[1])


def test_the_graphs_of_the_request_win_over_those_of_the_query(server: Server) -> None:
    entry = "https://w3id.org/csgraph/id/report/csi-2019/entry/1"
    count = "SELECT (COUNT(*) AS ?n) {pattern}"
    everything = counted(server, count.format(pattern="{ ?s ?p ?o }"))
    one = counted(server, count.format(pattern="{ ?s ?p ?o }"), **{"default-graph-uri": entry})
    assert 0 < one < everything
    assert counted(server, count.format(pattern=f"FROM <{entry}> {{ ?s ?p ?o }}")) == one
    assert counted(server, count.format(pattern="FROM <x:other> { ?s ?p ?o }"), **{"default-graph-uri": entry}) == one
    assert counted(server, count.format(pattern="{ ?s ?p ?o }"), **{"named-graph-uri": entry}) == 0
    assert counted(server, count.format(pattern="{ GRAPH ?g { ?s ?p ?o } }"), **{"named-graph-uri": entry}) == one


def test_the_service_describes_itself(server: Server) -> None:
    answer = server.get("/sparql", headers={"accept": "application/n-triples"})
    said = {
        (triple.predicate.value.rpartition("#")[2], getattr(triple.object, "value", ""))
        for triple in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)
    }
    assert ("endpoint", server.url + "/sparql") in said
    assert ("feature", "http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph") in said


def test_who_has_the_answer_already_is_told_so_until_the_store_changes(server: Server) -> None:
    def ask(**headers: str) -> httpx.Response:
        return server.get("/sparql", params={"query": SELECT}, headers={"accept": "text/csv", **headers})

    tag = ask().headers["etag"]
    assert ask(**{"if-none-match": tag}).status_code == 304
    assert ask(**{"if-none-match": tag, "accept": JSON}).status_code == 200
    for update in (INSERT, DROP):
        assert httpx.post(server.url + "/sparql", data={"update": update}, headers=BEARER).status_code == 204
    assert ask(**{"if-none-match": tag}).status_code == 200


def test_a_large_answer_is_compressed_and_streamed(server: Server) -> None:
    answer = server.sparql("SELECT * { ?s ?p ?o }", JSON)
    assert answer.headers["content-encoding"] == "gzip"
    assert "content-length" not in answer.headers
    assert len(answer.json()["results"]["bindings"]) > 10_000


def test_other_pages_may_ask(server: Server) -> None:
    headers = {"origin": "https://example.org", "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    before = httpx.options(server.url + "/sparql", headers=headers)
    assert before.status_code == 200
    assert before.headers["access-control-allow-origin"] == "*"
    assert server.get("/sparql", headers={"origin": "https://example.org"}).headers["access-control-allow-origin"] == "*"


def test_an_update_looks_where_the_request_says(server: Server) -> None:
    def send(update: str, **graphs: str) -> None:
        assert httpx.post(server.url + "/sparql", data={"update": update, **graphs}, headers=BEARER).status_code == 204

    send("INSERT DATA { GRAPH <x:a> { <x:s> <x:p> 1 } GRAPH <x:b> { <x:s> <x:p> 2 } }")
    send("INSERT { GRAPH <x:c> { ?s ?p ?o } } WHERE { ?s ?p ?o }", **{"using-graph-uri": "x:a"})
    assert server.sparql("SELECT ?o { GRAPH <x:c> { ?s ?p ?o } }").text.split() == ["o", "1"]
    send("DROP GRAPH <x:a> ; DROP GRAPH <x:b> ; DROP GRAPH <x:c>")

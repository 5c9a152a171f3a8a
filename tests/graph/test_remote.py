"""What only a store over HTTP has: addresses, credentials, faults as one line."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from csgraph.errors import CsgraphError, StoreError
from csgraph.graph import write
from csgraph.graph.endpoint import kind_of
from csgraph.graph.sparql import described, has_keyword, paged, query_form
from csgraph.graph.store import open_store
from tests.graph.builders import small_report
from tests.graph.servers import free_port
from tests.graph.stand_in import ONTOLOGY

pytestmark = pytest.mark.xdist_group("servers")

VARIABLES = ("USER", "PASSWORD", "TOKEN", "AUTH", "CREDENTIALS", "TIMEOUT", "UPDATE", "GRAPHS")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(f"CSGRAPH_STORE_{name}", raising=False)


class Answers(BaseHTTPRequestHandler):
    """A server that gives one answer, and keeps the headers of what it was asked."""

    status, body, headers_sent, delay = 200, b'{"head":{},"boolean":true}', {"content-type": "application/sparql-results+json"}, 0.0
    seen: list[dict[str, str]]

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        self.rfile.read(int(self.headers.get("content-length", 0)))
        threading.Event().wait(self.delay)
        self.send_response(self.status)
        for name, value in {**self.headers_sent, "content-length": str(len(self.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.body)

    do_POST = do_GET

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""


@contextmanager
def answering(**settings: object) -> Iterator[tuple[str, list[dict[str, str]]]]:
    seen: list[dict[str, str]] = []
    with HTTPServer(("127.0.0.1", 0), type("Told", (Answers,), {**settings, "seen": seen})) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/sparql", seen
        finally:
            server.shutdown()
            thread.join()


def fault_of(place: str) -> str:
    with pytest.raises(CsgraphError) as caught:
        open_store(place, ontology=ONTOLOGY, create=False).close()
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("http://127.0.0.1:{port}/sparql", "no SPARQL server can be reached"),
        ("http://anna:secret@127.0.0.1:{port}/", "CSGRAPH_STORE_PASSWORD"),
        ("http:///sparql", "no host"),
    ],
)
def test_an_address_where_nobody_is_is_one_line(place: str, said: str) -> None:
    fault = fault_of(place.format(port=free_port()))
    assert said in fault
    assert "secret" not in fault


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"status": 401}, "wants credentials"),
        ({"status": 403}, "wants credentials"),
        ({"status": 302, "headers_sent": {"location": "http://elsewhere.example/"}}, "Give that address"),
        ({"status": 503, "body": b"too many"}, "busy"),
        ({"status": 500, "body": b"line one\nline two"}, "line one line two"),
        ({"body": b"<html>", "headers_sent": {"content-type": "text/html"}}, "no SPARQL result"),
        ({"body": b'{"head":{},"boolean":false}'}, "no csgraph store"),
    ],
)
def test_a_fault_of_the_server_is_one_line(settings: dict[str, object], said: str) -> None:
    with answering(**settings) as (place, _):
        assert said in fault_of(place)


def test_a_server_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CSGRAPH_STORE_TIMEOUT", "0.2")
    with answering(delay=0.6) as (place, _):
        assert "no answer in time" in fault_of(place)


def sent(**settings: object) -> dict[str, str]:
    """The headers of a query."""
    with answering(**settings) as (place, seen), pytest.raises(CsgraphError):
        open_store(place, ontology=ONTOLOGY).close()
    return seen[1]


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "authorization" not in sent()
    monkeypatch.setenv("CSGRAPH_STORE_USER", "anna")
    monkeypatch.setenv("CSGRAPH_STORE_PASSWORD", "secret")
    assert sent()["authorization"] == "Basic YW5uYTpzZWNyZXQ="
    monkeypatch.setenv("CSGRAPH_STORE_TOKEN", "t0ken")
    assert sent()["authorization"] == "Bearer t0ken"


def test_credentials_come_from_a_file_that_only_its_owner_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "credentials.toml"
    file.write_text('user = "anna"\npassword = "secret"\n')
    file.chmod(0o644)
    monkeypatch.setenv("CSGRAPH_STORE_CREDENTIALS", str(file))
    with answering() as (place, _):
        assert "chmod 600" in fault_of(place)
    file.chmod(0o600)
    assert sent()["authorization"] == "Basic YW5uYTpzZWNyZXQ="
    file.write_text("not toml")
    with answering() as (place, _):
        assert "cannot be read" in fault_of(place)


def test_what_is_wanted_is_always_said() -> None:
    assert sent()["accept"] == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("place", "server", "update"),
    [
        ("http://h:8890/sparql", "Virtuoso/07.20", "http://h:8890/sparql-auth"),
        ("http://h:7878/", "Oxigraph/0.5.13", "http://h:7878/update"),
        ("http://h:7878/query", "Oxigraph/0.5.13", "http://h:7878/update"),
        ("http://h:8080", "csgraph/0.1", "http://h:8080/sparql"),
        ("http://h:7200/repositories/crime", "", "http://h:7200/repositories/crime/statements"),
        ("http://h:3030/crime", "Jetty", "http://h:3030/crime"),
    ],
)
def test_a_kind_of_server_is_known_by_its_name_or_address(place: str, server: str, update: str) -> None:
    assert kind_of(place, server).update == update


def test_a_wrong_password_is_one_line(virtuoso_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CSGRAPH_STORE_USER", "dba")
    monkeypatch.setenv("CSGRAPH_STORE_PASSWORD", "wrong")
    with pytest.raises(StoreError, match="wants credentials"):
        open_store(virtuoso_url, ontology=ONTOLOGY)


def test_who_may_only_read_reads(virtuoso_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("CSGRAPH_STORE_USER", "dba")
        patch.setenv("CSGRAPH_STORE_PASSWORD", "dba")
        with open_store(virtuoso_url, ontology=ONTOLOGY) as store:
            store.replace_report(store.mint.report("csi-2019"), write.report_nquads(small_report(), store.mint))
    with open_store(virtuoso_url, ontology=ONTOLOGY, create=False) as store:
        store.refresh_inferred()
        assert [report.id for report in store.reports()] == ["csi-2019"]


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ("SELECT * { }", "SELECT"),
        ("# ASK\nBASE <http://x/#construct> PREFIX ask: <x:> select (1 AS ?n) {}", "SELECT"),
        ("PREFIX : <x:> ASK { :construct ?p 'DESCRIBE' }", "ASK"),
        ("describe <x:y>", "DESCRIBE"),
    ],
)
def test_the_form_of_a_query_is_seen_through_comments_and_names(sparql: str, form: str) -> None:
    assert query_form(sparql) == form


@pytest.mark.parametrize(
    ("sparql", "has"),
    [
        ("SELECT * { SERVICE <x:y> {} }", True),
        ("SELECT * { service?x {} }", True),
        ("SELECT * { FILTER(?a<?b)SERVICE<x:y>{} }", True),
        ("SELECT * { ?a ?b <x:\\u0041#> SERVICE <x:y> {} }", True),
        ("SELECT * { ?a ex:a\\#b ?c SERVICE <x:y> {} }", True),
        ("SELECT * { ?a ?b '''x''y''' SERVICE <x:y> {} }", True),
        ("SELECT * { ?service service:p ex:service } # SERVICE", False),
        ('SELECT * { ?a <x:SERVICE> \'SERVICE \\\' SERVICE\' , """SERVICE""" }', False),
    ],
)
def test_a_call_to_elsewhere_cannot_hide(sparql: str, has: bool) -> None:
    assert has_keyword(sparql, "SERVICE") is has


def test_a_page_keeps_the_order_that_was_asked_for() -> None:
    assert "ORDER BY DESC(?a)" in paged("SELECT ?a { ?a ?p ?b } ORDER BY DESC(?a)", 10, 20)
    assert paged("SELECT ?a { ?a ?p ?b }", 10, 20).endswith("ORDER BY ?a } } LIMIT 10 OFFSET 20")


def test_a_description_keeps_the_graphs_that_were_named() -> None:
    assert " FROM <x:g> WHERE {" in described("DESCRIBE ?x FROM <x:g> WHERE { ?x ?p ?o }")

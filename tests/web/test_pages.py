"""Linked data, the catalogue, and what a browser gets."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest

from tests.web.conftest import TOKEN, Server

pytestmark = pytest.mark.xdist_group("web")

BASE = "https://w3id.org/csgraph/id/"


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
@pytest.mark.parametrize(
    ("path", "iri"),
    [
        ("/id/organization/oecd", BASE + "organization/oecd"),
        ("/id/report/csi-2019", BASE + "report/csi-2019"),
        ("/id/report/csi-2019/entry/2", BASE + "report/csi-2019/entry/2"),
        ("/crime/illicit-trade", "https://w3id.org/csgraph/crime/illicit-trade"),
        ("/ontology", "https://w3id.org/csgraph/ontology"),
    ],
)
def test_every_iri_below_the_base_is_described(server: Server, path: str, iri: str, accept: str, format: ox.RdfFormat) -> None:
    answer = server.get(path, headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert any(ox.NamedNode(iri) in (quad.subject, quad.object) for quad in ox.parse(answer.content, format, base_iri="http://x/"))


def test_a_page_of_an_entry_shows_its_words_and_holds_its_events(server: Server) -> None:
    html = server.get("/id/report/csi-2019/entry/2", headers={"accept": "text/html,*/*;q=0.8"}).text
    assert 'id="event-1"' in html and "“took part in”" in html
    assert 'href="/id/organization/oecd"' in html
    assert "What is said of it elsewhere" in html


def test_the_format_may_stand_in_the_address(server: Server) -> None:
    assert server.get("/id/organization/oecd?format=jsonld").headers["content-type"] == "application/ld+json"
    assert server.get("/id/organization/oecd?format=pdf").status_code == 400


@pytest.mark.parametrize(
    "path", ["/id/nothing/here", "/crime/none", "/id/a%20%3Cb%3E", "/nowhere", "/assets/app.py", "/assets/..%2fapp.py", "/data/9999"]
)
def test_what_is_not_there_is_404(server: Server, path: str) -> None:
    assert server.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/ask", "/ask/hosts", "/sparql-editor", "/id/organization/oecd", "/assets/site.css", "/assets/editor.js"]
)
def test_every_page_has_a_strict_policy(server: Server, path: str) -> None:
    answer = server.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_explorer_is_served_and_loads_its_data_in_pieces(server: Server) -> None:
    html = server.get("/").text
    assert '"source":"/data/0"' in html
    address, entries = "/data/0", 0
    while address:
        piece = server.get(address).json()
        entries += len(piece.get("entries", ()))
        address = "/" + piece["next"] if "next" in piece else ""
    assert entries == 3


def test_a_question_is_answered_as_rows_records_and_a_page(server: Server) -> None:
    path = "/ask/partners-of-crime?crime=ulovlig handel"
    assert server.get(path, headers={"accept": "text/csv"}).text.startswith("organization,grade,")
    found = server.get(path, headers={"accept": "application/json"}).json()
    assert {"organization", "grade"} <= found["rows"][0].keys()
    html = server.get(path, headers={"accept": "text/html"}).text
    assert 'value="ulovlig handel"' in html and 'href="/id/organization/wfzo"' in html


@pytest.mark.parametrize(
    ("path", "status"),
    [("/ask/nothing", 404), ("/ask/partners-of-crime?crime=zzzzzz", 400), ("/ask/hosts?colour=red", 400), ("/ask/hosts?format=pdf", 400)],
)
def test_a_question_that_cannot_be_answered_says_why(server: Server, path: str, status: int) -> None:
    answer = server.get(path)
    assert answer.status_code == status
    assert len(answer.text.strip().splitlines()) == 1


def test_the_data_set_is_described(server: Server) -> None:
    quads = list(ox.parse(server.get("/.well-known/void").content, ox.RdfFormat.TURTLE))
    assert any(quad.predicate.value.endswith("void#sparqlEndpoint") for quad in quads)


def test_the_server_is_described_for_programs(server: Server) -> None:
    document = server.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {"/sparql", "/store", "/ask/hosts", "/id/{path}"} <= document["paths"].keys()


def test_contacts_are_masked_for_all_but_who_has_the_token(server: Server) -> None:
    question = 'SELECT ?text { ?entry nif:isString ?text FILTER(CONTAINS(?text, "Write to")) }'
    assert "anna@example.org" not in server.sparql(question).text
    assert "12 34 56 78" not in server.sparql(question).text
    probe = 'SELECT ?entry { ?entry nif:isString ?text FILTER(CONTAINS(?text, "anna@")) }'
    assert len(server.sparql(probe).text.split()) == 1
    trusted = {"authorization": f"Bearer {TOKEN}"}
    import httpx

    seen = httpx.post(server.url + "/sparql", data={"query": question}, headers=trusted).text
    assert "anna@example.org" in seen and "+45 12 34 56 78" in seen
    assert b"anna@" not in server.get("/store", headers={"accept": "application/n-quads"}).content


def test_a_hostile_path_writes_no_line_of_its_own_into_the_log(server: Server) -> None:
    server.get("/id/a%0d%0a127.0.0.1%20GET%20/forged%1b[31m")
    log = server.log.read_text(encoding="utf-8")
    assert "\x1b" not in log
    assert not re.search(r"^127\.0\.0\.1 GET /forged", log, re.MULTILINE)


def test_the_editor_knows_the_terms(server: Server) -> None:
    html = server.get("/sparql-editor").text
    found = re.search(r'<script type="application/json" id="terms">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    known = json.loads(found.group(1))
    assert "csg:partnerOf" in known["terms"] and "csg" in known["prefixes"]

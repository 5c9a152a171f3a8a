"""`csgraph serve` before a store that is on another server."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from csgraph.graph import write
from csgraph.graph.store import open_store
from tests.graph import servers
from tests.graph.builders import reading, report_of
from tests.web.conftest import CONTACT, TOKEN, serving

pytestmark = pytest.mark.xdist_group("web")
BEARER = {"authorization": f"Bearer {TOKEN}"}


def test_a_store_on_another_server_is_served_read_only_and_masked(tmp_path: Path) -> None:
    with servers.oxigraph() as elsewhere:
        with open_store(elsewhere) as store:
            read = report_of(reading(CONTACT, 1, report="contact"), report="contact")
            store.replace_report(store.mint.report("contact"), write.report_nquads(read, store.mint))
            store.refresh_inferred()
        with serving(elsewhere, tmp_path, "--workers", "1") as server:
            rows = server.sparql('SELECT ?text { ?entry nif:isString ?text FILTER(CONTAINS(?text, "Write to")) }').text
            assert "Write to" in rows and "anna@example.org" not in rows and "12 34 56 78" not in rows
            for path in ("/id/report/contact/entry/1", "/store?graph=https://w3id.org/csgraph/id/report/contact/entry/1"):
                answer = server.get(path, headers={"accept": "text/turtle"})
                assert answer.status_code == 200 and "anna@" not in answer.text
            assert server.get("/ask/hosts", headers={"accept": "text/csv"}).status_code == 200
            refused = httpx.post(server.url + "/sparql", data={"update": "CLEAR ALL"}, headers=BEARER)
            assert refused.status_code == 403
            assert server.sparql("SELECT ?x { ?x").status_code == 400

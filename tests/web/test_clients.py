"""Programs that people use: rdflib, SPARQLWrapper, curl, and csgraph itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from csgraph.errors import StoreError
from csgraph.graph import write
from csgraph.graph.store import open_store
from tests.graph.builders import AGREEMENT, reading, report_of, small_report
from tests.web.conftest import TOKEN, Server, filled, serving

pytestmark = pytest.mark.xdist_group("web")

REPORTS = "SELECT ?report { ?report a <https://w3id.org/csgraph/ontology#Report> }"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks(server: Server, method: str) -> None:
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(server.url + "/sparql", method=method))
    assert len(list(graph.query(REPORTS))) == 2


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_asks(server: Server, form: str) -> None:
    SPARQLWrapper = pytest.importorskip("SPARQLWrapper").SPARQLWrapper
    client = SPARQLWrapper(server.url + "/sparql", returnFormat=form)
    client.setQuery(REPORTS)
    found = client.query().convert()
    assert "report/csi-2019" in (found.toxml() if form == "xml" else str(found))


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_asks(server: Server) -> None:
    command = [
        "curl",
        "-sS",
        "--fail",
        "--compressed",
        "-H",
        "Accept: text/csv",
        "--data-urlencode",
        f"query={REPORTS}",
        server.url + "/sparql",
    ]
    assert len(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()) == 3


def test_csgraph_keeps_its_store_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shorter = report_of(reading(AGREEMENT, 1))
    with serving(filled(tmp_path / "store"), tmp_path) as server:
        with open_store(server.url, create=False) as reading_only:
            assert [report.id for report in reading_only.reports()] == ["contact", "csi-2019"]
            with pytest.raises(StoreError, match="wants credentials"):
                reading_only.remove_report(reading_only.mint.report("contact"))
        monkeypatch.setenv("CSGRAPH_STORE_TOKEN", TOKEN)
        with open_store(server.url) as store:
            store.remove_report(store.mint.report("contact"))
            store.replace_report(store.mint.report("csi-2019"), write.report_nquads(shorter))
            store.refresh_inferred()
            assert not store.is_stale
            kept = store.canonical_nquads()
    with open_store() as memory:
        memory.replace_report(memory.mint.report("csi-2019"), write.report_nquads(small_report()))
        memory.replace_report(memory.mint.report("csi-2019"), write.report_nquads(shorter))
        memory.rebuild_inferred()
        assert kept == memory.canonical_nquads()

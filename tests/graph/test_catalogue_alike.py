"""The questions of the catalogue, on servers as in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from csgraph.answers.ask import ask, questions
from csgraph.graph import write
from csgraph.graph.store import Store, open_store
from tests.graph.builders import small_report

pytestmark = pytest.mark.xdist_group("servers")
MAX_ROWS = 100_000


@pytest.fixture(scope="module")
def stores(oxigraph_url: str, virtuoso_url: str) -> Iterator[dict[str, Store]]:
    """Stores with the shipped ontology and one report, and the base below which the defaults of the questions stand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSGRAPH_STORE_USER", "dba")
        patch.setenv("CSGRAPH_STORE_PASSWORD", "dba")
        opened = {"memory": open_store(), "oxigraph": open_store(oxigraph_url), "virtuoso": open_store(virtuoso_url)}
    for store in opened.values():
        read = small_report()
        store.replace_report(store.mint.report(read.report.id), write.report_nquads(read, store.mint))
        store.refresh_inferred()
    yield opened
    for store in opened.values():
        store.close()


def test_what_rules_derive_is_the_same(stores: dict[str, Store]) -> None:
    assert len({store.canonical_nquads() for store in stores.values()}) == 1


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_the_catalogue_answers_alike(stores: dict[str, Store], name: str) -> None:
    rows = {
        kind: sorted(sorted((column, str(term)) for column, term in row.items()) for row in ask(store, name).rows)
        for kind, store in stores.items()
    }
    assert rows["oxigraph"] == rows["memory"]
    assert rows["virtuoso"] == rows["memory"]

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.graph import servers


@pytest.fixture(scope="module")
def oxigraph_url() -> Iterator[str]:
    with servers.oxigraph() as url:
        yield url


@pytest.fixture(scope="module")
def virtuoso_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A module may say with MAX_ROWS after how many rows its Virtuoso cuts."""
    rows = getattr(request.module, "MAX_ROWS", servers.MAX_ROWS)
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso"), max_rows=rows) as url:
        yield url

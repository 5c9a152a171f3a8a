from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.graph import servers


@pytest.fixture(scope="module")
def oxigraph_url() -> Iterator[str]:
    with servers.oxigraph() as url:
        yield url


@pytest.fixture(scope="module")
def virtuoso_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url
